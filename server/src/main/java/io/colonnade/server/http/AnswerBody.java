package io.colonnade.server.http;

import io.colonnade.server.admission.ClientWait;
import io.colonnade.server.format.Offer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/**
 * The body of an answer that is sent while it is made: compressed as agreed, as fast as its client takes it. It is whole once
 * it is {@link #complete}; closed without that, it stays without its end. One thread writes.
 */
final class AnswerBody implements AutoCloseable {
    private static final int WRITE_BYTES = 1 << 16;

    private final Response response;
    private final AwaitedBody body;
    private final OutputStream encoded;
    private final OutputStream out;

    private AnswerBody(Response response, AwaitedBody body, OutputStream encoded) {
        this.response = response;
        this.body = body;
        this.encoded = encoded;
        this.out = new BufferedOutputStream(encoded, WRITE_BYTES);
    }

    /**
     * Begins an answer with status 200, of which nothing is sent before something is written.
     *
     * @param contentType what the answer says that it is
     * @param stopCheck throws if there is to be no more of it
     */
    static AnswerBody begin(
            Response response,
            Agreement<? extends Offer> agreement,
            String contentType,
            ClientWait client,
            Runnable stopCheck)
            throws IOException {
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        ContentCoding coding = agreement.coding();
        if (coding != ContentCoding.IDENTITY) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, coding.word());
        }
        AwaitedBody body = new AwaitedBody(Content.Sink.asOutputStream(response), client, stopCheck);
        return new AnswerBody(response, body, coding.encode(body));
    }

    /** Sends what comes before the body, as {@link #begin} does, to who asks for the HEAD alone. */
    static void sendHead(
            Response response,
            Agreement<? extends Offer> agreement,
            String contentType,
            ClientWait client,
            Runnable stopCheck)
            throws IOException {
        try (AnswerBody body = begin(response, agreement, contentType, client, stopCheck)) {
            body.out().flush();
            body.complete();
        }
    }

    /** Returns what takes the bytes. Flushing it sends what there is. */
    OutputStream out() {
        return out;
    }

    /** Says that the body is whole. */
    void complete() throws IOException {
        out.flush();
        encoded.close();
    }

    @Override
    public void close() throws IOException {
        // A compressor that is closed writes the end of its format, which must not go out, and gives its memory back.
        body.cut();
        encoded.close();
        if (!response.isCommitted()) {
            // What is sent instead is not compressed.
            response.getHeaders().remove(HttpHeader.CONTENT_ENCODING);
        }
    }
}

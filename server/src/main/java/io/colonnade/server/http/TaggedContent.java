package io.colonnade.server.http;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Content that changes seldom, with a tag by which a client asks whether it has (RFC 9110, section 13). It is what one caller may see,
 * so that nobody between here and them may keep it for others.
 *
 * @param type its media type
 * @param bytes the content; nobody changes it
 * @param tag the same for the same content, on every replica, and another for any other
 */
record TaggedContent(String type, byte[] bytes, String tag) {
    private static final HttpField VARY = new HttpField(HttpHeader.VARY, "Accept, Accept-Encoding, Authorization");
    private static final int TAG_DIGITS = 32;
    private static final Pattern TAG = Pattern.compile("\\*|(?:W/)?(\"[^\"]*\")");

    static TaggedContent of(String type, byte[] bytes) {
        String digits = Hashing.sha256().hashBytes(bytes).toString().substring(0, TAG_DIGITS);
        return new TaggedContent(type, bytes, '"' + digits + '"');
    }

    /** Sends the content, or that it is what the client has. */
    void send(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.ETAG, tag);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "private, no-cache");
        // What others have said that it depends on stays.
        response.getHeaders().ensureField(VARY);
        if (isKnown(request)) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            callback.succeeded();
            return;
        }
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }

    /** Tags are compared weakly: a proxy may have made ours weak on its way. */
    private boolean isKnown(Request request) {
        return request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
                .flatMap(header -> TAG.matcher(header).results())
                .anyMatch(known -> known.group(1) == null || known.group(1).equals(tag));
    }
}

package io.colonnade.server.http;

import io.colonnade.server.admission.ClientWait;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of an answer, each piece of which waits until the client has taken what came before. One thread writes. Closing it
 * says that it is whole, unless it was cut: what comes then goes nowhere.
 */
final class AwaitedBody extends OutputStream {
    private final OutputStream body;
    private final ClientWait client;
    private final Runnable stopCheck;
    private boolean cut;

    /** What there is to do with the body, and may take until the client reads. */
    private interface Step {
        void run() throws IOException;
    }

    /**
     * Creates the body.
     *
     * @param stopCheck throws if there is to be no more of it
     */
    AwaitedBody(OutputStream body, ClientWait client, Runnable stopCheck) {
        this.body = body;
        this.client = client;
        this.stopCheck = stopCheck;
    }

    /** Lets nothing more through, neither bytes nor the end. */
    void cut() {
        cut = true;
    }

    private void awaited(Step step) throws IOException {
        if (cut) {
            return;
        }
        client.begin();
        try {
            stopCheck.run();
            step.run();
        } finally {
            client.end();
        }
    }

    @Override
    public void write(int value) throws IOException {
        awaited(() -> body.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        awaited(() -> body.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        awaited(body::flush);
    }

    @Override
    public void close() throws IOException {
        awaited(body::close);
        cut = true;
    }
}

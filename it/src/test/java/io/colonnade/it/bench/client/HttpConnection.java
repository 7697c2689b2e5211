package io.colonnade.it.bench.client;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** A connection that is kept, over which one call is made after the other. It does as little as a client can. For one thread. */
interface HttpConnection extends AutoCloseable {
    /**
     * Makes a call and returns its answer's body, which is to be read to its end before the next call. An answer with another
     * status than 200 is an {@link IOException}.
     */
    ReadableByteChannel send(HttpCall call) throws IOException;

    @Override
    void close() throws IOException;
}

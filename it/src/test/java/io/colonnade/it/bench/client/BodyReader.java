package io.colonnade.it.bench.client;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** Reads the body of an answer to its end, and knows afterwards how many rows it had. For one thread. */
interface BodyReader extends AutoCloseable {
    Client.Reading read(ReadableByteChannel body) throws IOException;

    @Override
    default void close() {}
}

package io.colonnade.jdbc.flight;

import io.grpc.Metadata;

/**
 * How many rows a statement takes of its result, and how many at a time, as headers that Colonnade's server knows and any other
 * passes over. Zero is no wish. Immutable.
 */
final class RowWishes {
    static final Metadata.Key<String> MOST = Metadata.Key.of("x-colonnade-max-rows", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> PER_BATCH =
            Metadata.Key.of("x-colonnade-batch-rows", Metadata.ASCII_STRING_MARSHALLER);
    static final RowWishes NONE = new RowWishes(0, 0);

    private final long most;
    private final int perBatch;

    RowWishes(long most, int perBatch) {
        this.most = most;
        this.perBatch = perBatch;
    }

    /** Adds the wishes to a call's headers, in place of what the connection asks for in general. */
    Metadata addTo(Metadata headers) {
        add(headers, MOST, most);
        add(headers, PER_BATCH, perBatch);
        return headers;
    }

    private static void add(Metadata headers, Metadata.Key<String> key, long rows) {
        if (rows > 0) {
            headers.discardAll(key);
            headers.put(key, Long.toString(rows));
        }
    }
}

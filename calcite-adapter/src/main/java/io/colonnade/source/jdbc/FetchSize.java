package io.colonnade.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** How many rows a cursor brings at a time: few at first for latency, then as many as a fixed number of bytes holds. */
final class FetchSize {
    private static final long TARGET_BYTES = 1 << 20;
    private static final int MAXIMUM_ROWS = 8_192;
    /** A row in the driver's memory costs its bytes and an array a value. */
    private static final int OVERHEAD = 2;

    private final ResultSet rows;
    private final boolean streaming;

    private FetchSize(ResultSet rows, boolean streaming) {
        this.rows = rows;
        this.streaming = streaming;
    }

    static FetchSize of(ResultSet rows) throws SQLException {
        return new FetchSize(rows, rows.getFetchSize() > 0);
    }

    void adapt(long rowBytes) throws SQLException {
        if (streaming) {
            long fitting = TARGET_BYTES / Math.max(1, rowBytes * OVERHEAD);
            rows.setFetchSize((int) Math.max(1, Math.min(MAXIMUM_ROWS, fitting)));
        }
    }
}

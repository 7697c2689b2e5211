package io.colonnade.jdbc.arrow;

import java.nio.channels.ReadableByteChannel;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A result as Arrow, for programs that compute on columns: {@code resultSet.unwrap(ArrowResult.class)}. What comes off the
 * server is handed on as it is; no row and no value is made of it. There is no class of Arrow's in here, so that any version
 * of Arrow reads it, with any jar of the driver.
 */
public interface ArrowResult {
    /**
     * Returns the whole result in Arrow's streaming format: the schema, then record batches as the server sends them, then the
     * mark of the end. A reader that pauses holds the server back, and closing the channel closes the {@link ResultSet} and
     * stops the server.
     *
     * <p>May be asked for once, and before the first row; from then on the result set gives no rows. The channel is for one
     * thread at a time. When reading fails, the {@link SQLException} is the cause of the {@link java.io.IOException}.
     */
    ReadableByteChannel arrowStream() throws SQLException;
}

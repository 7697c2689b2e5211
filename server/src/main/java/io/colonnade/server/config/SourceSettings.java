package io.colonnade.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A database to read from.
 *
 * @param type the kind of database
 * @param url its JDBC address
 * @param user the user to read as
 * @param password that user's password
 * @param poolMaximum connections, at most
 * @param unixSocket the file of the database's Unix domain socket, used in place of the address's host and port; null for TCP
 * @param scanParallelism connections that read one large table at a time
 */
public record SourceSettings(
        String type,
        String url,
        @Nullable Path unixSocket,
        String user,
        Secret password,
        int poolMaximum,
        int scanParallelism) {
    static SourceSettings of(Values values) {
        return new SourceSettings(
                values.text("type"),
                values.text("url"),
                values.optionalPath("unix_socket").orElse(null),
                values.text("user"),
                values.secret("password"),
                values.number("pool.maximum"),
                values.number("scan.parallelism"));
    }
}

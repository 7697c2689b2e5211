package io.colonnade.server.config;

import java.nio.file.Path;
import java.time.Duration;
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
 * @param resilience what happens when it fails
 */
public record SourceSettings(
        String type,
        String url,
        @Nullable Path unixSocket,
        String user,
        Secret password,
        int poolMaximum,
        int scanParallelism,
        Resilience resilience) {
    /**
     * What happens when a source fails.
     *
     * @param tries how often a statement is begun, at most
     * @param pause time before the second try
     * @param failures calls in a row that must fail before the source is left alone
     * @param rest time that it is left alone
     */
    public record Resilience(int tries, Duration pause, int failures, Duration rest) {
        /** What holds where nothing is configured. */
        public static final Resilience USUAL = new Resilience(3, Duration.ofMillis(100), 5, Duration.ofSeconds(10));

        static Resilience of(Values values) {
            return new Resilience(
                    values.number("retry.tries"),
                    values.duration("retry.pause"),
                    values.number("breaker.failures"),
                    values.duration("breaker.rest"));
        }
    }

    /** Creates a source that is treated as usual when it fails. */
    public SourceSettings(
            String type,
            String url,
            @Nullable Path unixSocket,
            String user,
            Secret password,
            int poolMaximum,
            int scanParallelism) {
        this(type, url, unixSocket, user, password, poolMaximum, scanParallelism, Resilience.USUAL);
    }

    static SourceSettings of(Values values) {
        return new SourceSettings(
                values.text("type"),
                values.text("url"),
                values.optionalPath("unix_socket").orElse(null),
                values.text("user"),
                values.secret("password"),
                values.number("pool.maximum"),
                values.number("scan.parallelism"),
                Resilience.of(values));
    }
}

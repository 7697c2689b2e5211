package io.colonnade.source.postgres;

import java.time.Duration;

/**
 * How to reach a PostgreSQL database, and how much of it to use. Immutable; its text form never shows the password.
 *
 * @param name what projections call the source
 * @param url {@code jdbc:postgresql://host:port/database}, without user and password
 * @param unixSocket the file of the database's Unix domain socket, to be used in place of host and port; empty for TCP
 * @param user the role to connect as, which should hold nothing but the right to read
 * @param password its password; may be empty where the server asks for none
 * @param maximumPoolSize connections at most, 2 or more; up to a quarter of them lead shared snapshots
 * @param connectionTimeout how long a query waits for a free connection
 * @param statementTimeout the longest that any statement may run, whatever a query asks for
 * @param snapshotIdle how long a snapshot may stay unused before it ends
 * @param scanParallelism connections that one large scan reads by, at most; one more keeps its snapshot
 * @param reader how rows travel
 */
public record PostgresSettings(
        String name,
        String url,
        String unixSocket,
        String user,
        String password,
        int maximumPoolSize,
        Duration connectionTimeout,
        Duration statementTimeout,
        Duration snapshotIdle,
        int scanParallelism,
        Reader reader) {
    /** The ways in which rows travel. */
    public enum Reader {
        /** Binary rows from the socket straight into Arrow's memory. */
        WIRE,
        /** Through pgjdbc: what the other is compared with in tests and benchmarks. */
        JDBC
    }

    private static final int DEFAULT_POOL_SIZE = 16;
    private static final int DEFAULT_SCAN_PARALLELISM = 4;

    public PostgresSettings {
        if (maximumPoolSize < 2) {
            throw new IllegalArgumentException("Invalid pool size: " + maximumPoolSize + " (2 or more)");
        }
        if (scanParallelism < 1) {
            throw new IllegalArgumentException("Invalid scan parallelism: " + scanParallelism + " (1 or more)");
        }
    }

    /** Returns settings with the defaults of everything else. */
    public static PostgresSettings of(String name, String url, String user, String password) {
        return new PostgresSettings(
                name,
                url,
                "",
                user,
                password,
                DEFAULT_POOL_SIZE,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                DEFAULT_SCAN_PARALLELISM,
                Reader.WIRE);
    }

    /** Returns the same settings with another pool size. */
    public PostgresSettings withMaximumPoolSize(int size) {
        return new PostgresSettings(
                name,
                url,
                unixSocket,
                user,
                password,
                size,
                connectionTimeout,
                statementTimeout,
                snapshotIdle,
                scanParallelism,
                reader);
    }

    /** Returns the same settings with another time to wait for a free connection. */
    public PostgresSettings withConnectionTimeout(Duration timeout) {
        return new PostgresSettings(
                name,
                url,
                unixSocket,
                user,
                password,
                maximumPoolSize,
                timeout,
                statementTimeout,
                snapshotIdle,
                scanParallelism,
                reader);
    }

    /** Returns the same settings with another limit for any statement. */
    public PostgresSettings withStatementTimeout(Duration timeout) {
        return new PostgresSettings(
                name,
                url,
                unixSocket,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                timeout,
                snapshotIdle,
                scanParallelism,
                reader);
    }

    /** Returns the same settings with another life of unused snapshots. */
    public PostgresSettings withSnapshotIdle(Duration idle) {
        return new PostgresSettings(
                name,
                url,
                unixSocket,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                statementTimeout,
                idle,
                scanParallelism,
                reader);
    }

    /** Returns the same settings with another number of connections for a large scan. */
    public PostgresSettings withScanParallelism(int most) {
        return new PostgresSettings(
                name,
                url,
                unixSocket,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                statementTimeout,
                snapshotIdle,
                most,
                reader);
    }

    /** Returns the same settings over a Unix domain socket. */
    public PostgresSettings withUnixSocket(String file) {
        return new PostgresSettings(
                name,
                url,
                file,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                statementTimeout,
                snapshotIdle,
                scanParallelism,
                reader);
    }

    /** Returns the same settings with another way for rows to travel. */
    public PostgresSettings withReader(Reader way) {
        return new PostgresSettings(
                name,
                url,
                unixSocket,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                statementTimeout,
                snapshotIdle,
                scanParallelism,
                way);
    }

    /** Returns how many snapshots may be open at a time, and how many large scans with one of their own. */
    int maximumSnapshots() {
        return Math.max(1, maximumPoolSize / 4);
    }

    /** Returns host, port and database, for messages: the URL without its parameters, which may hold secrets. */
    String place() {
        String start = "jdbc:postgresql:";
        String rest = url.startsWith(start) ? url.substring(start.length()) : url;
        String path = rest.split("[?;]", 2)[0];
        String plain = path.substring(path.lastIndexOf('@') + 1);
        return plain.startsWith("//") ? plain.substring(2) : plain;
    }

    @Override
    public String toString() {
        return "PostgresSettings[" + name + ", " + place() + ", " + user + "]";
    }
}

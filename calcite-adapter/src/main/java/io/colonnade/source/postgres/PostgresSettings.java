package io.colonnade.source.postgres;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to reach a PostgreSQL database, and how much of it to use. Immutable; its text form never shows the password.
 */
public final class PostgresSettings {
    /** The ways in which rows travel. */
    public enum Reader {
        /** Binary rows from the socket straight into Arrow's memory. */
        WIRE,
        /** Through pgjdbc: what the other is compared with in tests and benchmarks. */
        JDBC
    }

    private final String name;
    private final String url;
    private final String user;
    private final String password;

    private String unixSocket = "";
    private int maximumPoolSize = 16;
    private Duration connectionTimeout = Duration.ofSeconds(5);
    private Duration statementTimeout = Duration.ofHours(1);
    private Duration snapshotIdle = Duration.ofMinutes(5);
    private int scanParallelism = 4;
    private Reader reader = Reader.WIRE;

    private PostgresSettings(String name, String url, String user, String password) {
        this.name = name;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /**
     * Returns settings with the defaults of everything else.
     *
     * @param name what projections call the source
     * @param url {@code jdbc:postgresql://host:port/database}, without user and password
     * @param user the role to connect as, which should hold nothing but the right to read
     * @param password its password; may be empty where the server asks for none
     */
    public static PostgresSettings of(String name, String url, String user, String password) {
        return new PostgresSettings(name, url, user, password);
    }

    /** The fields change only here, before anybody else sees the copy. */
    private PostgresSettings with(Consumer<PostgresSettings> change) {
        PostgresSettings copy = new PostgresSettings(name, url, user, password);
        copy.unixSocket = unixSocket;
        copy.maximumPoolSize = maximumPoolSize;
        copy.connectionTimeout = connectionTimeout;
        copy.statementTimeout = statementTimeout;
        copy.snapshotIdle = snapshotIdle;
        copy.scanParallelism = scanParallelism;
        copy.reader = reader;
        change.accept(copy);
        return copy;
    }

    /** Returns the same settings with the file of a Unix domain socket, used in place of host and port; empty for TCP. */
    public PostgresSettings withUnixSocket(String file) {
        return with(copy -> copy.unixSocket = file);
    }

    /** Returns the same settings with another pool size, 2 or more; up to a quarter of it leads shared snapshots. */
    public PostgresSettings withMaximumPoolSize(int size) {
        if (size < 2) {
            throw new IllegalArgumentException("Invalid pool size: " + size + " (2 or more)");
        }
        return with(copy -> copy.maximumPoolSize = size);
    }

    /** Returns the same settings with another time to wait for a free connection. */
    public PostgresSettings withConnectionTimeout(Duration timeout) {
        return with(copy -> copy.connectionTimeout = timeout);
    }

    /** Returns the same settings with another limit for any statement, whatever a query asks for. */
    public PostgresSettings withStatementTimeout(Duration timeout) {
        return with(copy -> copy.statementTimeout = timeout);
    }

    /** Returns the same settings with another life of unused snapshots. */
    public PostgresSettings withSnapshotIdle(Duration idle) {
        return with(copy -> copy.snapshotIdle = idle);
    }

    /** Returns the same settings with another number of connections for one large scan; one more keeps its snapshot. */
    public PostgresSettings withScanParallelism(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("Invalid scan parallelism: " + connections + " (1 or more)");
        }
        return with(copy -> copy.scanParallelism = connections);
    }

    /** Returns the same settings with another way for rows to travel. */
    public PostgresSettings withReader(Reader way) {
        return with(copy -> copy.reader = way);
    }

    /** Returns what projections call the source. */
    public String name() {
        return name;
    }

    /** Returns the JDBC address. */
    public String url() {
        return url;
    }

    /** Returns the role to connect as. */
    public String user() {
        return user;
    }

    /** Returns the role's password. */
    public String password() {
        return password;
    }

    /** Returns the file of a Unix domain socket; empty for TCP. */
    public String unixSocket() {
        return unixSocket;
    }

    /** Returns how many connections there are, at most. */
    public int maximumPoolSize() {
        return maximumPoolSize;
    }

    /** Returns how long a query waits for a free connection. */
    public Duration connectionTimeout() {
        return connectionTimeout;
    }

    /** Returns the longest that any statement may run. */
    public Duration statementTimeout() {
        return statementTimeout;
    }

    /** Returns how long a snapshot may stay unused before it ends. */
    public Duration snapshotIdle() {
        return snapshotIdle;
    }

    /** Returns how many connections one large scan reads by, at most. */
    public int scanParallelism() {
        return scanParallelism;
    }

    /** Returns how rows travel. */
    public Reader reader() {
        return reader;
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

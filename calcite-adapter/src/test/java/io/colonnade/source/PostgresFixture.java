package io.colonnade.source;

import io.colonnade.source.postgres.PostgresSettings;
import io.colonnade.source.postgres.PostgresSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A real PostgreSQL for the tests of this module: started once a JVM, stopped with it. */
public final class PostgresFixture implements AutoCloseable {
    private static final PostgresFixture SHARED = start(builder());

    private final EmbeddedPostgres server;

    private PostgresFixture(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Returns the database that all tests share; each keeps to tables of its own. */
    public static PostgresFixture shared() {
        return SHARED;
    }

    /**
     * Starts a database of another version than the one that tests share, for what depends on the version; stopped with
     * the JVM.
     *
     * @param major one of those that the build puts into {@code target/postgres}
     */
    public static PostgresFixture ofVersion(int major) {
        Path archive = Path.of("target", "postgres", "postgres-" + major + ".jar");
        return start(builder().setPgBinaryResolver((system, architecture) -> binaries(archive)));
    }

    private static InputStream binaries(Path archive) throws IOException {
        ZipInputStream entries = new ZipInputStream(Files.newInputStream(archive));
        ZipEntry entry = entries.getNextEntry();
        while (!entry.getName().endsWith(".txz")) {
            entry = entries.getNextEntry();
        }
        return entries;
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8");
    }

    private static PostgresFixture start(EmbeddedPostgres.Builder builder) {
        try {
            EmbeddedPostgres server = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return new PostgresFixture(server);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Stops a database of one's own. */
    @Override
    public void close() {
        stop(server);
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns settings of a source over the database. */
    public PostgresSettings settings() {
        return PostgresSettings.of("shop", url(), "postgres", "unused-password")
                .withConnectionTimeout(Duration.ofSeconds(5));
    }

    /** Returns settings that connect as another role. */
    public PostgresSettings settings(String user) {
        return PostgresSettings.of("shop", url(), user, "unused-password").withConnectionTimeout(Duration.ofSeconds(5));
    }

    /** Returns a source over the database; the caller closes it. */
    public PostgresSource source() {
        return new PostgresSource(settings());
    }

    /** Returns the database's JDBC address, without a user. */
    public String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    /** Returns a connection past all of Colonnade's code. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    /** Runs statements directly. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Returns the one text that a query gives. */
    public String text(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Returns the one number that a query gives. */
    public long number(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

package io.colonnade.it.server;

import io.colonnade.it.Deployment;
import io.colonnade.it.Tpch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shared TPC-H database with the tables of the clients' suites added once, and the projections over both. Thread-safe. */
public final class ClientsDatabase {
    private static @Nullable ClientsDatabase only;

    private final Tpch tpch = Tpch.at(Tpch.SMALL);
    private final Path projections;

    private ClientsDatabase() throws SQLException, IOException {
        try (Connection connection = tpch.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(text("/database/clients.sql"));
        }
        projections = Files.createTempDirectory("colonnade-projections");
        copyProjectionsTo(projections);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(projections)));
    }

    /** Returns the database, which is started when it is first asked for. */
    public static synchronized ClientsDatabase get() {
        if (only == null) {
            try {
                only = new ClientsDatabase();
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return only;
    }

    /** Returns where PostgreSQL is. */
    public Tpch postgres() {
        return tpch;
    }

    /** Returns a directory with the example projections and {@code clients}. */
    public Path projections() {
        return projections;
    }

    /** Changes or asks PostgreSQL itself, past Colonnade. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = tpch.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Tells whether PostgreSQL works on a statement that holds a word, or waits for its reader. */
    public boolean isRunning(String word) {
        String sql = "SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()"
                + " AND query LIKE '%" + word + "%'";
        try (Connection connection = tpch.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copyProjectionsTo(Path directory) throws IOException {
        try (Stream<Path> examples = Files.list(Deployment.examples())) {
            for (Path file : (Iterable<Path>) examples::iterator) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        Files.writeString(directory.resolve("clients.yaml"), text("/projections/clients.yaml"));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = ClientsDatabase.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : List.copyOf(files.toList())) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

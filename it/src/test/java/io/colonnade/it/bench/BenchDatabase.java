package io.colonnade.it.bench;

import io.colonnade.server.demo.EmbeddedPostgresServer;
import io.colonnade.server.demo.LoadProgress;
import io.colonnade.server.demo.TpchLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The benchmark's PostgreSQL: TPC-H, tables made for single cases, everything in its memory before it is measured. */
final class BenchDatabase implements AutoCloseable {
    static final String NAME = "postgres";

    /** A user who may read, and who needs no password: what the floor does not do should not be measured with it. */
    static final String TRUSTED = "floor";

    private static final int CONNECTIONS = 2 * BenchmarkCase.READERS;
    private static final long LARGEST_CACHE_MB = 4096;
    private static final String ACCESS = """
            local all floor trust
            host  all floor 127.0.0.1/32 trust
            local all all scram-sha-256
            host  all all 127.0.0.1/32 scram-sha-256
            """;

    private final EmbeddedPostgresServer server;
    private final Path sockets;
    private final double scale;

    private BenchDatabase(EmbeddedPostgresServer server, Path sockets, double scale) {
        this.server = server;
        this.sockets = sockets;
        this.scale = scale;
    }

    /** A table that is ready to be read: its columns in their order, and how many rows it has. */
    record Table(List<String> columns, long rows) {}

    /**
     * Starts PostgreSQL and loads TPC-H.
     *
     * @param directory for sockets and settings
     * @param data where to keep the database for the next time; null to throw it away
     */
    static BenchDatabase start(Path directory, @Nullable Path data, double scale, LoadProgress progress)
            throws IOException, SQLException {
        Path access = Files.writeString(directory.resolve("pg_hba.conf"), ACCESS);
        Map<String, String> settings = Map.of(
                "hba_file",
                access.toString(),
                "unix_socket_directories",
                directory.toString(),
                "max_connections",
                Integer.toString(CONNECTIONS),
                "shared_buffers",
                cacheMegabytes() + "MB",
                "fsync",
                "off",
                "max_wal_size",
                "4GB");
        EmbeddedPostgresServer server = data == null
                ? EmbeddedPostgresServer.temporary(settings)
                : EmbeddedPostgresServer.keptIn(data, settings);
        BenchDatabase database = new BenchDatabase(server, directory, scale);
        try {
            server.start();
            database.load(progress);
            return database;
        } catch (SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void load(LoadProgress progress) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (new TpchLoader(this::connect, scale).loadIfAbsent(progress)) {
                statement.execute("DROP SCHEMA IF EXISTS bench, shop CASCADE");
            }
            statement.execute("CREATE SCHEMA IF NOT EXISTS bench");
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm");
            if (!isTrue(statement, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + TRUSTED + "')")) {
                statement.execute("CREATE ROLE " + TRUSTED + " LOGIN IN ROLE pg_read_all_data");
            }
        }
    }

    /** Makes a case's table if need be, and brings it into PostgreSQL's memory. */
    Table prepare(Dataset dataset) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (!isTrue(statement, "SELECT to_regclass('" + dataset.source() + "') IS NOT NULL")) {
                statement.execute(dataset.creation(scale).orElseThrow());
                for (String source : dataset.sources()) {
                    statement.execute("VACUUM (ANALYZE) " + source);
                }
            }
            for (String source : dataset.sources()) {
                statement.execute("SELECT pg_prewarm(oid::regclass) FROM pg_class WHERE oid = '" + source
                        + "'::regclass OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = '" + source
                        + "'::regclass)");
            }
            return new Table(
                    texts(
                            statement,
                            "SELECT attname FROM pg_attribute WHERE attrelid = '" + dataset.source()
                                    + "'::regclass AND attnum > 0 ORDER BY attnum"),
                    longs(statement, "SELECT count(*) FROM " + dataset.source()).get(0));
        }
    }

    /**
     * Returns values of a column, the same ones in each run, in no order.
     *
     * @param oneIn of how many rows there is one whose value is returned; of a thousand at most
     */
    List<Long> keys(String column, String table, int oneIn) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return longs(
                    statement,
                    "SELECT " + column + " FROM " + table + " ORDER BY md5(" + column + "::text)"
                            + " LIMIT (SELECT least(1000, count(*) / " + oneIn + ") FROM " + table + ")");
        }
    }

    /** Returns the process that all of PostgreSQL's processes are under. */
    ProcessHandle postmaster() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return ProcessHandle.of(longs(statement, "SELECT pg_backend_pid()").get(0))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    String version() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return texts(statement, "SHOW server_version").get(0);
        }
    }

    int port() {
        return server.port();
    }

    String jdbcUrl() {
        return server.jdbcUrl(NAME);
    }

    String user() {
        return EmbeddedPostgresServer.SUPERUSER;
    }

    String password() {
        return server.password();
    }

    /** Returns the Unix socket, if this system has them. */
    Optional<Path> socket() {
        return Optional.of(sockets.resolve(".s.PGSQL." + port())).filter(Files::exists);
    }

    private Connection connect() throws SQLException {
        return server.connect(NAME);
    }

    private static boolean isTrue(Statement statement, String sql) throws SQLException {
        return texts(statement, sql).equals(List.of("t"));
    }

    private static List<Long> longs(Statement statement, String sql) throws SQLException {
        return texts(statement, sql).stream().map(Long::valueOf).toList();
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static long cacheMegabytes() {
        return Math.min(LARGEST_CACHE_MB, Machine.memoryMegabytes() / 4);
    }

    @Override
    public void close() {
        server.close();
    }
}

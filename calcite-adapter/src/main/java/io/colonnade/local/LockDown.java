package io.colonnade.local;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.type.PostgresLiterals;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * What keeps the embedded engine inside the process: its settings, then their reading back, then probes. Used by
 * {@link LocalEngine} at start, before any other statement.
 *
 * <p>The order matters. DuckDB lets the temporary directory be set only while external access is on, and exempts it
 * when access goes off: SQL can then reach that directory and nothing else, so the engine spills into a private one, and no client's
 * text ever becomes local SQL. An instance that is opened with access off exempts {@code :memory:.wal} in the
 * working directory too, hence access goes off by a statement. Without spilling the file system itself is switched off.
 */
final class LockDown {
    private static final String NO_EXTENSIONS = "disabled through configuration";
    private static final String NO_FILES = "disabled by configuration";
    private static final String LOCKED = "configuration has been locked";

    private final LocalEngineSettings settings;
    private final Path directory;
    private final Map<String, String> opening = new LinkedHashMap<>();
    private final Map<String, String> closing = new LinkedHashMap<>();

    LockDown(LocalEngineSettings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
        opening.put("autoinstall_known_extensions", "false");
        opening.put("autoload_known_extensions", "false");
        opening.put("allow_community_extensions", "false");
        opening.put("allow_unsigned_extensions", "false");
        opening.put("allow_persistent_secrets", "false");
        opening.put("threads", Integer.toString(settings.threads()));
        opening.put("temp_directory", spills() ? directory.toString() : "");
        // As PostgreSQL has them.
        opening.put("integer_division", "true");
        opening.put("default_null_order", "NULLS_LAST_ON_ASC_FIRST_ON_DESC");
        closing.put("TimeZone", "UTC");
        closing.put("enable_external_access", "false");
        closing.put("lock_configuration", "true");
    }

    private boolean spills() {
        return settings.temporaryBytes() > 0;
    }

    /** Returns what the instance is opened with. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(opening);
        properties.setProperty("memory_limit", settings.memoryLimitBytes() + "B");
        properties.setProperty("max_temp_directory_size", settings.temporaryBytes() + "B");
        properties.setProperty("jdbc_stream_results", "true");
        return properties;
    }

    /** Closes the instance off, reads every setting back and tries what must fail. */
    void apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!spills()) {
                statement.execute("SET disabled_filesystems = 'LocalFileSystem'");
            }
            for (Map.Entry<String, String> setting : closing.entrySet()) {
                statement.execute("SET " + setting.getKey() + " = " + PostgresLiterals.text(setting.getValue()));
            }
        }
        checkSettings(connection);
        refuses(connection, "SELECT * FROM read_csv('/etc/passwd')", NO_FILES);
        refuses(connection, "SELECT * FROM read_blob('/etc/passwd')", NO_FILES);
        refuses(connection, "SELECT * FROM glob('/etc/*')", NO_FILES);
        refuses(connection, "COPY (SELECT 1) TO '/colonnade-probe.csv'", NO_FILES);
        refuses(connection, "COPY (SELECT 1) TO ':memory:.wal'", NO_FILES);
        refuses(connection, "ATTACH '/colonnade-probe.db'", NO_FILES);
        refuses(connection, "INSTALL httpfs", NO_FILES);
        refuses(connection, "LOAD httpfs", NO_EXTENSIONS);
        refuses(connection, "LOAD '/colonnade-probe.duckdb_extension'", NO_EXTENSIONS);
        refuses(connection, "SET enable_external_access = true", LOCKED);
        refuses(connection, "SET memory_limit = '100GB'", LOCKED);
        refuses(connection, "RESET lock_configuration", LOCKED);
    }

    private void checkSettings(Connection connection) throws SQLException {
        Map<String, String> actual = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, value FROM duckdb_settings()")) {
            while (rows.next()) {
                actual.put(rows.getString(1), String.valueOf(rows.getString(2)));
            }
        }
        opening.forEach((name, value) -> check(actual, name, value::equalsIgnoreCase));
        closing.forEach((name, value) -> check(actual, name, value::equalsIgnoreCase));
        check(actual, "allowed_paths", "[]"::equals);
        check(actual, "allowed_directories", spills() ? ("[" + directory + "/]")::equals : "[]"::equals);
        check(actual, "memory_limit", shown -> ByteSize.isShownAs(settings.memoryLimitBytes(), shown));
        check(actual, "max_temp_directory_size", shown -> ByteSize.isShownAs(settings.temporaryBytes(), shown));
    }

    private static void check(Map<String, String> actual, String name, Predicate<String> wanted) {
        String value = actual.get(name);
        if (value == null || !wanted.test(value)) {
            throw refused("its setting " + name + " reads " + value);
        }
    }

    private static void refuses(Connection connection, String sql, String reason) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains(reason)) {
                return;
            }
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INTERNAL,
                    SqlState.INTERNAL_ERROR,
                    "Cannot start the local engine: the probe \"" + sql + "\" failed for another reason");
        }
        throw refused("it allows \"" + sql + "\"");
    }

    private static ColonnadeException refused(String why) {
        return ColonnadeException.of(
                ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot start the local engine: " + why);
    }
}

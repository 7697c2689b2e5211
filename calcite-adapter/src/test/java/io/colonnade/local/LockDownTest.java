package io.colonnade.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockDownTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM read_csv('http://localhost:1/x.csv')",
                "SELECT getenv('HOME')",
                "COPY (SELECT 1) TO '/dev/stdout'",
                "COPY (SELECT 1) TO ':memory:.wal'",
                "COPY (SELECT 1) TO '%s/../escaped.csv'",
                "EXPORT DATABASE '%s/../escaped'",
                "ATTACH '%s/../escaped.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "LOAD '%s/x.duckdb_extension'",
                "SET threads = 64",
                "SET temp_directory = '/'",
                "RESET enable_external_access",
                "SET SESSION TimeZone = 'Europe/Berlin'",
                "PRAGMA enable_external_access",
                "CREATE PERSISTENT SECRET s (TYPE s3)"
            })
    void nothingOutsideIsReachable(String sql) throws Exception {
        for (long temporaryBytes : new long[] {0, 1L << 30}) {
            Path spill = Files.createDirectories(directory.resolve("spill")).toRealPath();
            try (Connection connection = locked(temporaryBytes, spill);
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql.replace("%s", spill.toString())))
                        .isInstanceOf(SQLException.class);
            }
            assertThat(directory).isDirectoryNotContaining("glob:**escaped*");
        }
    }

    @Test
    void withoutSpillingNotEvenTheTemporaryDirectoryIsReachable() throws Exception {
        try (Connection connection = locked(0, directory);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("COPY (SELECT 1) TO '" + directory + "/x.csv'"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anInstanceThatIsNotAsWantedIsRefused() throws Exception {
        LockDown lockDown = new LockDown(new LocalEngineSettings(64L << 20, 0, directory, 1), directory);
        Properties open = lockDown.properties();
        open.setProperty("memory_limit", "1GiB");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", open)) {
            assertThatThrownBy(() -> lockDown.apply(connection))
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageContaining("memory_limit");
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> LocalEngine.start(new LocalEngineSettings(64L << 20, 1, file, 1)))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION));
    }

    private static Connection locked(long temporaryBytes, Path spill) throws SQLException {
        LockDown lockDown = new LockDown(new LocalEngineSettings(64L << 20, temporaryBytes, spill, 1), spill);
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", lockDown.properties());
        lockDown.apply(connection);
        return connection;
    }
}

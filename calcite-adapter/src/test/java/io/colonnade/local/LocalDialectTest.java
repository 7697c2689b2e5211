package io.colonnade.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of docs/local-engine.md, each line run in both engines. */
class LocalDialectTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "local-engine.md");

    @TempDir
    private Path directory;

    @Test
    void everyLineOfTheDocumentIsTrue() throws Exception {
        List<Line> lines = lines();
        assertThat(lines).hasSizeGreaterThan(100);
        LockDown lockDown = new LockDown(new LocalEngineSettings(256L << 20, 0, directory, 1), directory);
        SoftAssertions all = new SoftAssertions();
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection postgres = server.getPostgresDatabase().getConnection();
                Connection duck = DriverManager.getConnection("jdbc:duckdb:", lockDown.properties())) {
            lockDown.apply(duck);
            try (Statement statement = postgres.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
            }
            for (Line line : lines) {
                String sql = "(" + line.sql() + ")";
                all.assertThat(run(postgres, "SELECT CAST(" + sql + " AS text), CAST(pg_typeof(" + sql + ") AS text)"))
                        .as("PostgreSQL: %s", line.sql())
                        .isEqualTo(line.postgres());
                all.assertThat(run(duck, "SELECT CAST(" + sql + " AS VARCHAR), lower(typeof(" + sql + "))"))
                        .as("DuckDB: %s", line.sql())
                        .isEqualTo(line.duck());
            }
        }
        all.assertAll();
    }

    private static String run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            String value = rows.getString(1);
            return (value == null ? "NULL" : value) + " : " + rows.getString(2);
        } catch (SQLException e) {
            return e.getSQLState() == null ? "error" : "error " + e.getSQLState();
        }
    }

    private record Line(String sql, String postgres, String duck) {}

    private static List<Line> lines() throws Exception {
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(DOCUMENT)) {
            if (text.startsWith("| `")) {
                String[] cells = text.split("(?<!\\\\)\\|");
                lines.add(new Line(cell(cells[1]), cell(cells[2]), cell(cells[3])));
            }
        }
        return lines;
    }

    private static String cell(String text) {
        String code = text.strip();
        return code.substring(1, code.length() - 1).replace("\\|", "|");
    }
}

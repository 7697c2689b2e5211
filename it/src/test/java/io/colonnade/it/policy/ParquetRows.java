package io.colonnade.it.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What DuckDB makes of a Parquet file: each value as DuckDB writes it. */
final class ParquetRows {
    private static @Nullable Connection reader;

    private ParquetRows() {}

    /** Opening a database takes longer than any file here; one is open as long as the JVM. */
    private static synchronized Connection reader() throws SQLException {
        if (reader == null) {
            reader = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = reader.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
            }
        }
        return reader;
    }

    static List<List<@Nullable String>> of(byte[] body) throws IOException, SQLException {
        Path file = Files.createTempFile("policy", ".parquet");
        try (Statement statement = reader().createStatement()) {
            Files.write(file, body);
            try (ResultSet rows =
                    statement.executeQuery("SELECT COLUMNS(*)::VARCHAR FROM read_parquet('" + file + "')")) {
                return rows(rows);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static List<List<@Nullable String>> rows(ResultSet result) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }
}

package io.colonnade.server.parquet;

import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another program's reader of Parquet: what DuckDB makes of a file. */
final class DuckDbReader {
    private DuckDbReader() {}

    /** Reads a table function's rows over a file, such as {@code read_parquet} or {@code parquet_metadata}. */
    static List<List<@Nullable Object>> read(String select, String function, Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet rows =
                    statement.executeQuery("SELECT " + select + " FROM " + function + "('" + file + "')")) {
                return rows(rows);
            }
        }
    }

    private static List<List<@Nullable Object>> rows(ResultSet rows) throws SQLException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(value(rows.getObject(i)));
            }
            all.add(row);
        }
        return all;
    }

    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        if (value instanceof Blob blob) {
            return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof OffsetDateTime moment) {
            return moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        return value instanceof Number || value instanceof Boolean || value == null ? value : value.toString();
    }
}

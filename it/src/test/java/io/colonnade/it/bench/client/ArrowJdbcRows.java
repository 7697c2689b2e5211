package io.colonnade.it.bench.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Calendar;
import java.util.TimeZone;
import org.apache.arrow.adapter.jdbc.ArrowVectorIterator;
import org.apache.arrow.adapter.jdbc.JdbcToArrow;
import org.apache.arrow.adapter.jdbc.JdbcToArrowConfig;
import org.apache.arrow.adapter.jdbc.JdbcToArrowConfigBuilder;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Arrow's adapter over the rows of pgjdbc: what a Java user who wants Arrow does today. */
final class ArrowJdbcRows implements Client {
    private final RootAllocator allocator = new RootAllocator();
    private final PostgresConnection connection;
    private final JdbcToArrowConfig config = new JdbcToArrowConfigBuilder(
                    allocator, Calendar.getInstance(TimeZone.getTimeZone("UTC")))
            .setTargetBatchSize(PostgresConnection.FETCH_SIZE)
            .setReuseVectorSchemaRoot(true)
            .build();

    ArrowJdbcRows(Settings settings) throws SQLException {
        connection = new PostgresConnection(settings);
    }

    @Override
    public Reading read(String sql, long pauseMillis) throws Exception {
        long rows = 0;
        long first = 0;
        try (ResultSet result = connection.query(sql);
                ArrowVectorIterator batches = JdbcToArrow.sqlToArrowVectorIterator(result, config)) {
            while (batches.hasNext()) {
                VectorSchemaRoot batch = batches.next();
                first = rows == 0 ? System.nanoTime() : first;
                rows += batch.getRowCount();
            }
        }
        return new Reading(rows, first);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        allocator.close();
    }
}

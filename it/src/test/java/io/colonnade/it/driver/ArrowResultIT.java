package io.colonnade.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.VectorValues;
import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.colonnade.jdbc.arrow.ArrowResult;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Arrow's own reader behind our driver, in the shaded jar, sees what Arrow's own client sees. */
@ExtendWith(NothingLeft.class)
final class ArrowResultIT {
    @Test
    void everyTypeComesThroughTheDriverAsTheServerSendsIt() throws Exception {
        String sql = "SELECT * FROM clients.kinds ORDER BY id";
        try (FlightUser arrow = FlightUser.loggedIn("admin")) {
            assertThat(texts(throughTheDriver(sql))).hasSize(6).isEqualTo(texts(arrow.query(sql)));
        }
    }

    private static List<String> texts(List<List<@Nullable Object>> rows) {
        return rows.stream().map(row -> Arrays.deepToString(row.toArray())).toList();
    }

    @Test
    void manyBatchesAreAllThere() throws Exception {
        List<List<@Nullable Object>> rows =
                throughTheDriver("SELECT n FROM clients.numbers WHERE n <= 100000 ORDER BY n DESC");
        assertThat(rows).hasSize(100_000).startsWith(List.of(100_000)).endsWith(List.of(1));
    }

    private static List<List<@Nullable Object>> throughTheDriver(String sql) throws Exception {
        String url = "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "admin", "admin");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql);
                BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader =
                        new ArrowStreamReader(result.unwrap(ArrowResult.class).arrowStream(), allocator)) {
            while (reader.loadNextBatch()) {
                for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
                    rows.add(row(reader.getVectorSchemaRoot().getFieldVectors(), row));
                }
            }
        }
        return rows;
    }

    private static List<@Nullable Object> row(List<FieldVector> vectors, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        vectors.forEach(vector -> values.add(VectorValues.read(vector, row)));
        return values;
    }
}

package io.colonnade.it.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.server.NothingLeft;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says of how many rows it takes holds down to PostgreSQL, and never shows it a row that it might not see. */
@ExtendWith(NothingLeft.class)
final class RowBoundsIT {
    /** PostgreSQL fails when it comes to the row 5000. */
    private static final String FAILING_LATER = "SELECT n, 10 / (n - 5000) AS x FROM clients.numbers";

    private static CallOption header(String name, String value) {
        FlightCallHeaders headers = new FlightCallHeaders();
        headers.insert(name, value);
        return new HeaderCallOption(headers);
    }

    private static CallOption most(long rows) {
        return header("x-colonnade-max-rows", Long.toString(rows));
    }

    @Test
    void postgresStopsWhereTheClientHasEnough() {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            FlightInfo info = alice.client().execute(FAILING_LATER, alice.credentials(), most(1_000));
            assertThat(alice.fetch(info)).hasSize(1_000);
            assertThatThrownBy(() -> alice.query(FAILING_LATER)).hasMessageContaining("division by zero");
        }
    }

    /** Straight from PostgreSQL, masked on the way, and by the local engine, which looks at masks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, status FROM sales_analytics.orders ORDER BY total_price DESC, id",
                "SELECT id, name, address FROM sales_analytics.customers ORDER BY id DESC",
                "SELECT id, address FROM sales_analytics.customers ORDER BY address, id",
                "SELECT id FROM sales_analytics.orders ORDER BY id LIMIT 30 OFFSET 5",
                "SELECT status, count(*) AS c FROM sales_analytics.orders GROUP BY status ORDER BY status",
                "SELECT id FROM sales_analytics.orders ORDER BY id LIMIT 2"
            })
    void theRowsAreTheFirstOfTheResult(String sql) {
        try (FlightUser bob = FlightUser.loggedIn("bob")) {
            List<List<@Nullable Object>> all = bob.query(sql);
            List<List<@Nullable Object>> first = bob.fetch(bob.client().execute(sql, bob.credentials(), most(3)));
            assertThat(first).isNotEmpty().isEqualTo(all.subList(0, Math.min(3, all.size())));
        }
    }

    @Test
    void batchesAreAsLargeAsTheClientWants() throws Exception {
        String sql = "SELECT n FROM clients.numbers WHERE n <= 5000 ORDER BY n";
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            FlightInfo info =
                    alice.client().execute(sql, alice.credentials(), header("x-colonnade-batch-rows", "1000"));
            List<Integer> sizes = new ArrayList<>();
            try (FlightStream stream = alice.open(info.getEndpoints().get(0).getTicket())) {
                while (stream.next()) {
                    sizes.add(stream.getRoot().getRowCount());
                }
            }
            assertThat(sizes).containsExactly(1_000, 1_000, 1_000, 1_000, 1_000);
        }
    }

    @Test
    void severalExecutionsOfAPreparedStatementAreOneResult() {
        Schema schema = new Schema(List.of(Field.nullable("$1", MinorType.INT.getType())));
        try (FlightUser alice = FlightUser.loggedIn("alice");
                PreparedStatement prepared = alice.client()
                        .prepare("SELECT n FROM clients.numbers WHERE n <= ? ORDER BY n", alice.credentials());
                VectorSchemaRoot values = VectorSchemaRoot.create(schema, alice.allocator())) {
            IntVector bounds = (IntVector) values.getVector(0);
            bounds.setSafe(0, 2);
            bounds.setSafe(1, 7);
            bounds.setSafe(2, 7);
            values.setRowCount(3);
            prepared.setParameters(values);
            assertThat(alice.fetch(prepared.execute(alice.credentials(), most(5))))
                    .extracting(row -> ((Number) row.get(0)).intValue())
                    .containsExactly(1, 2, 1, 2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "", "1e3", "9999999999999999999"})
    void whatIsNoNumberIsRefused(String value) {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            CallOption header = header("x-colonnade-max-rows", value);
            assertThatThrownBy(() -> alice.client().execute("SELECT 1", alice.credentials(), header))
                    .hasMessageContaining("Invalid header x-colonnade-max-rows");
        }
    }
}

package io.colonnade.it.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.batch.VectorValues;
import io.colonnade.it.server.NothingLeft;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request of GraphQL as a command of Flight: a ticket for each of its tables. */
@ExtendWith(NothingLeft.class)
final class GraphQlTicketsIT {
    private static final String DOCUMENT =
            "query Q($n: Int) { o: salesAnalyticsOrders(limit: $n) { id lineitems { id } customer { name } } }";

    private static FlightInfo info(FlightUser user, String document) {
        ObjectNode request = new ObjectMapper().createObjectNode().put("query", document);
        request.putObject("variables").put("n", 20);
        byte[] command = request.toString().getBytes(StandardCharsets.UTF_8);
        return user.flight().getInfo(FlightDescriptor.command(command), user.credentials());
    }

    private static List<List<Object>> columns(FlightUser user, FlightEndpoint endpoint, String... names)
            throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        try (FlightStream stream = user.open(endpoint.getTicket())) {
            assertThat(stream.getSchema().getCustomMetadata())
                    .containsEntry("colonnade.batch", new String(endpoint.getAppMetadata(), StandardCharsets.UTF_8));
            while (stream.next()) {
                for (int row = 0; row < stream.getRoot().getRowCount(); row++) {
                    List<Object> values = new ArrayList<>();
                    for (String name : names) {
                        values.add(VectorValues.read(stream.getRoot().getVector(name), row));
                    }
                    rows.add(values);
                }
            }
        }
        return rows;
    }

    private static Map<String, FlightEndpoint> endpoints(FlightInfo info) {
        Map<String, FlightEndpoint> endpoints = new LinkedHashMap<>();
        info.getEndpoints()
                .forEach(endpoint ->
                        endpoints.put(new String(endpoint.getAppMetadata(), StandardCharsets.UTF_8), endpoint));
        return endpoints;
    }

    @Test
    void eachTableIsAnEndpoint() throws Exception {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            FlightInfo info = info(alice, DOCUMENT);
            assertThat(info.getSchemaOptional()).isEmpty();
            Map<String, FlightEndpoint> tables = endpoints(info);
            assertThat(tables.keySet()).containsExactly("o", "o.lineitems", "o.customer");
            List<List<Object>> orders = columns(alice, tables.get("o"), "id", "customerId");
            assertThat(orders)
                    .isEqualTo(alice.query(
                            "SELECT id, customer_id FROM sales_analytics.orders ORDER BY ordered_on, id LIMIT 20"));
            assertThat(columns(alice, tables.get("o.lineitems"), "id", "orderId"))
                    .containsExactlyInAnyOrderElementsOf(
                            alice.query("SELECT id, order_id FROM sales_analytics.lineitems"
                                    + " WHERE order_id IN (SELECT id FROM (SELECT id, ordered_on FROM sales_analytics.orders"
                                    + " ORDER BY ordered_on, id LIMIT 20) AS o)"));
            assertThat(columns(alice, tables.get("o.customer"), "id").stream()
                            .map(row -> row.get(0))
                            .toList())
                    .doesNotHaveDuplicates()
                    .hasSameElementsAs(
                            new HashSet<>(orders.stream().map(row -> row.get(1)).toList()));
        }
    }

    @Test
    void oneTableHasItsSchemaAnnounced() {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            assertThat(alice.fetch(
                            info(alice, "{ p: salesAnalyticsCustomersConnection(first: 2) { edges { cursor } } }")))
                    .hasSize(2);
        }
    }

    @Test
    void documentAloneIsARequestToo() {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            for (String document : List.of("{ id }", "\n    query Q {\n  id }", "# of customers\n{ id }")) {
                byte[] command = document.replace("id", "salesAnalyticsCustomers(limit: 2) { id }")
                        .getBytes(StandardCharsets.UTF_8);
                assertThat(alice.fetch(alice.flight().getInfo(FlightDescriptor.command(command), alice.credentials())))
                        .hasSize(2);
            }
        }
    }

    @Test
    void ticketOfATableIsRenewed() throws Exception {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            FlightEndpoint lineitems = info(alice, DOCUMENT).getEndpoints().get(1);
            FlightEndpoint renewed =
                    alice.flight().renewFlightEndpoint(new RenewFlightEndpointRequest(lineitems), alice.credentials());
            try (FlightStream stream = alice.open(renewed.getTicket())) {
                assertThat(stream.getSchema().getCustomMetadata()).containsEntry("colonnade.batch", "o.lineitems");
            }
        }
    }

    @Test
    void severalTablesHaveNoSchemaInCommon() {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            byte[] several = "{\"query\": \"{ salesAnalyticsOrders { id lineitems { id } } }\"}"
                    .getBytes(StandardCharsets.UTF_8);
            assertStatus(
                    FlightStatusCode.INVALID_ARGUMENT,
                    () -> alice.flight().getSchema(FlightDescriptor.command(several), alice.credentials()));
        }
    }

    @Test
    void ticketOfATableIsOnlyForItsCaller() {
        try (FlightUser alice = FlightUser.loggedIn("alice");
                FlightUser admin = FlightUser.loggedIn("admin")) {
            FlightEndpoint endpoint = info(admin, DOCUMENT).getEndpoints().get(0);
            assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> columns(alice, endpoint));
        }
    }

    @Test
    void whatIsNoOperationIsRefused() {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            for (String document : List.of("{ nothingLikeThis }", "{", "{ __typename }", "mutation { a }")) {
                assertStatus(FlightStatusCode.INVALID_ARGUMENT, () -> info(alice, document));
            }
            for (String garbage : List.of("{\"query\": 1", "{", "{}", "query", "#", "{ \0 }", "mutation { a }")) {
                byte[] command = garbage.getBytes(StandardCharsets.UTF_8);
                assertStatus(
                        FlightStatusCode.INVALID_ARGUMENT,
                        () -> alice.flight().getInfo(FlightDescriptor.command(command), alice.credentials()));
            }
        }
    }

    private static void assertStatus(
            FlightStatusCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(FlightRuntimeException.class))
                .extracting(failure -> failure.status().code())
                .isEqualTo(code);
    }
}

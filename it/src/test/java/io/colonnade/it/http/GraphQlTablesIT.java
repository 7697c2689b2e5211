package io.colonnade.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.NothingLeft;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GraphQL answers as tables: the nested answer, taken apart. */
@ExtendWith(NothingLeft.class)
final class GraphQlTablesIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpUser ADMIN = HttpUser.withPassword("admin", "admin");
    private static final HttpUser ALICE = HttpUser.withPassword("alice", "alice");
    private static final String ARROW = "application/vnd.apache.arrow.stream";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Map<String, AnsweredTable> tables(HttpUser user, String accept, String document) throws Exception {
        HttpResponse<InputStream> answer = user.openGraphQl(accept, document);
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new AssertionError(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            assertThat(answer.headers().firstValue("Content-Type")).contains(ARROW);
            return AnsweredTable.all(body);
        }
    }

    private static JsonNode data(HttpUser user, String document) throws Exception {
        HttpResponse<String> answer = user.graphQl(document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body()).path("data");
    }

    private static String error(String accept, String document) throws Exception {
        HttpResponse<InputStream> answer = ALICE.openGraphQl(accept, document);
        try (InputStream body = answer.body()) {
            assertThat(answer.statusCode()).isEqualTo(400);
            return MAPPER.readTree(body).at("/errors/0/message").asText();
        }
    }

    /** A nested answer, and the tables that it is to be joined from. */
    private record Joined(Map<String, AnsweredTable> tables, Map<String, Set<Map<String, String>>> met) {
        void checkList(JsonNode nodes, List<Map<String, String>> rows, String path) {
            assertThat(rows).as(path).hasSameSizeAs(nodes);
            for (int i = 0; i < rows.size(); i++) {
                checkRow(nodes.get(i), rows.get(i), path);
            }
        }

        private void checkRow(JsonNode node, Map<String, String> row, String path) {
            met.computeIfAbsent(path, key -> new HashSet<>()).add(row);
            node.properties().forEach(member -> {
                String below = path + "." + member.getKey();
                AnsweredTable table = tables.get(below);
                if (table == null) {
                    assertThat(row.get(member.getKey()))
                            .as(below)
                            .isEqualTo(member.getValue().asText());
                } else if (member.getValue().isArray()) {
                    checkList(member.getValue(), table.below(row), below);
                } else if (member.getValue().isNull()) {
                    assertThat(table.below(row)).as(below).isEmpty();
                } else {
                    assertThat(table.below(row)).as(below).hasSize(1);
                    checkRow(member.getValue(), table.below(row).get(0), below);
                }
            });
        }

        /** Each row is in the nested answer, and once only in its table. */
        void checkAllMet() {
            tables.forEach((name, table) -> assertThat(table.rows())
                    .as(name)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(met.getOrDefault(name, Set.of())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void tablesJoinedAreTheNestedAnswer(long seed) throws Exception {
        Random random = new Random(seed);
        HttpUser user = seed % 2 == 0 ? ADMIN : ALICE;
        String document = """
                { down: salesAnalyticsCustomers(limit: %d, orderBy: [{nation: %s}, {name: ASC}]) { name
                    orders(limit: %d, where: {totalPrice: {gt: %d}}, orderBy: [{totalPrice: DESC}]) { totalPrice
                      lineitems(limit: %d, where: {quantity: {gte: %d}}) { quantity orderId } } }
                  up: salesAnalyticsLineitems(limit: %d, orderBy: [{quantity: DESC}]) { number: id
                    order { status customer { name n: nation } } }
                  across: salesAnalyticsOrders(limit: %d) { id customer { id orders(limit: 2) { id } } } }
                """.formatted(
                        1 + random.nextInt(60),
                        random.nextBoolean() ? "DESC" : "ASC",
                        1 + random.nextInt(4),
                        50_000 * random.nextInt(5),
                        1 + random.nextInt(3),
                        random.nextInt(40),
                        1 + random.nextInt(200),
                        1 + random.nextInt(100));
        JsonNode nested = data(user, document);
        Joined joined = new Joined(tables(user, ARROW, document), new HashMap<>());
        assertThat(joined.tables().keySet())
                .containsExactlyInAnyOrder(
                        "down",
                        "down.orders",
                        "down.orders.lineitems",
                        "up",
                        "up.order",
                        "up.order.customer",
                        "across",
                        "across.customer",
                        "across.customer.orders");
        nested.properties()
                .forEach(root -> joined.checkList(
                        root.getValue(), joined.tables().get(root.getKey()).rows(), root.getKey()));
        joined.checkAllMet();
    }

    @Test
    void schemaSaysHowTablesAreJoined() throws Exception {
        Map<String, AnsweredTable> tables = tables(
                ALICE,
                "application/json",
                "query Q @arrow { o: salesAnalyticsOrders(limit: 3) { nr: id lineitems { part } } }");
        assertThat(tables.get("o").metadata())
                .containsEntry("colonnade.key", "nr")
                .doesNotContainKey("colonnade.parent");
        assertThat(tables.get("o.lineitems").metadata())
                .containsEntry("colonnade.key", "id")
                .containsEntry("colonnade.parent", "o")
                .containsEntry("colonnade.join", "orderId=nr");
        assertThat(tables.get("o.lineitems").rows().get(0).keySet()).containsExactly("part", "id", "orderId");
    }

    /** What alice may not see is in no table, wherever it would come from. */
    @Test
    void everyTableShowsWhatItsReaderMaySee() throws Exception {
        String document = "{ up: salesAnalyticsLineitems(limit: 3000) { order { customer { id name } } } }";
        JsonNode visible = data(ALICE, "{ salesAnalyticsCustomers { id name } }");
        List<String> seen = visible.findValuesAsText("id");
        List<String> names = visible.findValuesAsText("name");
        AnsweredTable customers = tables(ALICE, ARROW, document).get("up.order.customer");
        assertThat(customers.column("id")).isNotEmpty().isSubsetOf(seen);
        assertThat(customers.column("name")).isSubsetOf(names);
        AnsweredTable all = tables(ADMIN, ARROW, document).get("up.order.customer");
        assertThat(all.column("id")).anyMatch(id -> !seen.contains(id));
        assertThat(all.column("name")).doesNotContainAnyElementsOf(names);
    }

    @Test
    void eachGroupIsABatch() throws Exception {
        AnsweredTable orders = tables(
                        ALICE,
                        ARROW,
                        "{ o: salesAnalyticsOrders(batchBy: [status, priority], orderBy: [{priority: DESC}, {id: ASC}]) { id status priority } }")
                .get("o");
        List<String> groups = new ArrayList<>();
        int row = 0;
        for (int size : orders.batches()) {
            List<Map<String, String>> batch = orders.rows().subList(row, row + size);
            Set<String> values = new HashSet<>();
            batch.forEach(one -> values.add(one.get("status") + " " + one.get("priority")));
            assertThat(values).hasSize(1);
            groups.addAll(values);
            row += size;
        }
        assertThat(groups).doesNotHaveDuplicates().hasSize(new HashSet<>(groups(orders)).size());
    }

    private static List<String> groups(AnsweredTable orders) {
        return orders.rows().stream()
                .map(row -> row.get("status") + " " + row.get("priority"))
                .toList();
    }

    @Test
    void aggregatesComeInBatchesToo() throws Exception {
        AnsweredTable groups = tables(
                        ALICE,
                        ARROW,
                        "{ g: salesAnalyticsOrdersAggregate(groupBy: {status: true, orderedOn: YEAR}, batchBy: [status]) { orderedOn count } }")
                .get("g");
        assertThat(groups.metadata()).containsEntry("colonnade.key", "status,orderedOn");
        assertThat(groups.batches()).hasSameSizeAs(new HashSet<>(groups.column("status")));
        assertThat(error(ARROW, "{ salesAnalyticsOrdersAggregate(batchBy: [status]) { count } }"))
                .contains("'status'");
    }

    @Test
    void cursorsOfTablesArePlacesInNestedAnswers() throws Exception {
        String page = "salesAnalyticsCustomersConnection(orderBy: [{nation: DESC}], first: 3";
        List<String> cursors = tables(ALICE, ARROW, "{ p: " + page + ") { totalCount edges { cursor node { id } } } }")
                .get("p.edges")
                .column("cursor");
        assertThat(cursors).hasSize(3).doesNotHaveDuplicates();
        List<String> all = data(ALICE, "{ salesAnalyticsCustomers(orderBy: [{nation: DESC}], limit: 6) { id } }")
                .findValuesAsText("id");
        assertThat(data(ALICE, "{ p: " + page + ", after: \"" + cursors.get(2) + "\") { edges { node { id } } } }")
                        .findValuesAsText("id"))
                .isEqualTo(all.subList(3, 6));
    }

    @Test
    void severalTablesAreFilesOfAnArchive() throws Exception {
        String document = "{ o: salesAnalyticsOrders(limit: 3) { id lineitems { id } } }";
        HttpResponse<InputStream> answer = ALICE.openGraphQl("application/zip; type=\"text/csv\"", document);
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        try (ZipInputStream archive = new ZipInputStream(answer.body())) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).containsExactly("o.csv", "o_lineitems.csv");
        assertThat(error("text/csv", document)).contains("2 tables").contains("application/zip");
        HttpResponse<InputStream> alone =
                ALICE.openGraphQl("text/csv", "{ salesAnalyticsOrders(limit: 1) { id status } }");
        try (InputStream body = alone.body()) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).startsWith("id,status\r\n");
        }
    }

    /** Clients of GraphQL that also take parts for deferred fields mean objects, and get them. */
    @Test
    void whoAcceptsObjectsGetsThem() throws Exception {
        for (String accept : List.of(
                "application/graphql-response+json, application/json, text/event-stream, multipart/mixed",
                "multipart/mixed;deferSpec=20220824, application/json",
                "*/*")) {
            HttpResponse<InputStream> answer = ALICE.openGraphQl(accept, "{ salesAnalyticsOrders(limit: 1) { id } }");
            try (InputStream body = answer.body()) {
                assertThat(MAPPER.readTree(body).at("/data/salesAnalyticsOrders"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void countsOfPagesAreATable() throws Exception {
        AnsweredTable counts = tables(
                        ALICE,
                        ARROW,
                        "{ c: salesAnalyticsCustomers(limit: 5) { id o: ordersConnection(first: 1) { n: totalCount } } }")
                .get("c.o.n");
        assertThat(counts.metadata()).containsEntry("colonnade.join", "customerId=id");
        data(ALICE, "{ c: salesAnalyticsCustomers(limit: 5) { id orders { id } } }")
                .path("c")
                .forEach(customer -> assertThat(
                                counts.below(Map.of("id", customer.path("id").asText())))
                        .extracting(row -> row.get("n"))
                        .isEqualTo(
                                customer.path("orders").isEmpty()
                                        ? List.of()
                                        : List.of(String.valueOf(
                                                customer.path("orders").size()))));
    }

    @Test
    void whatIsNoTableIsRefused() throws Exception {
        assertThat(error(ARROW, "{ __schema { queryType { name } } }")).contains("as tables");
        assertThat(error(ARROW, "{ __typename }")).contains("as tables");
        assertThat(error(ARROW, "{ salesAnalyticsOrdersConnection { __typename } }"))
                .contains("no rows");
        assertThat(error(ARROW, "{ salesAnalyticsOrdersAggregate { __typename } }"))
                .contains("no column");
        assertThat(error(ARROW, "{ salesAnalyticsOrdersConnection { pageInfo { endCursor } } }"))
                .contains("edges { cursor }");
    }

    /** Too many rows to be held, so that all levels share a snapshot. */
    @Test
    void largeTablesComeWhole() throws Exception {
        Map<String, AnsweredTable> tables =
                tables(ADMIN, ARROW, "{ o: salesAnalyticsOrders { id lineitems { id } customer { id } } }");
        List<String> lineitems = tables.get("o.lineitems").column("id");
        assertThat(lineitems).hasSizeGreaterThan(10_000);
        assertThat(new HashSet<>(lineitems)).hasSameSizeAs(lineitems);
        assertThat(new HashSet<>(tables.get("o").column("id")))
                .isEqualTo(new HashSet<>(tables.get("o.lineitems").column("orderId")));
        assertThat(new HashSet<>(tables.get("o").column("customerId")))
                .isEqualTo(new HashSet<>(tables.get("o.customer").column("id")));
    }

    /** Row 30000 breaks the contract, long after the status was sent. */
    @Test
    void answerThatFailsInTheMiddleBreaksOff() throws Exception {
        HttpResponse<InputStream> answer = ADMIN.openGraphQl(ARROW, "{ clientsFlaws { id promised } }");
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void sourceStopsWhenTheClientLeaves() throws Exception {
        HttpResponse<InputStream> answer = ADMIN.openGraphQl(ARROW, "{ clientsNumbers { n name } }");
        try (InputStream body = answer.body()) {
            body.readNBytes(1_000);
        }
        await("the source stops")
                .atMost(PATIENCE)
                .until(() -> !ClientsDatabase.get().isRunning("generate_series(1, 3000)"));
    }
}

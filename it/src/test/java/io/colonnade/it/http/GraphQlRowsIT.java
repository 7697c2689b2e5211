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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows that GraphQL answers: those of the same question in SQL, whoever asks, on all levels. */
@ExtendWith(NothingLeft.class)
final class GraphQlRowsIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpUser ADMIN = HttpUser.withPassword("admin", "admin");
    private static final HttpUser ALICE = HttpUser.withPassword("alice", "alice");
    private static final String ALL_LINES = "{ salesAnalyticsOrders { id lineitems { id } } }";
    private static final String NUMBERS = "{ clientsNumbers { n name } }";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static JsonNode data(HttpUser user, String document) throws Exception {
        HttpResponse<String> answer = user.graphQl(document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body()).path("data");
    }

    private static List<List<String>> sql(HttpUser user, String sql) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : MAPPER.readTree(user.query("application/json", sql).body())) {
            List<String> values = new ArrayList<>();
            row.forEach(value -> values.add(value.asText()));
            rows.add(values);
        }
        return rows;
    }

    /** Returns what a left join would: each list in a row makes as many rows, or one with nulls. */
    private static List<List<String>> joined(JsonNode rows, int width) {
        List<List<String>> all = new ArrayList<>();
        for (JsonNode row : rows) {
            List<String> values = new ArrayList<>();
            @Nullable JsonNode below = null;
            for (JsonNode value : row) {
                if (value.isArray()) {
                    below = value;
                } else {
                    values.add(value.asText());
                }
            }
            addJoined(values, below, width, all);
        }
        return all;
    }

    private static void addJoined(List<String> values, @Nullable JsonNode below, int width, List<List<String>> all) {
        List<List<String>> rest = below == null ? List.of(List.of()) : joined(below, width - values.size());
        if (rest.isEmpty()) {
            rest = List.of(Collections.nCopies(width - values.size(), "null"));
        }
        for (List<String> more : rest) {
            List<String> whole = new ArrayList<>(values);
            whole.addAll(more);
            all.add(whole);
        }
    }

    /** Three levels with arguments by chance, and the same in SQL with a number for each row of a parent. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nestedRowsAreThoseOfTheSameQuestionInSql(long seed) throws Exception {
        Random random = new Random(seed);
        HttpUser user = random.nextBoolean() ? ADMIN : ALICE;
        boolean descending = random.nextBoolean();
        int customers = 1 + random.nextInt(60);
        int orders = 1 + random.nextInt(4);
        int lines = 1 + random.nextInt(3);
        int price = 50_000 * random.nextInt(5);
        int quantity = random.nextInt(40);
        String document = """
                { salesAnalyticsCustomers(limit: %d, orderBy: [{nation: %s}, {name: ASC}]) { id name
                    orders(limit: %d, where: {totalPrice: {gt: %d}}, orderBy: [{totalPrice: DESC}]) { id totalPrice
                      lineitems(limit: %d, where: {quantity: {gte: %d}, not: {returnFlag: {eq: R}}}) { id quantity } } } }
                """.formatted(customers, descending ? "DESC" : "ASC", orders, price, lines, quantity);
        String order = "nation " + (descending ? "DESC" : "ASC") + ", name, id";
        String same = """
                SELECT c.id AS a, c.name AS b, o.id AS c, o.total_price AS d, l.id AS e, l.quantity AS f
                FROM (SELECT id, name, nation FROM sales_analytics.customers ORDER BY %s LIMIT %d) c
                LEFT JOIN (SELECT id, customer_id, total_price,
                        row_number() OVER (PARTITION BY customer_id ORDER BY total_price DESC, id DESC) AS place
                    FROM sales_analytics.orders WHERE total_price > %d) o ON o.customer_id = c.id AND o.place <= %d
                LEFT JOIN (SELECT id, order_id, quantity, row_number() OVER (PARTITION BY order_id ORDER BY id) AS place
                    FROM sales_analytics.lineitems WHERE quantity >= %d AND return_flag <> 'R') l
                    ON l.order_id = o.id AND l.place <= %d
                """.formatted(order, customers, price, orders, quantity, lines);
        JsonNode rows = data(user, document).path("salesAnalyticsCustomers");
        assertThat(rows).hasSize(customers);
        assertThat(joined(rows, 6)).containsExactlyInAnyOrderElementsOf(sql(user, same));
        assertThat(rows.findValuesAsText("id"))
                .startsWith(sql(user, "SELECT id FROM sales_analytics.customers ORDER BY " + order + " LIMIT 1")
                        .get(0)
                        .get(0));
    }

    @Test
    void groupsAreThoseOfTheSameQuestionInSql() throws Exception {
        JsonNode groups = data(
                        ALICE,
                        "{ salesAnalyticsOrdersAggregate(groupBy: {orderedOn: YEAR, status: true}, where: {totalPrice: {gt: 1000}},"
                                + " having: {count: {gt: 20}}, orderBy: [{totalPriceSum: DESC}])"
                                + " { orderedOn status totalPriceSum count customerIdCountDistinct } }")
                .path("salesAnalyticsOrdersAggregate");
        assertThat(groups).isNotEmpty();
        assertThat(joined(groups, 5))
                .isEqualTo(sql(
                        ALICE,
                        "SELECT CAST(date_trunc('year', ordered_on) AS date) AS y, status, sum(total_price) AS s, count(*) AS c,"
                                + " count(DISTINCT customer_id) AS d FROM sales_analytics.orders WHERE total_price > 1000"
                                + " GROUP BY 1, 2 HAVING count(*) > 20 ORDER BY s DESC"));
    }

    @Test
    void pagesOneBehindTheOtherAreTheWholeList() throws Exception {
        String order = "orderBy: [{marketSegment: DESC}, {accountBalance: ASC}], where: {id: {lt: 100}}";
        List<String> all =
                data(ALICE, "{ salesAnalyticsCustomers(" + order + ") { id } }").findValuesAsText("id");
        assertThat(pages(order, "first: 4, after", "hasNextPage", "endCursor")).isEqualTo(all);
        List<String> backwards = pages(order, "last: 4, before", "hasPreviousPage", "startCursor");
        assertThat(backwards).containsExactlyInAnyOrderElementsOf(all);
        assertThat(backwards.subList(0, 4)).isEqualTo(all.subList(all.size() - 4, all.size()));
    }

    private static List<String> pages(String order, String words, String more, String cursor) throws Exception {
        List<String> ids = new ArrayList<>();
        String place = "null";
        while (true) {
            JsonNode page = data(
                            ALICE,
                            "{ p: salesAnalyticsCustomersConnection(" + order + ", " + words + ": " + place
                                    + ") { pageInfo { " + more + " " + cursor + " } edges { node { id } } } }")
                    .path("p");
            ids.addAll(page.findValuesAsText("id"));
            if (!page.at("/pageInfo/" + more).booleanValue()) {
                return ids;
            }
            place = page.at("/pageInfo/" + cursor).toString();
        }
    }

    @Test
    void cursorOfSomebodyElseIsRefusedWithAnErrorOfGraphQl() throws Exception {
        String cursor = data(ADMIN, "{ p: salesAnalyticsCustomersConnection(first: 1) { edges { cursor } } }")
                .findValue("cursor")
                .textValue();
        HttpResponse<String> answer = ALICE.graphQl(
                "{ salesAnalyticsCustomersConnection(first: 1, after: \"" + cursor + "\") { edges { cursor } } }");
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = MAPPER.readTree(answer.body()).at("/errors/0");
        assertThat(error.at("/extensions/code").textValue()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.path("message").textValue()).startsWith("Invalid cursor");
    }

    @Test
    void whatIsHiddenAtTheRootIsHiddenBelow() throws Exception {
        String hidden =
                sql(ADMIN, "SELECT min(id) FROM sales_analytics.orders").get(0).get(0);
        for (int tries = 0; !data(ALICE, byKey(hidden)).path("o").isNull(); tries++) {
            assertThat(tries).isLessThan(50);
            hidden = sql(ADMIN, "SELECT min(id) FROM sales_analytics.orders WHERE id > " + hidden)
                    .get(0)
                    .get(0);
        }
        JsonNode seen = data(ADMIN, byKey(hidden)).path("o");
        assertThat(seen.path("lineitems")).isNotEmpty();
        String lines = "{ salesAnalyticsLineitems(where: {orderId: {eq: " + hidden + "}}) { id order { id } } }";
        assertThat(data(ADMIN, lines).path("salesAnalyticsLineitems")).hasSameSizeAs(seen.path("lineitems"));
        assertThat(data(ALICE, lines).path("salesAnalyticsLineitems")).isEmpty();
        String customers =
                "{ salesAnalyticsCustomers(where: {id: {eq: " + seen.at("/customer/id") + "}}) { orders { id } } }";
        assertThat(data(ALICE, customers).path("salesAnalyticsCustomers")).isEmpty();
    }

    private static String byKey(String id) {
        return "{ o: salesAnalyticsOrdersByKey(id: " + id + ") { id customer { id name } lineitems { id } } }";
    }

    @Test
    void documentDecidesWhatIsCalledHow() throws Exception {
        JsonNode answer = data(
                ALICE,
                "query Q($many: Boolean = false) { a: salesAnalyticsCustomers(limit: 1) { ...F } __typename"
                        + " b: salesAnalyticsCustomers(limit: 1) { x: orders(limit: 1) { id } y: orders(limit: 2) { id } } }"
                        + " fragment F on SalesAnalyticsCustomers { __typename id name @include(if: $many) }");
        assertThat(answer.path("__typename").textValue()).isEqualTo("Query");
        assertThat(answer.at("/a/0").fieldNames()).toIterable().containsExactly("__typename", "id");
        assertThat(answer.at("/b/0/x").size()).isLessThanOrEqualTo(1);
        assertThat(answer.at("/b/0/y").get(0)).isEqualTo(answer.at("/b/0/x").get(0));
    }

    /** Each takes three connections side by side, and the pool has sixteen. */
    @Test
    void largeAnswersAtOnceDoNotWaitForEachOther() throws Exception {
        List<String> expected = sql(
                        ADMIN,
                        "SELECT (SELECT count(*) FROM sales_analytics.orders) AS o, (SELECT count(*) FROM sales_analytics.lineitems) AS l")
                .get(0);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<JsonNode>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(clients.submit(() -> data(ADMIN, ALL_LINES).path("salesAnalyticsOrders")));
            }
            for (Future<JsonNode> answer : answers) {
                assertThat(String.valueOf(answer.get().size())).isEqualTo(expected.get(0));
                int lines = 0;
                for (JsonNode order : answer.get()) {
                    lines += order.path("lineitems").size();
                }
                assertThat(String.valueOf(lines)).isEqualTo(expected.get(1));
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void documentsAreTheValuesThatTheyAreInSql() throws Exception {
        String sql = "SELECT id, a_json AS \"aJson\" FROM clients.kinds ORDER BY id";
        JsonNode documents =
                MAPPER.readTree(ADMIN.query("application/json", sql).body());
        assertThat(data(ADMIN, "{ clientsKinds { id aJson } }").path("clientsKinds"))
                .isEqualTo(documents);
        assertThat(documents.findValues("aJson")).anyMatch(JsonNode::isObject).anyMatch(JsonNode::isNull);
    }

    /** The levels are read twice, and leave once. */
    @Test
    void auditSaysOfLargeAnswersWhatLeft() throws Exception {
        String trace = "5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e";
        HttpResponse<String> answer = ADMIN.send(
                "POST",
                "/graphql",
                "{\"query\": \"" + ALL_LINES + "\"}",
                "Content-Type",
                "application/json",
                "traceparent",
                TracedReads.header(trace));
        long sent = answer.body().split("\"id\"", -1).length - 1;
        List<JsonNode> ends = TracedReads.ends(trace);
        assertThat(ends).hasSizeGreaterThan(2);
        assertThat(ends.stream().mapToLong(end -> end.path("rows").asLong()).sum())
                .isEqualTo(sent);
        assertThat(ends)
                .filteredOn(end -> end.path("rows").asLong() == 0)
                .extracting(end -> end.path("outcome").asText())
                .containsOnly("cancelled");
    }

    /** Row 30000 breaks the contract, long after the status was sent. */
    @Test
    void answerThatFailsInTheMiddleBreaksOff() throws Exception {
        HttpResponse<InputStream> answer = ADMIN.openGraphQl("{ clientsFlaws { id promised } }");
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void sourceStopsWhenTheClientLeaves() throws Exception {
        HttpResponse<InputStream> answer = ADMIN.openGraphQl(NUMBERS);
        try (InputStream body = answer.body()) {
            body.readNBytes(1_000);
        }
        await("the source stops")
                .atMost(PATIENCE)
                .until(() -> !ClientsDatabase.get().isRunning("generate_series(1, 3000)"));
    }
}

package io.colonnade.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.LogLines;
import io.colonnade.it.server.NothingLeft;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bulk reads: they answer as SQL does, page by page too, and refuse what does not belong to them. */
@ExtendWith(NothingLeft.class)
final class BulkIT {
    private static final String CSV = "text/csv";
    private static final HttpUser ADMIN = HttpUser.withPassword("admin", "admin");
    private static final HttpUser ALICE = HttpUser.withPassword("alice", "alice");
    private static final String ORDERS = "/v1/sales_analytics/orders";
    private static final Pattern LINK = Pattern.compile("<(\\?[^>]*)>; rel=\"(next|prev)\"");
    private static final List<String> ORDERED = List.of(
            "an_int32",
            "an_int64",
            "a_float32",
            "a_float64",
            "a_bool",
            "a_decimal",
            "a_long",
            "a_huge",
            "a_date",
            "a_time",
            "a_moment",
            "a_uuid");

    private static String rows(HttpUser user, String path) throws Exception {
        HttpResponse<String> answer = user.read(CSV, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String sql(HttpUser user, String statement) throws Exception {
        HttpResponse<String> answer = user.query(CSV, statement);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Stream<Long> seeds() {
        return IntStream.range(0, 8).mapToObj(n -> 20_261_122L + n);
    }

    /** Columns of every type, some of them NULL, in any direction, with NULL at either end. */
    @ParameterizedTest
    @MethodSource("seeds")
    void pagesInAnyOrderAreTogetherWhatSqlAnswers(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> columns = new ArrayList<>(ORDERED);
        Collections.shuffle(columns, random);
        List<String> words = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (String column : columns.subList(0, 1 + random.nextInt(3))) {
            boolean descending = random.nextBoolean();
            boolean nullsFirst = random.nextBoolean();
            words.add(column + (descending ? ".desc" : "") + (nullsFirst ? ".nullsfirst" : ".nullslast"));
            terms.add(column + (descending ? " DESC" : "") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST"));
        }
        // The key follows the direction of the last column.
        terms.add(words.get(words.size() - 1).contains(".desc") ? "id DESC" : "id");
        String select = String.join(
                        ",", words.stream().map(word -> word.split("\\.")[0]).toList()) + ",id";
        List<String> expected =
                lines(sql(ADMIN, "SELECT " + select + " FROM clients.kinds ORDER BY " + String.join(", ", terms)));
        String path = "/v1/clients/kinds?select=" + select + "&order=" + String.join(",", words);
        assertThat(pages(path + "&first=2", "next")).as(path).isEqualTo(expected);
        assertThat(pages(path + "&last=2", "prev")).as(path).isEqualTo(expected);
    }

    private static List<String> pages(String path, String direction) throws Exception {
        List<String> all = new ArrayList<>();
        Optional<String> query = Optional.of(path.substring(path.indexOf('?')));
        while (query.isPresent()) {
            HttpResponse<String> answer = ADMIN.read(CSV, "/v1/clients/kinds" + query.get());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            List<String> page = lines(answer.body());
            assertThat(page).hasSizeBetween(1, 2);
            all.addAll(direction.equals("next") ? all.size() : 0, page);
            query = link(answer, direction);
        }
        return all;
    }

    private static List<String> lines(String csv) {
        return csv.lines().skip(1).toList();
    }

    private static Optional<String> link(HttpResponse<String> answer, String direction) {
        return answer.headers().allValues("Link").stream()
                .map(LINK::matcher)
                .filter(Matcher::matches)
                .filter(link -> link.group(2).equals(direction))
                .map(link -> link.group(1))
                .findFirst();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void filtersAnswerWhatSqlAnswers(long seed) throws Exception {
        RandomFilters filters = new RandomFilters(new Random(seed));
        for (int i = 0; i < 4; i++) {
            ObjectNode filter = filters.filter();
            String path = ORDERS + "?select=id,total_price&order=total_price.desc,id&limit=50&where="
                    + encoded(filter.toString());
            String statement = "SELECT id, total_price FROM sales_analytics.orders o WHERE " + filters.sql()
                    + " ORDER BY total_price DESC, id LIMIT 50";
            for (HttpUser user : List.of(ADMIN, ALICE)) {
                assertThat(rows(user, path)).as("%s\n%s", filter, statement).isEqualTo(sql(user, statement));
            }
        }
    }

    /** Nothing leaves, which the audit says. */
    @Test
    void headAloneReadsNoMoreThanItsHeader() throws Exception {
        String trace = "4ead4ead4ead4ead4ead4ead4ead4ead";
        for (String path : List.of("/v1/tpch/lineitem", ORDERS + "?first=5")) {
            HttpResponse<String> head =
                    ADMIN.send("HEAD", path, "", "Accept", CSV, "traceparent", TracedReads.header(trace));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Type").orElseThrow()).startsWith(CSV);
            assertThat(head.headers().firstValue("Content-Length")).isEmpty();
        }
        assertThat(TracedReads.ends(trace)).hasSize(2).allSatisfy(end -> {
            assertThat(end.path("outcome").asText()).isEqualTo("cancelled");
            assertThat(end.path("rows").asLong()).isZero();
        });
        assertThat(link(ADMIN.send("HEAD", ORDERS + "?first=5", ""), "next")).isPresent();
        String operation = "/graphql?query=" + encoded("{ salesAnalyticsOrders { id } }");
        for (String type : List.of("application/json", CSV, "multipart/mixed")) {
            HttpResponse<String> head =
                    ADMIN.send("HEAD", operation, "", "Accept", type, "traceparent", TracedReads.header(trace));
            assertThat(head.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        }
        assertThat(TracedReads.ends(trace)).hasSize(2);
    }

    @Test
    void withoutParametersTheWholeBatchIsRead() throws Exception {
        assertThat(rows(ALICE, "/v1/sales_analytics/customers").lines().sorted())
                .isEqualTo(sql(ALICE, "SELECT * FROM sales_analytics.customers")
                        .lines()
                        .sorted()
                        .toList());
    }

    @Test
    void pageIsStableWhileItsOrderIsMasked() throws Exception {
        String path = "/v1/sales_analytics/customers?select=id,phone&order=phone,account_balance&first=7";
        Set<String> seen = new LinkedHashSet<>();
        Optional<String> query = Optional.of(path.substring(path.indexOf('?')));
        for (int page = 0; page < 3; page++) {
            HttpResponse<String> answer = ALICE.read(CSV, "/v1/sales_analytics/customers" + query.orElseThrow());
            seen.addAll(lines(answer.body()));
            query = link(answer, "next");
        }
        assertThat(String.join("\n", seen) + "\n")
                .isEqualToNormalizingNewlines(String.join(
                                "\n",
                                lines(sql(
                                        ALICE,
                                        "SELECT id, phone FROM sales_analytics.customers"
                                                + " ORDER BY phone, account_balance, id LIMIT 21")))
                        + "\n");
    }

    @Test
    void cursorServesNobodyElseAndNoOtherQuestion() throws Exception {
        String path = ORDERS + "?select=id&first=3&where=" + encoded("{\"status\": {\"eq\": \"F\"}}");
        String next = link(ALICE.read(CSV, path), "next").orElseThrow();
        assertThat(lines(rows(ALICE, ORDERS + next))).hasSize(3);
        String changed = next.replaceAll("after=(..........)(.)", "after=$1" + (next.contains("Q") ? "R" : "Q"));
        List<HttpResponse<String>> refused = List.of(
                ADMIN.read(CSV, ORDERS + next),
                ALICE.read(CSV, ORDERS + next + "&order=id"),
                ALICE.read(CSV, ORDERS + next.replace("%22F%22", "%22O%22")),
                ALICE.read(CSV, "/v1/sales_analytics/lineitems" + next.replaceAll("&where=[^&]*", "")),
                ALICE.read(CSV, ORDERS + changed),
                ALICE.read(CSV, ORDERS + "?after=nonsense"));
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo(refused.get(0).body()).contains("begin anew without it");
        });
    }

    @Test
    void otherColumnsAndPageSizesGoOnFromTheSameCursor() throws Exception {
        String next =
                link(ALICE.read(CSV, ORDERS + "?select=id&first=3"), "next").orElseThrow();
        String more = next.replace("select=id", "select=status,id").replace("first=3", "first=5");
        assertThat(lines(rows(ALICE, ORDERS + more)))
                .isEqualTo(lines(sql(
                        ALICE,
                        "SELECT status, id FROM sales_analytics.orders ORDER BY ordered_on, id LIMIT 5 OFFSET 3")));
    }

    @Test
    void whatIsHiddenAnswersAsWhatIsNotThere() throws Exception {
        assertThat(ALICE.read(CSV, "/v1/tpch/part").body().replace("tpch", "tpcz"))
                .isEqualTo(ALICE.read(CSV, "/v1/tpcz/part?where=nonsense").body());
        for (String path : List.of("/v1/tpch", "/v1/tpch/part", "/v1/tpch/part/schema", "/v1/tpch/nothing?first=x")) {
            HttpResponse<String> answer = ALICE.read("*/*", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("Projection 'tpch' does not exist");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            slect=id                             | there is no parameter 'slect'; did you mean 'select'?
            first=1&first=2                      | 'first' is given twice
            first=ten                            | Invalid first: it is no whole number that there is room for
            first=99999999999999999999           | Invalid first: it is no whole number that there is room for
            first=-1                             | Invalid first: it is less than 0
            first=10001                          | Invalid first: a page has at most 10000 rows
            first=1&last=1                       | first and last do not go together
            first=1&offset=1                     | limit and offset do not go together
            select=id,idd                        | Invalid select: there is no column 'idd'; did you mean 'id'?
            select=id,id                         | Invalid select: it names 'id' twice
            select=                              | Invalid select: there is no column ''
            order=region                         | Invalid order: there is no column 'region'
            order=id.down                        | Invalid order: there is no word 'down'
            where=%7B                            | Invalid where: it is no JSON
            where=                               | Invalid where: it is no JSON
            where=%7B%22id%22:1,%22id%22:2%7D    | Invalid where: it is no JSON, or names a member twice
            where=%7B%7D%7B%7D                   | Invalid where: it is no JSON
            where=%7B%22region%22:%7B%7D%7D      | Invalid where: there is no column or relation 'region'
            after=x                              | Invalid cursor
            where=%FF                            | Invalid query of the address
            """)
    void wrongParametersAreRefusedAndNothingOfThemIsRun(String query, String why) throws Exception {
        HttpResponse<String> answer = ALICE.read(CSV, ORDERS + "?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(new ObjectMapper().readTree(answer.body()).path("detail").asText())
                .contains(why);
    }

    /** Else the source would say it, in words of its own. */
    @Test
    void whatIsNoUuidIsRefusedByEachDoor() throws Exception {
        String wrong = "{\"a_uuid\":{\"eq\":\"1-1-1-1-1\"}}";
        HttpResponse<String> bulk = ADMIN.read(CSV, "/v1/clients/kinds?where=" + encoded(wrong));
        assertThat(bulk.statusCode()).isEqualTo(400);
        assertThat(bulk.body()).contains("it is no uuid");
        HttpResponse<String> nested = ADMIN.graphQl("{ clientsKinds(where: {aUuid: {eq: \"1-1-1-1-1\"}}) { id } }");
        assertThat(nested.statusCode()).isEqualTo(400);
        assertThat(nested.body()).contains("it is no UUID");
    }

    /** A line a request would let anybody fill the log. */
    @Test
    void farOffsetsAreToldToTheOperatorOnceADay() throws Exception {
        try (LogLines log = LogLines.of("io.colonnade.query")) {
            for (int i = 0; i < 2; i++) {
                rows(ADMIN, "/v1/tpch/nation?offset=100001");
                assertThat(ADMIN.graphQl("{ tpchNation(offset: 100001) { __typename } }")
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(log.events())
                    .filteredOn(event -> event.getFormattedMessage().contains("Reads of tpch.nation"))
                    .hasSize(1);
        }
    }

    @Test
    void clientThatLeavesIsNoIncident() throws Exception {
        String numbers = "SELECT n, wide FROM clients.numbers";
        try (LogLines log = LogLines.of("io.colonnade.server.session")) {
            HttpResponse<InputStream> answer = ADMIN.open(CSV, numbers);
            try (InputStream body = answer.body()) {
                assertThat(body.readNBytes(1_000)).hasSize(1_000);
            }
            await("the source stops")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !ClientsDatabase.get().isRunning("generate_series(1, 3000)"));
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void pageOfTheMostRowsThereMayBeLeadsToTheNext() throws Exception {
        HttpResponse<String> answer = ADMIN.read(CSV, "/v1/clients/numbers?first=10000");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(lines(answer.body())).hasSize(10_000);
        assertThat(link(answer, "next")).isPresent();
    }

    @Test
    void pageOfALongFilterLeadsToTheNextToo() throws Exception {
        String ids =
                IntStream.rangeClosed(1, 1_000).mapToObj("\"%09d\""::formatted).collect(Collectors.joining(","));
        String filter = encoded("{\"id\":{\"in\":[" + ids + "]}}");
        HttpResponse<String> answer = ADMIN.read(CSV, "/v1/clients/kinds?select=id&first=1&where=" + filter);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ADMIN.read(CSV, "/v1/clients/kinds" + link(answer, "next").orElseThrow())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void farOffsetIsAnsweredWithAWarning() throws Exception {
        HttpResponse<String> answer = ADMIN.read(CSV, "/v1/clients/numbers?select=n&offset=100001&limit=1");
        assertThat(lines(answer.body())).containsExactly("100002");
        assertThat(answer.headers().firstValue("Warning"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("299 ").contains("page with first and after"));
    }
}

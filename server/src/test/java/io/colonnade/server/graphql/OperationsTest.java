package io.colonnade.server.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.introspection.IntrospectionQuery;
import io.colonnade.query.AccessContext;
import io.colonnade.query.VisibleProjection;
import io.colonnade.server.graphql.GraphQlError.Code;
import io.colonnade.server.graphql.GraphQlError.Location;
import io.colonnade.server.graphql.schema.SomeProjections;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a request to an operation that may run, or to the errors that say why not. */
final class OperationsTest {
    private static final GraphQlLimits LIMITS = new GraphQlLimits(2_000, 300, 9, 3, 4, 2, 5, 1_000_000);
    private static final List<VisibleProjection> VISIBLE = List.of(SomeProjections.orders(Map.of()));

    private final Operations operations = new Operations(LIMITS, new NoRows());

    private Preparation prepare(String document, @Nullable String operation, Map<String, Object> variables) {
        return operations.prepare(VISIBLE, new GraphQlRequest(document, operation, variables));
    }

    private PreparedOperation ready(String document) {
        Preparation preparation = prepare(document, null, Map.of());
        assertThat(preparation).as(document).isInstanceOf(Preparation.Ready.class);
        return ((Preparation.Ready) preparation).operation();
    }

    private GraphQlError error(String document) {
        return error(prepare(document, null, Map.of()));
    }

    private static GraphQlError error(Preparation preparation) {
        assertThat(preparation).isInstanceOf(Preparation.Refused.class);
        return ((Preparation.Refused) preparation).errors().get(0);
    }

    private String answer(String document) throws IOException {
        StringWriter text = new StringWriter();
        AccessContext context = AccessContext.of(null, "http", "json", Duration.ofMinutes(1));
        try (RunningOperation running = operations.begin(ready(document), context);
                JsonGenerator json = new JsonFactory().createGenerator(text)) {
            running.open();
            running.write(json);
        }
        return text.toString();
    }

    @Test
    void operationMayAskForTablesByADirective() {
        assertThat(ready("query @arrow { orderAnalyticsOrders(batchBy: [status]) { id } }")
                        .asksForTables())
                .isTrue();
        assertThat(ready("{ orderAnalyticsOrders { id } }").asksForTables()).isFalse();
        assertThat(error("{ orderAnalyticsOrders @arrow { id } }").is(Code.GRAPHQL_VALIDATION_FAILED))
                .isTrue();
        assertThat(error("{ orderAnalyticsOrders { orderItems(batchBy: [id]) { id } } }")
                        .is(Code.GRAPHQL_VALIDATION_FAILED))
                .isTrue();
    }

    @Test
    void exampleOfTheSpecificationIsAnOperation() {
        PreparedOperation operation = ready("""
                query {
                  orderAnalytics(where: {total: {gte: 100}}, orderBy: {createdAt: DESC}, first: 1000, after: "x") {
                    edges { node { id total orderItems { id quantity } } cursor }
                    pageInfo { hasNextPage endCursor }
                  }
                  orderAnalyticsAggregate(groupBy: {status: true, createdAt: MONTH}, where: {total: {lt: "1e2"}}) {
                    status createdAt totalSum count
                  }
                }
                """);
        assertThat(operation.cost()).isEqualTo(1_000 * 2 + 1_000 * 10 * 2 + 1_000 * 4);
    }

    @Test
    void textOfTooManyDigitsIsNoNumberAndIsNotRead() {
        String where = "total: {eq: \"" + "1".repeat(200_000) + "\"}";
        assertThat(error("{ orderAnalyticsOrders(where: {" + where + "}) { id } }")
                        .is(Code.GRAPHQL_VALIDATION_FAILED))
                .isTrue();
    }

    @Test
    void wrongDocumentSaysWhereItIsWrong() {
        GraphQlError error = error("{ orderAnalyticsOrders { id }");
        assertThat(error.is(Code.GRAPHQL_PARSE_FAILED)).isTrue();
        assertThat(error.locations()).containsExactly(new Location(1, 30));
    }

    @Test
    void unknownFieldIsNamedWithItsPlace() {
        GraphQlError error = error("{\n  orderAnalyticsOrders { id tenantId }\n}");
        assertThat(error.is(Code.GRAPHQL_VALIDATION_FAILED)).isTrue();
        assertThat(error.message()).contains("tenantId", "OrderAnalyticsOrders");
        assertThat(error.locations()).containsExactly(new Location(2, 29));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total: {gte: \"a lot\"}",
                "total: {eq: 1e999999999}",
                "createdAt: {lt: \"2026-02-31T00:00:00Z\"}",
                "status: {eq: lost}",
                "status: {lt: open}",
                "note: {eq: \"{}\"}",
                "orderItems: {all: {}}"
            })
    void filterThatDoesNotSuitTheColumnIsRefused(String where) {
        assertThat(error("{ orderAnalyticsOrders(where: {" + where + "}) { id } }")
                        .is(Code.GRAPHQL_VALIDATION_FAILED))
                .isTrue();
    }

    @Test
    void orderItemIsOneColumn() {
        assertThat(error("{ orderAnalyticsOrders(orderBy: {id: ASC, total: DESC}) { id } }")
                        .is(Code.GRAPHQL_VALIDATION_FAILED))
                .isTrue();
        ready("{ orderAnalyticsOrders(orderBy: [{id: ASC}, {total: DESC_NULLS_LAST}]) { id } }");
    }

    @Test
    void variablesAreValuesOfTheirTypes() {
        String document = "query q($most: Decimal) { orderAnalyticsOrders(where: {total: {lte: $most}}) { id } }";
        assertThat(prepare(document, null, Map.of("most", "12.50"))).isInstanceOf(Preparation.Ready.class);
        assertThat(error(prepare(document, null, Map.of("most", List.of()))).is(Code.BAD_USER_INPUT))
                .isTrue();
        assertThat(error(prepare("query q($id: String!) { orderAnalyticsOrdersByKey(id: $id) { id } }", null, Map.of()))
                        .is(Code.BAD_USER_INPUT))
                .isTrue();
    }

    @Test
    void operationIsChosenByItsName() {
        String two = "query a { __typename } query b { __typename }";
        assertThat(prepare(two, "b", Map.of())).isInstanceOf(Preparation.Ready.class);
        assertThat(error(prepare(two, null, Map.of())).is(Code.OPERATION_RESOLUTION_FAILURE))
                .isTrue();
        assertThat(error(prepare(two, "c", Map.of())).is(Code.OPERATION_RESOLUTION_FAILURE))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutation { __typename }", "subscription { __typename }"})
    void onlyQueriesAreOperations(String document) {
        Preparation preparation = prepare(document, null, Map.of());
        assertThat(((Preparation.Refused) preparation).errors())
                .anyMatch(error -> error.is(Code.OPERATION_NOT_SUPPORTED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hops | { orderAnalyticsOrders { orderItems { order { orderItems { id } } } } }",
                "aliases | { orderAnalyticsOrders { a: id b: id c: id d: id } }",
                "root_fields | { __typename a: __typename b: __typename c: __typename orderAnalyticsOrders { id } }",
                "levels | { orderAnalyticsOrders { a: orderItems {id} b: orderItems {id} orderItems {order{id} id} }"
                        + " orderAnalytics {totalCount} }",
                "levels | { orderAnalytics(last: 1) { a: edges {cursor} b: edges {cursor} edges {cursor}"
                        + " pageInfo {hasPreviousPage} totalCount } orderAnalyticsOrders { id } }",
                "cost | { orderAnalyticsOrders(limit: 500001) { id total } }",
                "depth | { orderAnalytics { edges { node { orderItemsConnection { edges { node { order {"
                        + " orderItemsConnection { edges { node { id } } } } } } } } } } }"
            })
    void operationBeyondALimitIsToldWhich(String key, String document) {
        GraphQlError error = error(document);
        assertThat(error.is(Code.LIMIT_EXCEEDED)).as(error.message()).isTrue();
        assertThat(error.message()).contains("limits.graphql." + key + ";");
        assertThat(error.extensions()).containsKeys("limit", key);
    }

    @Test
    void largeNumbersOfRowsDoNotOverflowTheCost() {
        assertThat(error("{ orderAnalyticsOrders(limit: 2147483647) { orderItems(limit: 2147483647) {"
                                + " order { id total } } } }")
                        .extensions())
                .containsEntry("cost", Long.MAX_VALUE);
    }

    @Test
    void fragmentsThatMultiplyAreRefusedBeforeTheyAreSpread() {
        StringBuilder document = new StringBuilder("{ orderAnalyticsOrders { ...f0 } }");
        for (int i = 0; i < 30; i++) {
            document.append(" fragment f" + i + " on OrderAnalyticsOrders { ...f" + (i + 1) + " ...f" + (i + 1) + " }");
        }
        document.append(" fragment f30 on OrderAnalyticsOrders { id }");
        GraphQlError error = error(document.toString());
        assertThat(error.is(Code.LIMIT_EXCEEDED)).as(error.message()).isTrue();
    }

    @Test
    void longDocumentIsRefusedWhileItIsParsed() {
        assertThat(error("{" + " __typename".repeat(LIMITS.tokens()) + "}").is(Code.LIMIT_EXCEEDED))
                .isTrue();
    }

    @Test
    void deeplyNestedValueIsRefusedWhileItIsParsed() {
        String deep = "{not: ".repeat(400) + "{}" + "}".repeat(400);
        assertThat(error("{ orderAnalyticsOrders(where: " + deep + ") { id } }").is(Code.LIMIT_EXCEEDED))
                .isTrue();
    }

    @Test
    void usualIntrospectionIsAnswered() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(answer(IntrospectionQuery.INTROSPECTION_QUERY))
                .path("__schema");
        assertThat(schema.path("queryType").path("name").textValue()).isEqualTo("Query");
        assertThat(schema.path("types").findValuesAsText("name")).contains("OrderAnalyticsOrders", "totalSum");
    }

    @Test
    void introspectionThatGoesInCirclesIsRefused() {
        assertThat(error("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }")
                        .is(Code.LIMIT_EXCEEDED))
                .isTrue();
    }

    @Test
    void rootFieldsAreAnsweredInTheirOrder() throws IOException {
        assertThat(answer("{ a: __typename none: __type(name: \"None\") { name } __typename }"))
                .isEqualTo("{\"a\":\"Query\",\"none\":null,\"__typename\":\"Query\"}");
    }

    @Test
    void skippedFieldsAreNotThere() throws IOException {
        assertThat(answer("{ __typename orderAnalyticsOrders @skip(if: true) { id } }"))
                .isEqualTo("{\"__typename\":\"Query\"}");
    }

    @Test
    void introspectionIsReadyBesideRows() {
        PreparedOperation operation =
                ready("{ orderAnalyticsOrders { __typename id } __type(name: \"Query\") { name } }");
        assertThat(operation.introspection()).containsExactly(Map.entry("__type", "{\"name\":\"Query\"}"));
    }
}

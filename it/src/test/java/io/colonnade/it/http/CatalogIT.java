package io.colonnade.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.Checkout;
import io.colonnade.it.client.PythonEnvironment;
import io.colonnade.it.server.NothingLeft;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What there is to read, as each caller may see it: the catalogue routes, and the description of the door. */
@ExtendWith(NothingLeft.class)
final class CatalogIT {
    private static final List<String> METHODS = List.of("DELETE", "GET", "PATCH", "POST", "PUT");
    private static final String ANYTHING = "*/*";
    private static final String ARROW = "application/vnd.apache.arrow.stream";
    private static final String SCHEMA = "/v1/sales_analytics/orders/schema";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpUser ADMIN = HttpUser.withPassword("admin", "admin");
    private static final HttpUser ALICE = HttpUser.withPassword("alice", "alice");

    private static JsonNode json(HttpUser user, String path) throws Exception {
        HttpResponse<String> answer = user.read(ANYTHING, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        return JSON.readTree(answer.body());
    }

    @Test
    void everybodyIsToldOfTheProjectionsThatTheyMaySee() throws Exception {
        assertThat(json(ADMIN, "/v1").path("projections").findValuesAsText("name"))
                .contains("clients", "sales_analytics", "tpch");
        assertThat(json(ALICE, "/v1").path("projections").findValuesAsText("name"))
                .contains("sales_analytics")
                .doesNotContain("tpch");
        assertThat(json(HttpUser.NOBODY, "/v1").path("projections").findValuesAsText("name"))
                .doesNotContain("sales_analytics");
    }

    @Test
    void batchIsToldWithItsKeyItsTypesItsRelationsAndTheMasksOfTheCaller() throws Exception {
        JsonNode orders = json(ALICE, SCHEMA);
        assertThat(orders.path("projection").asText()).isEqualTo("sales_analytics");
        assertThat(orders.path("key")).extracting(JsonNode::asText).containsExactly("id");
        assertThat(orders.path("order_by")).extracting(JsonNode::asText).containsExactly("ordered_on", "id");
        assertThat(orders.path("columns").get(1).toString())
                .isEqualTo(
                        "{\"name\":\"customer_id\",\"type\":\"int32\",\"nullable\":false,\"references\":\"customers.id\"}");
        assertThat(orders.path("relations").findValuesAsText("name")).containsExactly("customer", "lineitems");
        assertThat(json(ALICE, "/v1/sales_analytics/customers/schema")
                        .path("columns")
                        .findValuesAsText("mask"))
                .containsExactly("redact", "hash", "first_n", "round");
        assertThat(json(ADMIN, "/v1/sales_analytics").path("batches").findValuesAsText("mask"))
                .isEmpty();
    }

    @Test
    void schemaAsArrowIsThatOfTheRows() throws Exception {
        Schema schema = schema(SCHEMA);
        assertThat(schema).isEqualTo(schema("/v1/sales_analytics/orders"));
        assertThat(schema.getFields()).hasSize(6);
    }

    private static Schema schema(String path) throws Exception {
        HttpResponse<byte[]> answer = ALICE.readUnless("\"\"", ARROW, path);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(ARROW);
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(answer.body()), allocator)) {
            return reader.getVectorSchemaRoot().getSchema();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v1/sales_analytics", SCHEMA, "/openapi.json", "/docs"})
    void whoHasItAlreadyIsToldSo(String path) throws Exception {
        HttpResponse<String> first = ALICE.read(ANYTHING, path);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            HttpResponse<byte[]> again = ALICE.readUnless(known, ANYTHING, path);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
            assertThat(again.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
        }
        for (String unknown : List.of("\"other\"", "W/\"", "nonsense", tag.substring(1))) {
            assertThat(ALICE.readUnless(unknown, ANYTHING, path).statusCode())
                    .as(unknown)
                    .isEqualTo(200);
        }
    }

    @Test
    void formsOfASchemaHaveTagsOfTheirOwn() throws Exception {
        HttpResponse<String> json = ALICE.read("application/json", SCHEMA);
        HttpResponse<String> arrow = ALICE.read(ARROW, SCHEMA);
        assertThat(json.headers().firstValue("ETag"))
                .isNotEqualTo(arrow.headers().firstValue("ETag"));
        assertThat(json.headers().firstValue("Vary").orElseThrow()).contains("Accept", "Authorization");
        assertThat(ALICE.read("text/csv", SCHEMA).statusCode()).isEqualTo(406);
    }

    @Test
    void descriptionHoldsTheBatchesOfTheCallerAndNoOthers() throws Exception {
        JsonNode document = json(ALICE, "/openapi.json");
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.path("paths").has("/v1/sales_analytics/orders")).isTrue();
        assertThat(document.path("paths").has("/sql")).isTrue();
        assertThat(document.toString()).doesNotContain("tpch");
        assertThat(document.at(
                                "/components/schemas/Filter.sales_analytics.orders/properties/customer/properties/some/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Filter.sales_analytics.customers");
    }

    /** The page has a table of them, so that neither forgets a route. */
    @Test
    void descriptionHoldsTheRoutesThatTheManualHasAndTheirMethods() throws Exception {
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path :
                json(HttpUser.NOBODY, "/openapi.json").path("paths").properties()) {
            List<String> methods = METHODS.stream()
                    .filter(method -> path.getValue().has(method.toLowerCase(Locale.ROOT)))
                    .toList();
            HttpResponse<String> options = HttpUser.NOBODY.ask("OPTIONS", address(path.getKey()));
            assertThat(options.headers().firstValue("Allow").orElseThrow().split(", "))
                    .as(path.getKey())
                    .filteredOn(method -> !method.equals("HEAD"))
                    .containsExactlyElementsOf(methods);
            methods.forEach(method -> described.add(method + " " + path.getKey()));
        }
        assertThat(described).isEqualTo(inTheManual());
    }

    private static String address(String path) {
        return path.replaceAll("[{]\\w+}", "any");
    }

    private static Set<String> inTheManual() throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/http.md"));
        String table = page.substring(page.indexOf("\n## Routes\n"), page.indexOf("\n## Statements\n"));
        return Pattern.compile("`((?:GET|POST) /[^`]*)`")
                .matcher(table)
                .results()
                .map(route -> route.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A validator that others use of documents like ours. */
    @Test
    void descriptionIsValid(@TempDir Path directory) throws Exception {
        assumeTrue(PythonEnvironment.isExpected());
        Path document = directory.resolve("openapi.json");
        Files.writeString(document, ADMIN.read(ANYTHING, "/openapi.json").body(), StandardCharsets.UTF_8);
        PythonEnvironment environment = PythonEnvironment.of("openapi-venv", "openapi-requirements.txt");
        PythonEnvironment.Outcome outcome = PythonEnvironment.run(
                List.of(environment.python(), "-m", "openapi_spec_validator", "--schema", "3.1", document.toString()));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        Files.writeString(document, "{\"openapi\": \"3.1.0\", \"info\": {}, \"paths\": {}}");
        assertThat(PythonEnvironment.run(
                                List.of(environment.python(), "-m", "openapi_spec_validator", document.toString()))
                        .status())
                .isNotZero();
    }

    @Test
    void pageIsReadWithoutScriptsAndAsksForAPasswordWhenItsReaderWants() throws Exception {
        HttpResponse<String> page = HttpUser.NOBODY.read("text/html", "/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(page.body())
                .contains("/docs?login")
                .doesNotContain("<script", "sales_analytics", "http://", "https://");
        assertThat(HttpUser.NOBODY.read("text/html", "/docs?login").statusCode())
                .isEqualTo(401);
        assertThat(ALICE.read("text/html", "/docs?login").body())
                .contains("/v1/sales_analytics/orders")
                .doesNotContain("Log in", "tpch");
    }
}

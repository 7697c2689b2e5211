package io.colonnade.it.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.language.AstPrinter;
import io.colonnade.it.server.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /graphql}. It takes what is a selection of one batch, under the names that GraphQL's page tells of, and the cases
 * that say how they are asked: filters, relations, groups. Rows below rows are those of a left join. For one thread.
 */
final class GraphQlDoor implements PolicyDoor {
    /** How rows are asked for. */
    enum Way {
        /** All at once, as objects. */
        LIST,
        /** In small pages, each from the cursor of the one before. */
        PAGES,
        /** As a table. */
        TABLE
    }

    private static final int PAGE = 4;
    private static final String ROWS = "rows";
    private static final String ARROW = "application/vnd.apache.arrow.stream";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("(?<!^)_([a-z])");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String server;
    private final Way way;
    private final Map<Person, Optional<String>> tokens = new EnumMap<>(Person.class);

    GraphQlDoor(RunningServer server, Way way) {
        this.server = "http://" + RunningServer.HOST + ":" + server.httpPort();
        this.way = way;
    }

    @Override
    public boolean takes(Person person, Question question) {
        return way == Way.LIST && question.graphQl() != null
                || BatchSelection.of(question)
                        .filter(asked -> way != Way.PAGES || asked.offset() == null)
                        .isPresent();
    }

    @Override
    public Answer ask(Person person, Question question) throws Exception {
        if (way == Way.LIST && question.graphQl() != null) {
            return read(person, question.graphQl(), variables(question.parameters()));
        }
        BatchSelection asked = BatchSelection.of(question).orElseThrow();
        List<String> columns = columns(person, asked);
        // Of what is not there nobody knows the columns.
        String fields = columns.isEmpty() ? "{ __typename }" : "{ " + String.join(" ", columns) + " }";
        String document = "{ " + ROWS + ": " + list(asked) + " " + fields + " }";
        return switch (way) {
            case LIST -> read(person, document, JSON.createObjectNode());
            case PAGES -> pages(person, asked, fields);
            case TABLE -> table(person, document, columns);
        };
    }

    /** Behind what is asked for there are the columns of the key. */
    private Answer table(Person person, String document, List<String> columns) throws Exception {
        HttpResponse<byte[]> answer = send(operation(person, document, JSON.createObjectNode(), ARROW));
        if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
            return refused(JSON.readTree(answer.body()));
        }
        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(answer.body()), allocator)) {
            Answer.Rows all = ArrowAnswers.of(reader);
            List<Field> fields = reader.getVectorSchemaRoot().getSchema().getFields();
            List<String> names = fields.stream().map(Field::getName).toList();
            List<Integer> places = columns.stream().map(names::indexOf).toList();
            return new Answer.Rows(
                    places.stream().map(all.kinds()::get).toList(),
                    all.values().stream()
                            .map(row -> places.stream().map(row::get).toList())
                            .toList());
        }
    }

    private static ObjectNode variables(List<Object> parameters) {
        ObjectNode variables = JSON.createObjectNode();
        for (int i = 0; i < parameters.size(); i++) {
            variables.set("p" + (i + 1), JSON.valueToTree(parameters.get(i)));
        }
        return variables;
    }

    private Answer read(Person person, String document, ObjectNode variables) throws Exception {
        JsonNode answer = answer(person, document, variables);
        return answer.has("data")
                ? new Answer.Rows(List.of(), NestedRows.of(document, answer.path("data")))
                : refused(answer);
    }

    /** Reads page behind page until there is none, or as many rows as were asked for. */
    private Answer pages(Person person, BatchSelection asked, String fields) throws Exception {
        List<List<@Nullable String>> rows = new ArrayList<>();
        int wanted = asked.limit() == null ? Integer.MAX_VALUE : asked.limit();
        String cursor = "null";
        while (true) {
            String page = "first: " + Math.min(PAGE, wanted - rows.size()) + ", after: " + cursor + where(asked);
            String connection = "{ " + ROWS + ": " + field(asked) + "Connection(" + page + orderBy(", ", asked) + ")"
                    + " { edges { node " + fields + " }";
            JsonNode answer =
                    answer(person, connection + " pageInfo { hasNextPage endCursor } } }", JSON.createObjectNode());
            if (!answer.has("data")) {
                return refused(answer);
            }
            rows.addAll(NestedRows.of(connection + " } }", answer.path("data")));
            JsonNode place = answer.at("/data/" + ROWS + "/pageInfo");
            if (rows.size() >= wanted || !place.path("hasNextPage").booleanValue()) {
                return new Answer.Rows(List.of(), rows);
            }
            cursor = place.path("endCursor").toString();
        }
    }

    /** Commas that are too many are none to GraphQL. */
    private static String list(BatchSelection asked) {
        String limit = asked.limit() == null ? "" : "limit: " + asked.limit();
        String offset = asked.offset() == null ? "" : ", offset: " + asked.offset();
        String arguments = limit + offset + where(asked) + orderBy(", ", asked);
        return field(asked) + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    }

    private static String where(BatchSelection asked) {
        return asked.where() == null ? "" : ", where: " + AstPrinter.printAstCompact(asked.where());
    }

    private static String orderBy(String before, BatchSelection asked) {
        return asked.order().isEmpty()
                ? ""
                : before + "orderBy: ["
                        + asked.order().stream().map(GraphQlDoor::place).collect(Collectors.joining(", ")) + "]";
    }

    private static String place(BatchSelection.Place place) {
        String direction = place.words().startsWith("desc") ? "" : place.words().startsWith("asc") ? "" : "asc ";
        String words = (direction + place.words()).strip().replace(' ', '_').toUpperCase(Locale.ROOT);
        return "{" + camel(place.column()) + ": " + words + "}";
    }

    private static String field(BatchSelection asked) {
        String batch = camel(asked.batch());
        return camel(asked.projection().replace("@", "V"))
                + batch.substring(0, 1).toUpperCase(Locale.ROOT)
                + batch.substring(1);
    }

    private static String camel(String name) {
        return WORD.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    private List<String> columns(Person person, BatchSelection asked) throws Exception {
        List<String> columns = asked.columns().isEmpty() ? known(person, asked) : asked.columns();
        return columns.stream().map(GraphQlDoor::camel).toList();
    }

    private List<String> known(Person person, BatchSelection asked) throws Exception {
        String path = "/v1/" + URLEncoder.encode(asked.projection(), StandardCharsets.UTF_8) + "/" + asked.batch();
        HttpRequest.Builder request = request(person, path + "/schema").header("Accept", "application/json");
        return JSON.readTree(send(request).body()).path("columns").findValuesAsText("name");
    }

    private JsonNode answer(Person person, String document, ObjectNode variables) throws Exception {
        return JSON.readTree(send(operation(person, document, variables, "application/graphql-response+json"))
                .body());
    }

    private HttpRequest.Builder operation(Person person, String document, ObjectNode variables, String accept) {
        ObjectNode body = JSON.createObjectNode().put("query", document);
        body.set("variables", variables);
        return request(person, "/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(Person person, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(60));
        tokens.computeIfAbsent(person, Person::token)
                .ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** What the limits refuse is a problem; all else are errors of GraphQL. */
    private static Answer.Refused refused(JsonNode answer) {
        JsonNode error = answer.at("/errors/0");
        String message = answer.has("errors")
                ? String.join("\n", answer.path("errors").findValuesAsText("message"))
                : answer.path("detail").asText();
        return new Answer.Refused(error.at("/extensions/sqlstate").asText(null), message);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "GraphQL " + way.name().toLowerCase(Locale.ROOT);
    }
}

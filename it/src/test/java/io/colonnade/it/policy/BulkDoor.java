package io.colonnade.it.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code GET /v1/…}, in each of its formats. It takes what can be said so: columns of one batch, perhaps in an order, perhaps
 * the first rows of it, perhaps those for which a filter holds. For one thread.
 */
final class BulkDoor implements PolicyDoor {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String server;
    private final WrittenFormat format;
    private final Map<Person, Optional<String>> tokens = new EnumMap<>(Person.class);

    BulkDoor(RunningServer server, WrittenFormat format) {
        this.server = "http://" + RunningServer.HOST + ":" + server.httpPort() + "/v1/";
        this.format = format;
    }

    @Override
    public Set<Person> askers() {
        return format.askers();
    }

    @Override
    public boolean takes(Person person, Question question) {
        return BatchSelection.of(question).isPresent();
    }

    @Override
    public Answer ask(Person person, Question question) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        address(BatchSelection.of(question).orElseThrow()))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", format.mediaType());
        tokens.computeIfAbsent(person, Person::token)
                .ifPresent(token -> request.header("Authorization", "Bearer " + token));
        HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        return answer.statusCode() == 200 ? format.rows(answer.body()) : refused(answer.body());
    }

    private URI address(BatchSelection asked) {
        List<String> parameters = new ArrayList<>();
        if (!asked.columns().isEmpty()) {
            parameters.add("select=" + written(String.join(",", asked.columns())));
        }
        if (!asked.order().isEmpty()) {
            parameters.add("order="
                    + written(asked.order().stream().map(BulkDoor::place).collect(Collectors.joining(","))));
        }
        if (asked.limit() != null) {
            parameters.add("limit=" + asked.limit());
        }
        if (asked.offset() != null) {
            parameters.add("offset=" + asked.offset());
        }
        if (asked.where() != null) {
            parameters.add("where=" + written(FlatDocument.json(asked.where()).toString()));
        }
        return URI.create(server + written(asked.projection()) + "/" + written(asked.batch())
                + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters)));
    }

    private static String place(BatchSelection.Place place) {
        String words = place.words().replace("nulls ", "nulls").replace(' ', '.');
        return words.isEmpty() ? place.column() : place.column() + "." + words;
    }

    private static String written(String names) {
        return URLEncoder.encode(names, StandardCharsets.UTF_8);
    }

    private static Answer.Refused refused(byte[] body) throws IOException {
        String detail = new ObjectMapper().readTree(body).path("detail").asText();
        return new Answer.Refused(null, detail);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "bulk reads as " + format;
    }
}

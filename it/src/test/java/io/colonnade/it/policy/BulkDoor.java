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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code GET /v1/…}, in each of its formats. It takes what can be said so: columns of one batch, perhaps in an order, perhaps
 * the first rows of it. For one thread.
 */
final class BulkDoor implements PolicyDoor {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String NAME = "(?:[a-z_]\\w*|\"[\\w@]+\")";
    private static final String PLACE = NAME + "(?: (?:asc|desc))?(?: nulls (?:first|last))?";
    private static final Pattern SELECTION = Pattern.compile("select (\\*|" + NAME + "(?:, " + NAME + ")*)"
            + " from (" + NAME + ")\\.(" + NAME + ")"
            + "(?: order by (" + PLACE + "(?:, " + PLACE + ")*)(?: limit (\\d+))?)?;?");

    private final String server;
    private final WrittenFormat format;
    private final Map<Person, Optional<String>> tokens = new EnumMap<>(Person.class);

    BulkDoor(RunningServer server, WrittenFormat format) {
        this.server = "http://" + RunningServer.HOST + ":" + server.httpPort() + "/v1/";
        this.format = format;
    }

    @Override
    public boolean takes(Person person, Question question) {
        return question.parameters().isEmpty()
                && SELECTION.matcher(question.sql()).matches();
    }

    @Override
    public Answer ask(Person person, Question question) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(question))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", format.mediaType());
        tokens.computeIfAbsent(person, Person::token)
                .ifPresent(token -> request.header("Authorization", "Bearer " + token));
        HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        return answer.statusCode() == 200 ? format.rows(answer.body()) : refused(answer.body());
    }

    private URI address(Question question) {
        Matcher said = SELECTION.matcher(question.sql());
        if (!said.matches()) {
            throw new IllegalArgumentException("not taken: " + question);
        }
        StringBuilder address = new StringBuilder(server)
                .append(written(said.group(2)))
                .append('/')
                .append(written(said.group(3)))
                .append('?');
        if (!said.group(1).equals("*")) {
            address.append("&select=").append(written(said.group(1).replace(", ", ",")));
        }
        if (said.group(4) != null) {
            address.append("&order=").append(written(order(said.group(4))));
        }
        if (said.group(5) != null) {
            address.append("&limit=").append(said.group(5));
        }
        return URI.create(address.toString().replaceFirst("\\?&?", "?").replaceFirst("\\?$", ""));
    }

    private static String order(String places) {
        return Arrays.stream(places.split(", "))
                .map(place -> place.replaceFirst(" nulls ", ".nulls").replace(' ', '.'))
                .collect(Collectors.joining(","));
    }

    private static String written(String names) {
        return URLEncoder.encode(names.replace("\"", ""), StandardCharsets.UTF_8);
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

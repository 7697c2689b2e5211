package io.colonnade.it.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST /sql}, in each of its formats. For one thread. */
final class HttpDoor implements PolicyDoor {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String NAMES_OF_THEIR_OWN = "give each a name of its own";

    private final URI address;
    private final WrittenFormat format;
    private final Map<Person, Optional<String>> tokens = new EnumMap<>(Person.class);

    HttpDoor(RunningServer server, WrittenFormat format) {
        this.address = URI.create("http://" + RunningServer.HOST + ":" + server.httpPort() + "/sql");
        this.format = format;
    }

    @Override
    public Set<Person> askers() {
        return format.askers();
    }

    @Override
    public boolean takes(Person person, Question question) {
        return question.parameters().isEmpty();
    }

    /** No Parquet file has two columns of one name: what answers with such is asked for as an Arrow file. */
    @Override
    public Answer ask(Person person, Question question) throws Exception {
        Answer answer = ask(person, question, format);
        return answer instanceof Answer.Refused refused && refused.message().endsWith(NAMES_OF_THEIR_OWN)
                ? ask(person, question, WrittenFormat.ARROW_FILE)
                : answer;
    }

    private Answer ask(Person person, Question question, WrittenFormat accepted) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header("Accept", accepted.mediaType())
                .POST(HttpRequest.BodyPublishers.ofString(question.sql()));
        tokens.computeIfAbsent(person, Person::token)
                .ifPresent(token -> request.header("Authorization", "Bearer " + token));
        HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        return answer.statusCode() == 200 ? accepted.rows(answer.body()) : refused(answer.body());
    }

    private static Answer.Refused refused(byte[] body) throws IOException {
        String detail = new ObjectMapper().readTree(body).path("detail").asText();
        return new Answer.Refused(null, detail);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "HTTP " + format;
    }
}

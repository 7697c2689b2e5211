package io.colonnade.it.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code COPY} of each question into a folder, whose files are read back. For one thread. */
final class ExportDoor implements PolicyDoor {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is no query cannot stand between COPY's parentheses. */
    private static final Pattern NO_QUERY = Pattern.compile("(?is)\\s*(explain|show)\\b.*|.*;\\s*");

    private final URI address;
    private final Path folder;
    private int exports;

    /**
     * Creates the door.
     *
     * @param folder a destination of the server
     */
    ExportDoor(RunningServer server, Path folder) {
        this.address = URI.create("http://" + RunningServer.HOST + ":" + server.httpPort() + "/sql");
        this.folder = folder;
    }

    /** Exports are made by somebody. */
    @Override
    public Set<Person> askers() {
        return EnumSet.of(Person.ADMIN, Person.ALICE, Person.BOB);
    }

    @Override
    public boolean takes(Person person, Question question) {
        return question.parameters().isEmpty()
                && !NO_QUERY.matcher(question.sql()).matches();
    }

    @Override
    public Answer ask(Person person, Question question) throws Exception {
        Path target = folder.resolve("export-" + exports++);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + person.token().orElseThrow())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "COPY (" + question.sql() + "\n) TO 'file:" + target + "' (FORMAT arrow)"))
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            if (Files.exists(target)) {
                throw new AssertionError("what was refused is there: " + question);
            }
            return new Answer.Refused(
                    null, JSON.readTree(answer.body()).path("detail").asText());
        }
        return published(target);
    }

    private static Answer published(Path target) throws Exception {
        JsonNode export = JSON.readTree(Files.readString(target.resolve("_colonnade.json")))
                .path("exports")
                .path(0);
        String file = export.path("files").path(0).path("name").asText();
        return WrittenFormat.ARROW_FILE.rows(Files.readAllBytes(target.resolve(file)));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> left = Files.walk(folder)) {
            left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    @Override
    public String toString() {
        return "COPY";
    }
}

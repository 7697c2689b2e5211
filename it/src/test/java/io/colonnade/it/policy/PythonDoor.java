package io.colonnade.it.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.it.client.PythonEnvironment;
import io.colonnade.it.server.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ADBC's driver in Python, in one process that reads questions as lines of JSON and writes answers so. For one thread. */
final class PythonDoor implements PolicyDoor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;
    private final Map<Person, Optional<String>> tokens = new EnumMap<>(Person.class);

    private PythonDoor(Process process) {
        this.process = process;
        this.questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts Python; empty where there is none, unless the environment says {@code CI=true}. */
    static Optional<PolicyDoor> to(RunningServer server) throws IOException, InterruptedException {
        if (!PythonEnvironment.isExpected()) {
            return Optional.empty();
        }
        String python = PythonEnvironment.of("venv", "requirements.txt").python();
        String script = PythonEnvironment.scripts().resolve("policy_client.py").toString();
        ProcessBuilder builder =
                new ProcessBuilder(python, script, server.grpcUrl()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        return Optional.of(new PythonDoor(builder.start()));
    }

    /** The driver says to the server what {@link FlightDoor} says. */
    @Override
    public Set<Person> askers() {
        return FEW;
    }

    @Override
    public Answer ask(Person person, Question question) throws IOException {
        ObjectNode line = JSON.createObjectNode().put("sql", question.sql());
        line.put("token", tokens.computeIfAbsent(person, Person::token).orElse(null));
        ArrayNode parameters = line.putArray("parameters");
        for (Object parameter : question.parameters()) {
            parameters.addObject().put(parameter.getClass().getSimpleName(), parameter.toString());
        }
        questions.write(JSON.writeValueAsString(line) + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("Python ended at " + question);
        }
        return read(JSON.readTree(answer));
    }

    private static Answer read(JsonNode answer) {
        if (answer.has("message")) {
            return new Answer.Refused(
                    answer.path("state").asText(null), answer.path("message").asText());
        }
        List<Kind> kinds = new ArrayList<>();
        answer.path("kinds").forEach(kind -> kinds.add(Kind.valueOf(kind.asText())));
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (JsonNode cells : answer.path("rows")) {
            List<@Nullable String> row = new ArrayList<>();
            cells.forEach(cell -> row.add(cell.isNull() ? null : cell.asText()));
            rows.add(row);
        }
        return new Answer.Rows(kinds, rows).as(kinds);
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "ADBC Python";
    }
}

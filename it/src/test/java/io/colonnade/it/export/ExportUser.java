package io.colonnade.it.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Somebody whose password is the name, and who sends commands over HTTP. Thread-safe. */
public record ExportUser(RunningServer server, String name) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Sends a command that is to succeed, and returns the rows that it answers. */
    JsonNode run(String sql) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(request(sql), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(sql + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Sends a command of which one row tells what has become of it. */
    JsonNode one(String sql) throws IOException, InterruptedException {
        return run(sql).path(0);
    }

    /** Sends a command, and returns its status and what it says. */
    public HttpResponse<String> ask(String sql) throws IOException, InterruptedException {
        return CLIENT.send(request(sql), BodyHandlers.ofString());
    }

    /** Waits until an export is as it should be, and returns how it stands then. */
    JsonNode await(String id, Predicate<String> state) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (JsonNode export : run("SHOW EXPORTS")) {
                if (export.path("export").asText().equals(id)
                        && state.test(export.path("state").asText())) {
                    return export;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new AssertionError("export " + id + " is never as it should be: " + run("SHOW EXPORTS"));
    }

    /** Asks for rows in a form of the client's choice, which is what a statement, a path of {@code /v1} or a document of GraphQL gives. */
    HttpResponse<byte[]> ask(Road road, String accept, String question) throws IOException, InterruptedException {
        return CLIENT.send(
                switch (road) {
                    case SQL ->
                        request("/sql", accept)
                                .POST(BodyPublishers.ofString(question))
                                .build();
                    case BULK -> request("/v1/" + question, accept).GET().build();
                    case GRAPHQL ->
                        request("/graphql", accept)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(JSON.createObjectNode()
                                        .put("query", question)
                                        .toString()))
                                .build();
                },
                BodyHandlers.ofByteArray());
    }

    /** The ways of questions over HTTP. */
    enum Road {
        SQL,
        BULK,
        GRAPHQL
    }

    private HttpRequest request(String sql) {
        return request("/sql", "application/json")
                .POST(BodyPublishers.ofString(sql))
                .build();
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create("http://" + RunningServer.HOST + ":" + server.httpPort() + path))
                .header("Authorization", authorization())
                .header("Accept", accept);
    }

    /** Returns the header that says who it is. */
    String authorization() {
        byte[] pair = (name + ":" + name).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}

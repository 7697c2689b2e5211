package io.colonnade.it.limits;

import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** The HTTP door of a server, for a user whose password is the name. Thread-safe. */
record Web(int port, String user) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpResponse<String> query(String sql) throws IOException, InterruptedException {
        return CLIENT.send(statement(sql), BodyHandlers.ofString());
    }

    /** Asks for rows; the caller reads the answer, at its own pace, and closes it. */
    HttpResponse<InputStream> open(String sql) throws IOException, InterruptedException {
        return CLIENT.send(statement(sql), BodyHandlers.ofInputStream());
    }

    /** Asks for rows, and waits for nothing. */
    CompletableFuture<HttpResponse<String>> queryLater(String sql) {
        return CLIENT.sendAsync(statement(sql), BodyHandlers.ofString());
    }

    /** Asks who somebody is that shows a token. */
    static HttpResponse<String> bearing(int port, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = new Web(port, "").request("/whoami").header("Authorization", "Bearer " + token);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** Asks without credentials. */
    HttpResponse<String> anonymous(String sql) throws IOException, InterruptedException {
        return CLIENT.send(request("/sql").POST(BodyPublishers.ofString(sql)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    /** Reads rows of a batch. */
    HttpResponse<String> read(String path) throws IOException, InterruptedException {
        return CLIENT.send(known(path).build(), BodyHandlers.ofString());
    }

    /** Asks a query of GraphQL that has nothing in quotes. */
    HttpResponse<String> graphQl(String document) throws IOException, InterruptedException {
        BodyPublisher body = BodyPublishers.ofString("{\"query\": \"" + document + "\"}");
        HttpRequest.Builder request = known("/graphql").header("Content-Type", "application/json");
        return CLIENT.send(request.POST(body).build(), BodyHandlers.ofString());
    }

    private HttpRequest statement(String sql) {
        return known("/sql")
                .header("Accept", "text/csv")
                .POST(BodyPublishers.ofString(sql))
                .build();
    }

    private HttpRequest.Builder known(String path) {
        String pair = user + ":" + user;
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return request(path).header("Authorization", "Basic " + basic);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + RunningServer.HOST + ":" + port + path));
    }
}

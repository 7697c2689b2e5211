package io.colonnade.it.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Somebody with credentials, or none, in front of the shared server's HTTP door. Thread-safe. */
record HttpUser(String authorization) {
    static final HttpUser NOBODY = new HttpUser("");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static HttpUser withPassword(String name, String password) {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new HttpUser("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    static HttpUser withToken(String name, Set<String> roles, Map<String, Object> claims) {
        DevelopmentTokens tokens = new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC());
        return new HttpUser("Bearer " + tokens.mint(new Principal(name, roles, claims), Duration.ofHours(1)));
    }

    /** Asks for rows; the whole answer is read. */
    HttpResponse<String> query(String accept, String sql) throws IOException, InterruptedException {
        return CLIENT.send(statement(accept, sql), BodyHandlers.ofString());
    }

    /** Asks for rows; the caller reads the answer, at its own pace, and closes it. */
    HttpResponse<InputStream> open(String accept, String sql) throws IOException, InterruptedException {
        return CLIENT.send(statement(accept, sql), BodyHandlers.ofInputStream());
    }

    /** Asks for rows that are compressed on their way, and gets them as they are sent. */
    HttpResponse<InputStream> open(String accept, String coding, String sql) throws IOException, InterruptedException {
        HttpRequest plain = statement(accept, sql);
        return CLIENT.send(
                HttpRequest.newBuilder(plain, (name, value) -> true)
                        .header("Accept-Encoding", coding)
                        .build(),
                BodyHandlers.ofInputStream());
    }

    /** Asks for what is at a path; the whole answer is read. */
    HttpResponse<String> read(String accept, String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).header("Accept", accept).GET().build(), BodyHandlers.ofString());
    }

    /** Asks for what is at a path, if it is not what the client has. */
    HttpResponse<byte[]> readUnless(String tag, String accept, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                request(path)
                        .header("Accept", accept)
                        .header("If-None-Match", tag)
                        .GET()
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** Asks for anything else. */
    HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends anything: headers are names and values in turn. */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** Asks a query of GraphQL; the whole answer is read. */
    HttpResponse<String> graphQl(String document) throws IOException, InterruptedException {
        return CLIENT.send(document("application/graphql-response+json", document), BodyHandlers.ofString());
    }

    /** Asks a query of GraphQL; the caller reads the answer, at its own pace, and closes it. */
    HttpResponse<InputStream> openGraphQl(String document) throws IOException, InterruptedException {
        return openGraphQl("application/graphql-response+json", document);
    }

    /** Asks a query of GraphQL in any form; the caller reads the answer, at its own pace, and closes it. */
    HttpResponse<InputStream> openGraphQl(String accept, String document) throws IOException, InterruptedException {
        return CLIENT.send(document(accept, document), BodyHandlers.ofInputStream());
    }

    private HttpRequest document(String accept, String document) {
        String body =
                JsonNodeFactory.instance.objectNode().put("query", document).toString();
        return request("/graphql")
                .header("Accept", accept)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest statement(String accept, String sql) {
        return request("/sql")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + RunningServer.HOST + ":"
                        + RunningServer.shared().httpPort() + path))
                .timeout(Duration.ofSeconds(60));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }
}

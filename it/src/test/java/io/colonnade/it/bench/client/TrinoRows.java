package io.colonnade.it.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Trino's client protocol: a statement is posted, and its pages of rows are fetched one after the other as JSON. */
final class TrinoRows implements Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Settings settings;

    TrinoRows(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Reading read(String sql, long pauseMillis) throws IOException, InterruptedException {
        long rows = 0;
        long first = 0;
        JsonNode page = send(request("http://" + settings.host() + ":" + settings.port() + "/v1/statement")
                .POST(BodyPublishers.ofString(sql)));
        while (true) {
            int more = page.path("data").size();
            first = first == 0 && more > 0 ? System.nanoTime() : first;
            rows += more;
            if (!page.hasNonNull("nextUri")) {
                return new Reading(rows, first);
            }
            page = send(request(page.get("nextUri").textValue()).GET());
        }
    }

    private HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).header("X-Trino-User", settings.user());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        JsonNode page = JSON.readTree(
                http.send(request.build(), BodyHandlers.ofInputStream()).body());
        if (page.hasNonNull("error")) {
            throw new IOException(
                    "Trino says: " + page.get("error").path("message").asText());
        }
        return page;
    }

    @Override
    public void close() {
        // The JDK's client ends with its process.
    }
}

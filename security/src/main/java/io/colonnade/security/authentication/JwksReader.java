package io.colonnade.security.authentication;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Reads the text of a key set from where it is kept. */
@FunctionalInterface
interface JwksReader {
    int LARGEST_BYTES = 1024 * 1024;
    Duration TIMEOUT = Duration.ofSeconds(5);

    String read() throws IOException, InterruptedException;

    static JwksReader ofFile(Path file) {
        return () -> {
            try (InputStream in = Files.newInputStream(file)) {
                return text(in);
            }
        };
    }

    /** Reads from an address; follows no redirect, so that the keys come from where the operator said and nowhere else. */
    static JwksReader ofUrl(URI url) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        return () -> {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("HTTP status " + response.statusCode());
                }
                return text(in);
            }
        };
    }

    private static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
        if (bytes.length > LARGEST_BYTES) {
            throw new IOException("more than " + LARGEST_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

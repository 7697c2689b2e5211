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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads the text of a key set from where it is kept. */
@FunctionalInterface
interface JwksReader {
    int LARGEST_BYTES = 1024 * 1024;
    Duration TIMEOUT = Duration.ofSeconds(5);

    String read() throws IOException, InterruptedException;

    static JwksReader ofFile(Path file) {
        return () -> {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
                if (bytes.length > LARGEST_BYTES) {
                    throw new IOException("more than " + LARGEST_BYTES + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }

    /** Reads from an address; follows no redirect, so that the keys come from where the operator said and nowhere else. */
    static JwksReader ofUrl(URI url) {
        return ofUrl(url, TIMEOUT);
    }

    /** Reads from an address, in no more time than this from the first byte asked to the last one read. */
    static JwksReader ofUrl(URI url, Duration timeout) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        return () -> {
            CompletableFuture<HttpResponse<String>> answer =
                    client.sendAsync(request, info -> new LimitedBody(LARGEST_BYTES));
            try {
                HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
                if (response.statusCode() != 200) {
                    throw new IOException("HTTP status " + response.statusCode());
                }
                return response.body();
            } catch (ExecutionException e) {
                throw new IOException(String.valueOf(e.getCause()), e);
            } catch (TimeoutException e) {
                throw new IOException("no whole answer within " + timeout.toMillis() + " ms", e);
            } finally {
                answer.cancel(true);
            }
        };
    }
}

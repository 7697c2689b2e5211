package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a key set over HTTP. It follows no redirect, so that the keys come from where the operator said and nowhere else.
 * Authorities of a file are looked at before each reading, and replace those of the Java runtime. For one thread at a time.
 */
final class JwksAddress implements JwksReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final byte[] NONE = {};

    private final HttpRequest request;
    private final Duration timeout;
    private final @Nullable Path authorities;
    private byte[] trusted;
    private HttpClient client;

    private JwksAddress(URI url, @Nullable Path authorities, Duration timeout)
            throws IOException, GeneralSecurityException {
        this.timeout = timeout;
        this.authorities = authorities;
        this.trusted = authorities == null ? NONE : Files.readAllBytes(authorities);
        this.client = client(trusted);
        this.request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
    }

    /**
     * Creates a reader of an issuer's address.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION if its authorities cannot be read
     */
    static JwksAddress of(JwtIssuer.JwksUrl address) {
        return of(address, TIMEOUT);
    }

    /** Creates a reader that takes no more time than this from the first byte asked to the last one read. */
    static JwksAddress of(JwtIssuer.JwksUrl address, Duration timeout) {
        try {
            return new JwksAddress(address.url(), address.authoritiesOrNull(), timeout);
        } catch (IOException | GeneralSecurityException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Cannot read the authorities of the JWKS address " + address.url() + ": "
                            + address.authoritiesOrNull() + " holds no certificate in PEM that can be read");
        }
    }

    @Override
    public String read() throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                current().sendAsync(request, info -> new LimitedBody(LARGEST_BYTES));
        try {
            HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("HTTP status " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() + hint(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + timeout.toMillis() + " ms", e);
        } finally {
            answer.cancel(true);
        }
    }

    private String hint(@Nullable Throwable cause) {
        return cause instanceof SSLException && authorities == null
                ? "; if an authority of your own signed its certificate, name that by jwks_ca"
                : "";
    }

    private HttpClient current() throws IOException {
        byte[] pem = authorities == null ? NONE : Files.readAllBytes(authorities);
        if (!Arrays.equals(pem, trusted)) {
            try {
                client = client(pem);
                trusted = pem;
            } catch (GeneralSecurityException e) {
                throw new IOException(authorities + " holds no certificate in PEM that can be read", e);
            }
        }
        return client;
    }

    private HttpClient client(byte[] pem) throws GeneralSecurityException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER);
        if (authorities != null) {
            builder.sslContext(TrustedAuthorities.context(pem));
        }
        return builder.build();
    }
}

package io.colonnade.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP door.
 *
 * @param host the address to listen on
 * @param port the port; 0 lets the system choose one
 * @param tlsOrNull the certificates; null is plain text
 * @param metrics who may read what the server counts
 * @param cors whose pages may read answers
 */
public record HttpSettings(String host, int port, @Nullable TlsSettings tlsOrNull, Metrics metrics, Cors cors) {
    /**
     * Who may read what the server counts.
     *
     * @param from where anybody may: {@code loopback}, {@code anywhere} or {@code nowhere}
     * @param roles whoever has one of them may from anywhere
     */
    public record Metrics(String from, Set<String> roles) {
        /** What holds where nothing is configured. */
        public static final Metrics USUAL = new Metrics("loopback", Set.of());
    }

    /**
     * Whose pages browsers let read answers.
     *
     * @param origins theirs; {@code *} alone is everybody's
     * @param maxAge how long browsers remember that
     */
    public record Cors(List<String> origins, Duration maxAge) {
        /** What holds where nothing is configured. */
        public static final Cors NOBODY = new Cors(List.of(), Duration.ofMinutes(10));
    }

    /** Creates a door that treats browsers and those who measure as usual. */
    public HttpSettings(String host, int port, @Nullable TlsSettings tlsOrNull) {
        this(host, port, tlsOrNull, Metrics.USUAL, Cors.NOBODY);
    }

    /** Creates a door without encryption. */
    public HttpSettings(String host, int port) {
        this(host, port, null);
    }

    static HttpSettings of(Values values) {
        return new HttpSettings(
                values.text("host"),
                values.number("port"),
                TlsSettings.of(values.under("tls")).orElse(null),
                new Metrics(values.text("metrics.from"), Set.copyOf(values.words("metrics.roles"))),
                new Cors(values.words("cors.origins"), values.duration("cors.max_age")));
    }

    /** Returns the certificates; empty is plain text. */
    public Optional<TlsSettings> tls() {
        return Optional.ofNullable(tlsOrNull);
    }
}

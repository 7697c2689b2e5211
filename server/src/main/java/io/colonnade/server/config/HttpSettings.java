package io.colonnade.server.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP door.
 *
 * @param host the address to listen on
 * @param port the port; 0 lets the system choose one
 * @param tlsOrNull the certificates; null is plain text
 */
public record HttpSettings(String host, int port, @Nullable TlsSettings tlsOrNull) {
    /** Creates a door without encryption. */
    public HttpSettings(String host, int port) {
        this(host, port, null);
    }

    static HttpSettings of(Values values) {
        return new HttpSettings(
                values.text("host"),
                values.number("port"),
                TlsSettings.of(values.under("tls")).orElse(null));
    }

    /** Returns the certificates; empty is plain text. */
    public Optional<TlsSettings> tls() {
        return Optional.ofNullable(tlsOrNull);
    }
}

package io.colonnade.server.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Flight SQL door.
 *
 * @param host the address to listen on
 * @param port the port; 0 lets the system choose one
 * @param tlsOrNull the certificates; null is plain text
 */
public record FlightSettings(
        String host, int port, @Nullable TlsSettings tlsOrNull) {
    static FlightSettings of(Values values) {
        return new FlightSettings(
                values.text("host"),
                values.number("port"),
                TlsSettings.of(values.under("tls")).orElse(null));
    }

    /** Returns the certificates; empty is plain text. */
    public Optional<TlsSettings> tls() {
        return Optional.ofNullable(tlsOrNull);
    }
}

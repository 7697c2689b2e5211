package io.colonnade.server.config;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The doors of a server.
 *
 * @param flight the Flight SQL door
 * @param http the HTTP door
 * @param ticketKey the secret that tickets, handles and session tokens are sealed with
 * @param previousTicketKeyOrNull the secret that they were sealed with before; null is none
 * @param shutdownGrace the time that running streams have to finish when the server is told to stop
 */
public record ServerSettings(
        FlightSettings flight,
        HttpSettings http,
        Secret ticketKey,
        @Nullable Secret previousTicketKeyOrNull,
        Duration shutdownGrace) {
    static ServerSettings of(Values values) {
        return new ServerSettings(
                FlightSettings.of(values.under("flight")),
                HttpSettings.of(values.under("http")),
                values.secret("keys.tickets"),
                values.optionalSecret("keys.previous").orElse(null),
                values.duration("shutdown_grace"));
    }

    /** Returns the secret that tickets, handles and session tokens were sealed with before. */
    public Optional<Secret> previousTicketKey() {
        return Optional.ofNullable(previousTicketKeyOrNull);
    }
}

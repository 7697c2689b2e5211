package io.colonnade.server.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The doors of a server.
 *
 * @param flight the Flight SQL door
 * @param http the HTTP door
 * @param ticketKey the secret that tickets, handles and session tokens are sealed with
 * @param previousTicketKeyOrNull the secret that they were sealed with before; null is none
 */
public record ServerSettings(
        FlightSettings flight,
        HttpSettings http,
        Secret ticketKey,
        @Nullable Secret previousTicketKeyOrNull) {
    /** Creates the settings of a server whose key was never changed. */
    public ServerSettings(FlightSettings flight, HttpSettings http, Secret ticketKey) {
        this(flight, http, ticketKey, null);
    }

    static ServerSettings of(Values values) {
        return new ServerSettings(
                FlightSettings.of(values.under("flight")),
                HttpSettings.of(values.under("http")),
                values.secret("keys.tickets"),
                values.optionalSecret("keys.previous").orElse(null));
    }

    /** Returns the secret that tickets, handles and session tokens were sealed with before. */
    public Optional<Secret> previousTicketKey() {
        return Optional.ofNullable(previousTicketKeyOrNull);
    }
}

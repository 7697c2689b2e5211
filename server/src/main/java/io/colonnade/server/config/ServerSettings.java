package io.colonnade.server.config;

/**
 * The doors of a server.
 *
 * @param flight the Flight SQL door
 * @param http the HTTP door
 * @param ticketKey the secret that tickets, handles and session tokens are sealed with
 */
public record ServerSettings(FlightSettings flight, HttpSettings http, Secret ticketKey) {
    static ServerSettings of(Values values) {
        return new ServerSettings(
                FlightSettings.of(values.under("flight")),
                HttpSettings.of(values.under("http")),
                values.secret("keys.tickets"));
    }
}

package io.colonnade.server.config;

/**
 * The HTTP door.
 *
 * @param host the address to listen on
 * @param port the port; 0 lets the system choose one
 */
public record HttpSettings(String host, int port) {
    static HttpSettings of(Values values) {
        return new HttpSettings(values.text("host"), values.number("port"));
    }
}

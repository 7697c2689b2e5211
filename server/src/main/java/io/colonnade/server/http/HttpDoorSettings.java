package io.colonnade.server.http;

import io.colonnade.server.tls.DoorCertificates;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the HTTP door behaves. Immutable; made from the configuration by the server's wiring.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param tls the door's identity; null serves without encryption
 * @param queryTimeout how long a query may take
 * @param metricsReaders who may read what the server counts
 * @param origins whose pages browsers let read answers; {@code *} alone is everybody's
 * @param originsKnown how long browsers remember that
 */
public record HttpDoorSettings(
        String host,
        int port,
        @Nullable DoorCertificates tls,
        Duration queryTimeout,
        MetricsReaders metricsReaders,
        List<String> origins,
        Duration originsKnown) {
    public HttpDoorSettings {
        origins = List.copyOf(origins);
    }
}

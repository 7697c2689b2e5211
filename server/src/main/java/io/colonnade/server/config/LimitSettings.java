package io.colonnade.server.config;

import java.time.Duration;

/**
 * What one deployment bears.
 *
 * @param queryTimeout the time after which a query is stopped
 * @param streamsPerPrincipal streams that one principal may have open
 * @param bytesInFlight memory for batches on their way to clients
 */
public record LimitSettings(Duration queryTimeout, int streamsPerPrincipal, long bytesInFlight) {
    static LimitSettings of(Values values) {
        return new LimitSettings(
                values.duration("query_timeout"),
                values.number("streams_per_principal"),
                values.size("bytes_in_flight"));
    }
}

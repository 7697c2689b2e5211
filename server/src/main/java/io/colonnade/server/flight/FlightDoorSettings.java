package io.colonnade.server.flight;

import io.colonnade.server.tls.DoorCertificates;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the Flight SQL door behaves. Immutable; made from the configuration by the server's wiring.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param tls the server's certificate; null serves without encryption
 * @param version the server's version, which clients may ask for
 * @param queryTimeout how long a query may take, from its first to its last row
 * @param ticketLifetime how long a planned query may wait to be fetched
 * @param handleLifetime how long a prepared statement may be used
 * @param transactionIdle how long a transaction may go unused
 * @param sessionIdle how long session options are kept unused
 * @param transactionsPerPrincipal how many transactions a caller may have open at a time
 */
public record FlightDoorSettings(
        String host,
        int port,
        @Nullable DoorCertificates tls,
        String version,
        Duration queryTimeout,
        Duration ticketLifetime,
        Duration handleLifetime,
        Duration transactionIdle,
        Duration sessionIdle,
        int transactionsPerPrincipal) {
    /** Returns the settings of a server that is told only where to listen. */
    public static FlightDoorSettings listeningOn(String host, int port) {
        return new FlightDoorSettings(
                host,
                port,
                null,
                "unknown",
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                16);
    }

    /** Returns the same settings with a certificate. */
    public FlightDoorSettings with(DoorCertificates certificate) {
        return new FlightDoorSettings(
                host,
                port,
                certificate,
                version,
                queryTimeout,
                ticketLifetime,
                handleLifetime,
                transactionIdle,
                sessionIdle,
                transactionsPerPrincipal);
    }

    /** Returns the same settings with another time for queries. */
    public FlightDoorSettings limitedTo(Duration timeout) {
        return new FlightDoorSettings(
                host,
                port,
                tls,
                version,
                timeout,
                ticketLifetime,
                handleLifetime,
                transactionIdle,
                sessionIdle,
                transactionsPerPrincipal);
    }

    /** Returns the same settings with the server's version. */
    public FlightDoorSettings ofVersion(String name) {
        return new FlightDoorSettings(
                host,
                port,
                tls,
                name,
                queryTimeout,
                ticketLifetime,
                handleLifetime,
                transactionIdle,
                sessionIdle,
                transactionsPerPrincipal);
    }
}

package io.colonnade.server.admission;

import java.time.Duration;

/**
 * How much work a server takes on. Immutable; made from the configuration by the server's wiring.
 *
 * @param queries queries that run at a time
 * @param queriesPerParty how many of them may be one party's
 * @param queueLength how many more may wait for their turn
 * @param queueWait how long each of these waits at the most
 * @param streamsPerParty streams that one party may have open, those that wait included
 * @param requestsPerSecond requests of one party in a second; as many may come at once
 * @param bytesInFlight memory for batches on their way, in all
 * @param bytesInFlightPerParty memory for one party's batches on their way
 * @param longestSql the length of a statement in characters
 */
public record AdmissionLimits(
        int queries,
        int queriesPerParty,
        int queueLength,
        Duration queueWait,
        int streamsPerParty,
        int requestsPerSecond,
        long bytesInFlight,
        long bytesInFlightPerParty,
        int longestSql) {
    /** Returns the limits of a server that is told none. */
    public static AdmissionLimits standard() {
        return new AdmissionLimits(16, 12, 256, Duration.ofSeconds(30), 32, 500, 256L << 20, 128L << 20, 256 * 1024);
    }

    /** Returns the same limits with other streams. */
    public AdmissionLimits withStreamsPerParty(int streams) {
        return new AdmissionLimits(
                queries,
                queriesPerParty,
                queueLength,
                queueWait,
                streams,
                requestsPerSecond,
                bytesInFlight,
                bytesInFlightPerParty,
                longestSql);
    }

    /** Returns the same limits with another number of queries, all of which one party may have. */
    public AdmissionLimits withQueries(int most) {
        return new AdmissionLimits(
                most,
                most,
                queueLength,
                queueWait,
                streamsPerParty,
                requestsPerSecond,
                bytesInFlight,
                bytesInFlightPerParty,
                longestSql);
    }

    /** Returns the same limits with another queue. */
    public AdmissionLimits withQueue(int length, Duration wait) {
        return new AdmissionLimits(
                queries,
                queriesPerParty,
                length,
                wait,
                streamsPerParty,
                requestsPerSecond,
                bytesInFlight,
                bytesInFlightPerParty,
                longestSql);
    }

    /** Returns the same limits with another rate. */
    public AdmissionLimits withRequestsPerSecond(int requests) {
        return new AdmissionLimits(
                queries,
                queriesPerParty,
                queueLength,
                queueWait,
                streamsPerParty,
                requests,
                bytesInFlight,
                bytesInFlightPerParty,
                longestSql);
    }

    /** Returns the same limits with other memory. */
    public AdmissionLimits withBytesInFlight(long inAll, long perParty) {
        return new AdmissionLimits(
                queries,
                queriesPerParty,
                queueLength,
                queueWait,
                streamsPerParty,
                requestsPerSecond,
                inAll,
                perParty,
                longestSql);
    }
}

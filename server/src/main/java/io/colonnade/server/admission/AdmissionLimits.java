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
 * @param stalledStream how long a stream waits for a client that takes nothing
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
        Duration stalledStream,
        long bytesInFlight,
        long bytesInFlightPerParty,
        int longestSql) {
    QueueLimits queue() {
        return new QueueLimits(queries, queriesPerParty, queueLength, queueWait);
    }
}

package io.colonnade.it.bench;

import io.colonnade.it.bench.client.Reply;
import io.colonnade.it.bench.client.Request;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Runs a participant once, and measures it from outside. */
final class Meter {
    private static final double MILLIS = 1_000;
    private static final double NANOS = 1e9;
    private static final double BYTES_OF_MEGABYTE = 1e6;

    private final ProcessHandle postgres;

    Meter(ProcessHandle postgres) {
        this.postgres = postgres;
    }

    /**
     * Measures one run.
     *
     * @param columns how many values of a row a reader takes; 0 where it takes none
     * @param isOfRequests whether it is many small requests
     */
    Run measure(Participant participant, Request request, int columns, boolean isOfRequests) {
        Usage before = usage(participant);
        ResidentWatch memory = new ResidentWatch(participant.gatewayPid());
        Reply reply;
        try (memory) {
            reply = participant.run(request);
        }
        Usage after = usage(participant);
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.ROWS_PER_SECOND, reply.rows() / reply.seconds());
        values.put(Metric.CPU_SECONDS, after.gateway - before.gateway);
        values.put(Metric.DATABASE_CPU_SECONDS, after.database - before.database);
        if (children(participant.gatewayPid()) == 0) {
            values.put(Metric.RESIDENT_GROWTH_MB, memory.growthMegabytes());
        }
        values.put(Metric.FIRST_BATCH_MS, Spread.of(reply.firstSeconds()).median() * MILLIS);
        if (participant.clientPid() != participant.gatewayPid()) {
            values.put(Metric.CLIENT_CPU_SECONDS, after.client - before.client);
        }
        if (columns > 0) {
            values.put(
                    Metric.CPU_NANOS_PER_CELL,
                    (after.client - before.client) * NANOS / ((double) reply.rows() * columns));
        }
        if (reply.writtenBytes() > 0) {
            values.put(Metric.WRITTEN_MB, reply.writtenBytes() / BYTES_OF_MEGABYTE);
        }
        Spread each = Spread.of(reply.eachSeconds());
        if (request.streams() > 1) {
            values.put(Metric.WORST_TO_BEST, each.most() / each.least());
        }
        if (isOfRequests) {
            values.put(Metric.REQUESTS_PER_SECOND, reply.eachSeconds().size() / reply.seconds());
            values.put(Metric.P50_MS, each.median() * MILLIS);
            values.put(Metric.P99_MS, Spread.percentile(reply.eachSeconds(), 0.99) * MILLIS);
        }
        values.values().removeAll(Collections.singleton(Double.NaN));
        return new Run(reply.rows(), values);
    }

    private Usage usage(Participant participant) {
        return new Usage(
                ProcessHandle.of(participant.gatewayPid())
                        .map(ProcessUsage::cpuSecondsOfTree)
                        .orElse(Double.NaN),
                ProcessUsage.cpuSeconds(participant.clientPid()),
                ProcessUsage.cpuSecondsOfTree(postgres));
    }

    private static long children(long pid) {
        return ProcessHandle.of(pid).map(process -> process.children().count()).orElse(0L);
    }

    private record Usage(double gateway, double client, double database) {}
}

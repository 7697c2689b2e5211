package io.colonnade.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.LimitSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.junit.jupiter.api.Test;

/** Many streams whose clients read slowly, in a server with little memory for what it reads ahead. */
final class BytesInFlightIT {
    private static final int STREAMS = 12;
    private static final int ROWS = 300_000;
    private static final long BUDGET = 8L << 20;

    /** The batch that a stream cannot do without, what its decoders hold besides, and what gRPC takes beyond its threshold. */
    private static final long BESIDE = 4L << 20;

    @Test
    void memoryStaysBoundedAndEveryStreamFinishes() throws Exception {
        String all = Integer.toString(STREAMS);
        LimitSettings little = RunningServer.limits(Map.of(
                "queries",
                all,
                "queries_per_principal",
                all,
                "queue_length",
                all,
                "queue_wait",
                "2m",
                "bytes_in_flight",
                BUDGET + "B",
                "bytes_in_flight_per_principal",
                BUDGET / 2 + "B"));
        ExecutorService clients = Executors.newFixedThreadPool(STREAMS);
        try (RunningServer server = RunningServer.startWith(little)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                counts.add(clients.submit(() -> slowly(server)));
            }
            long highest = 0;
            while (!counts.stream().allMatch(Future::isDone)) {
                highest = Math.max(highest, server.allocatedBytes());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            for (Future<Long> count : counts) {
                assertThat(count.get()).isEqualTo(ROWS);
            }
            assertThat(highest).isLessThanOrEqualTo(BUDGET + STREAMS * BESIDE);
        } finally {
            clients.shutdownNow();
        }
    }

    private static long slowly(RunningServer server) throws Exception {
        try (FlightUser admin = FlightUser.at(server, "admin")) {
            FlightInfo info =
                    admin.client().execute("SELECT * FROM clients.numbers WHERE n <= " + ROWS, admin.credentials());
            long rows = 0;
            try (FlightStream stream = admin.open(info.getEndpoints().get(0).getTicket())) {
                while (stream.next()) {
                    rows += stream.getRoot().getRowCount();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
            return rows;
        }
    }
}

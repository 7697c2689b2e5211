package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.server.admission.SomeLimits;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamingTest {
    private static final FlightDoorSettings LISTENING = FlightDoorSettings.listeningOn("localhost", 0);

    @Test
    void slowClientHoldsTheReaderBack() throws Exception {
        try (DoorFixture fixture = new DoorFixture()) {
            CallOption alice = fixture.login("alice");
            FlightSqlClient client = fixture.client();
            try (FlightStream stream = fetch(client, client.execute("endless", alice), alice)) {
                assertThat(stream.next()).isTrue();
                int before = settled(fixture);
                Thread.sleep(500);
                assertThat(fixture.queries.batches.get()).isEqualTo(before);
                // The window of HTTP/2 and the threshold of the door: a few megabytes, whatever the size of the result.
                assertThat((long) before * FakeQueries.ROWS_PER_BATCH * Long.BYTES)
                        .isLessThan(16 << 20);
                for (int i = 0; i < 2 * before; i++) {
                    assertThat(stream.next()).isTrue();
                }
                assertThat(fixture.queries.batches.get()).isGreaterThan(before);
                stream.cancel("enough", null);
            }
            assertStopped(fixture);
        }
    }

    /** gRPC holds about a megabyte back, in the very buffers that the reader filled. */
    @Test
    void whatASlowClientHasNotReadIsNeitherCopiedNorOverwritten() throws Exception {
        try (DoorFixture fixture = new DoorFixture()) {
            CallOption alice = fixture.login("alice");
            FlightSqlClient client = fixture.client();
            try (FlightStream stream = fetch(client, client.execute("endless", alice), alice)) {
                int waiting = settled(fixture);
                assertThat(fixture.doorBytes()).isGreaterThan(500_000);
                assertThat(DoorFixture.rows(client, client.execute("rows 100000", alice), alice))
                        .hasSize(100_000);
                long next = 0;
                while (next < 2L * waiting * FakeQueries.ROWS_PER_BATCH) {
                    assertThat(stream.next()).isTrue();
                    BigIntVector numbers = (BigIntVector) stream.getRoot().getVector(0);
                    for (int row = 0; row < numbers.getValueCount(); row++) {
                        assertThat(numbers.get(row)).isEqualTo(next++);
                    }
                }
                stream.cancel("enough", null);
            }
            assertStopped(fixture);
        }
    }

    private static int settled(DoorFixture fixture) throws InterruptedException {
        int last = -1;
        while (last <= 0 || last != fixture.queries.batches.get()) {
            last = fixture.queries.batches.get();
            Thread.sleep(500);
        }
        return last;
    }

    @Test
    void clientThatCancelsStopsTheSourceWithinASecond() throws Exception {
        try (DoorFixture fixture = new DoorFixture()) {
            CallOption alice = fixture.login("alice");
            FlightSqlClient client = fixture.client();
            try (FlightStream stream = fetch(client, client.execute("stuck", alice), alice)) {
                assertThat(fixture.queries.started.await(5, TimeUnit.SECONDS)).isTrue();
                stream.cancel("enough", null);
                assertThat(fixture.queries.cancelled.await(10, TimeUnit.SECONDS))
                        .isTrue();
            }
            assertStopped(fixture);
        }
    }

    @Test
    void clientThatDiesStopsTheSourceWithinASecond() throws Exception {
        try (DoorFixture fixture = new DoorFixture()) {
            CallOption alice = fixture.login("alice");
            ManagedChannel connection = ManagedChannelBuilder.forAddress("localhost", fixture.door.port())
                    .usePlaintext()
                    .build();
            FlightSqlClient client = new FlightSqlClient(FlightGrpcUtils.createFlightClient(fixture.root, connection));
            FlightStream stream = fetch(client, client.execute("stuck", alice), alice);
            assertThat(fixture.queries.started.await(5, TimeUnit.SECONDS)).isTrue();
            connection.shutdownNow();
            assertThat(fixture.queries.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(stream::next).isInstanceOf(FlightRuntimeException.class);
            stream.close();
            client.close();
            assertStopped(fixture);
        }
    }

    @Test
    void deadlineOfTheCallStopsTheSource() throws Exception {
        try (DoorFixture fixture = new DoorFixture()) {
            CallOption alice = fixture.login("alice");
            FlightSqlClient client = fixture.client();
            FlightInfo info = client.execute("stuck", alice);
            try (FlightStream stream = client.getStream(
                    info.getEndpoints().get(0).getTicket(), alice, CallOptions.timeout(500, TimeUnit.MILLISECONDS))) {
                assertThatThrownBy(stream::next).isInstanceOf(FlightRuntimeException.class);
            }
            assertThat(fixture.queries.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertStopped(fixture);
        }
    }

    @Test
    void queryThatTakesTooLongIsStoppedWithAnErrorThatSaysSo() throws Exception {
        try (DoorFixture fixture = new DoorFixture(LISTENING.limitedTo(Duration.ofSeconds(1)))) {
            CallOption alice = fixture.login("alice");
            FlightSqlClient client = fixture.client();
            assertThatThrownBy(() -> DoorFixture.rows(client, client.execute("stuck", alice), alice))
                    .isInstanceOfSatisfying(FlightRuntimeException.class, e -> {
                        assertThat(e.status().code()).isEqualTo(FlightStatusCode.TIMED_OUT);
                        assertThat(e.getMessage()).contains("longer than the 1 s");
                        assertThat(e.status().metadata().get("colonnade-sqlstate"))
                                .isEqualTo("57014");
                    });
            assertStopped(fixture);
        }
    }

    @Test
    void cancelFlightInfoStopsTheStream() throws Exception {
        try (DoorFixture fixture = new DoorFixture()) {
            CallOption alice = fixture.login("alice");
            FlightSqlClient client = fixture.client();
            FlightInfo info = client.execute("stuck", alice);
            CancelFlightInfoRequest request = new CancelFlightInfoRequest(info);
            assertThat(client.cancelFlightInfo(request, alice).getStatus()).isEqualTo(CancelStatus.NOT_CANCELLABLE);
            try (FlightStream stream = fetch(client, info, alice)) {
                assertThat(fixture.queries.started.await(5, TimeUnit.SECONDS)).isTrue();
                assertThat(client.cancelFlightInfo(request, alice).getStatus()).isEqualTo(CancelStatus.CANCELLED);
                assertThatThrownBy(stream::next)
                        .isInstanceOfSatisfying(
                                FlightRuntimeException.class,
                                e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.CANCELLED));
            }
            assertStopped(fixture);
        }
    }

    @Test
    void streamBeyondTheLimitIsRefusedUntilAnotherEnds() throws Exception {
        try (DoorFixture fixture = new DoorFixture(LISTENING, SomeLimits.ofStreams(1))) {
            CallOption alice = fixture.login("alice");
            FlightSqlClient client = fixture.client();
            FlightInfo info = client.execute("stuck", alice);
            try (FlightStream stream = fetch(client, info, alice)) {
                assertThat(fixture.queries.started.await(5, TimeUnit.SECONDS)).isTrue();
                assertThatThrownBy(() -> DoorFixture.rows(client, client.execute("rows 1000", alice), alice))
                        .isInstanceOfSatisfying(FlightRuntimeException.class, e -> {
                            assertThat(e.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
                            assertThat(e.status().metadata().get("retry-after")).isEqualTo("1");
                        });
                client.cancelFlightInfo(new CancelFlightInfoRequest(info), alice);
                assertThatThrownBy(stream::next).isInstanceOf(FlightRuntimeException.class);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(DoorFixture.rows(client, client.execute("rows 1000", alice), alice))
                        .hasSize(1000);
            }
        }
    }

    @Test
    void streamsThatNobodyReadsStopNoOtherCall() throws Exception {
        List<FlightStream> unread = new ArrayList<>();
        try (DoorFixture fixture = new DoorFixture(LISTENING, SomeLimits.ofStreams(4))) {
            CallOption alice = fixture.login("alice");
            CallOption bob = fixture.login("bob");
            FlightSqlClient client = fixture.client();
            for (int i = 0; i < 4; i++) {
                unread.add(fetch(client, client.execute("endless", alice), alice));
            }
            settled(fixture);
            assertThatThrownBy(() -> DoorFixture.rows(client, client.execute("rows 1000", alice), alice))
                    .isInstanceOfSatisfying(
                            FlightRuntimeException.class,
                            e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED));
            assertThatThrownBy(() ->
                            DoorFixture.rows(client, client.getTables(null, null, null, null, true, alice), alice))
                    .isInstanceOfSatisfying(
                            FlightRuntimeException.class,
                            e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED));
            assertThat(DoorFixture.rows(client, client.execute("rows 1000000", bob), bob))
                    .hasSize(1_000_000);
            for (FlightStream stream : unread) {
                stream.cancel("enough", null);
                stream.close();
            }
            assertStopped(fixture);
        }
    }

    @Test
    void errorOfTheJvmEndsTheStreamToo() throws Exception {
        try (DoorFixture fixture = new DoorFixture()) {
            CallOption alice = fixture.login("alice");
            FlightSqlClient client = fixture.client();
            assertThatThrownBy(() -> DoorFixture.rows(client, client.execute("overflow", alice), alice))
                    .isInstanceOfSatisfying(
                            FlightRuntimeException.class,
                            e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.INTERNAL));
            assertStopped(fixture);
        }
    }

    @Test
    void closingTheDoorEndsWhatRuns() throws Exception {
        try (DoorFixture fixture = new DoorFixture()) {
            CallOption alice = fixture.login("alice");
            FlightSqlClient client = fixture.client();
            FlightStream stream = fetch(client, client.execute("stuck", alice), alice);
            assertThat(fixture.queries.started.await(5, TimeUnit.SECONDS)).isTrue();
            Thread closer = new Thread(fixture.door::close);
            closer.start();
            assertThat(fixture.queries.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(stream::next).isInstanceOf(FlightRuntimeException.class);
            stream.close();
            closer.join();
        }
    }

    private static FlightStream fetch(FlightSqlClient client, FlightInfo info, CallOption option) {
        return client.getStream(info.getEndpoints().get(0).getTicket(), option);
    }

    private static void assertStopped(DoorFixture fixture) throws InterruptedException {
        for (int i = 0; i < 100 && fixture.queries.open.get() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(fixture.queries.open).hasValue(0);
    }
}

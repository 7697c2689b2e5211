package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.server.admission.SomeLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands through the door: as updates, prepared and not, and as what some clients take for queries. */
final class CommandUpdatesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final DoorFixture fixture =
            new DoorFixture(FlightDoorSettings.listeningOn("localhost", 0), SomeLimits.ofStreams(2));
    private final FakeCommand.Seen commands = fixture.queries.commands;
    private final FlightSqlClient client = fixture.client();
    private final CallOption alice = fixture.login("alice");

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        awaitNothingRuns();
        assertThat(fixture.doorBytes()).isZero();
        fixture.close();
    }

    private void awaitNothingRuns() {
        long end = System.nanoTime() + SOON.toNanos();
        while (commands.running.get() > 0 || fixture.admission.load().streams() > 0) {
            assertThat(System.nanoTime()).as("the command runs on").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private CompletableFuture<Long> stuck(CallOption... options) throws InterruptedException {
        CompletableFuture<Long> update =
                CompletableFuture.supplyAsync(() -> fixture.client().executeUpdate("COPY stuck", options));
        assertThat(commands.begun.tryAcquire(SOON.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return update;
    }

    private static void assertStatus(FlightStatusCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().code()).isEqualTo(code));
    }

    @Test
    void updateAnswersWithTheNumberOfRows() {
        assertThat(client.executeUpdate("COPY 42", alice)).isEqualTo(42);
        assertThat(commands.threads).allMatch(name -> name.startsWith("flight-stream-"));
    }

    @Test
    void countOfWhatHasNotEndedIsNotKnown() {
        assertThat(client.executeUpdate("COPY 0", alice)).isEqualTo(-1);
    }

    @Test
    void preparedCommandHasNoColumnsAndRunsAsAnUpdateAsOftenAsItIsAsked() {
        try (PreparedStatement prepared = client.prepare("COPY 7", alice)) {
            assertThat(prepared.getResultSetSchema().getFields()).isEmpty();
            assertThat(prepared.getParameterSchema().getFields()).isEmpty();
            assertThat(prepared.executeUpdate(alice)).isEqualTo(7);
            assertThat(prepared.executeUpdate(alice)).isEqualTo(7);
        }
        assertThat(commands.begun.availablePermits()).isEqualTo(2);
    }

    private static void bind(PreparedStatement prepared, BigIntVector... columns) {
        VectorSchemaRoot row = VectorSchemaRoot.of(columns);
        row.setRowCount(columns.length == 0 ? 1 : columns[0].getValueCount());
        prepared.setParameters(row);
    }

    private BigIntVector numbers(long... values) {
        BigIntVector vector = new BigIntVector("$1", fixture.root);
        for (int i = 0; i < values.length; i++) {
            vector.setSafe(i, values[i]);
        }
        vector.setValueCount(values.length);
        return vector;
    }

    @Test
    void valuesThatAreBoundReachTheCommandAsAnUpdateAndAsAQuery() throws Exception {
        try (PreparedStatement prepared = client.prepare("COPY ?", alice)) {
            assertThat(prepared.getParameterSchema().getFields()).hasSize(1);
            bind(prepared, numbers(9));
            assertThat(prepared.executeUpdate(alice)).isEqualTo(9);
            FlightInfo info = prepared.execute(alice);
            try (FlightStream stream =
                    client.getStream(info.getEndpoints().get(0).getTicket(), alice)) {
                assertThat(stream.next()).isTrue();
                assertThat(stream.getRoot().getVector("rows").getObject(0)).isEqualTo(9L);
            }
            prepared.clearParameters();
        }
    }

    @Test
    void commandTakesOneRowOfAsManyValuesAsItHasParameters() throws Exception {
        try (PreparedStatement prepared = client.prepare("COPY ?", alice)) {
            bind(prepared, numbers(1, 2));
            assertThatThrownBy(() -> prepared.executeUpdate(alice)).hasMessageContaining("2 rows of parameters");
            bind(prepared, numbers(1), numbers(2));
            assertStatus(FlightStatusCode.INVALID_ARGUMENT, () -> prepared.executeUpdate(alice));
            prepared.clearParameters();
        }
        try (PreparedStatement prepared = client.prepare("COPY 7", alice)) {
            bind(prepared, numbers(1));
            assertStatus(FlightStatusCode.INVALID_ARGUMENT, () -> prepared.executeUpdate(alice));
            prepared.clearParameters();
        }
        assertThat(commands.begun.availablePermits()).isZero();
    }

    @Test
    void whatIsWrongIsToldWhenItIsPrepared() {
        assertStatus(FlightStatusCode.NOT_FOUND, () -> client.prepare("COPY nowhere", alice));
        assertStatus(FlightStatusCode.NOT_FOUND, () -> client.executeUpdate("COPY nowhere", alice));
    }

    @Test
    void explanationIsAQueryAndNoUpdate() throws Exception {
        FlightInfo info = client.execute("EXPLAIN COPY 5", alice);
        assertThat(DoorFixture.rows(client, info, alice)).containsExactly("all of it");
        assertThatThrownBy(() -> client.executeUpdate("EXPLAIN COPY 5", alice)).hasMessageContaining("read-only");
        assertThat(commands.begun.availablePermits()).isZero();
    }

    /** A client that is told no columns waits for the first message of the stream, and so for the end of the export. */
    @Test
    void commandThatIsSentAsAQueryTellsItsColumnsWhenItIsDone() throws Exception {
        try (PreparedStatement prepared = client.prepare("COPY 5", alice)) {
            FlightInfo info = prepared.execute(alice);
            assertThat(info.getSchemaOptional()).isEmpty();
            assertThat(commands.begun.availablePermits()).isZero();
            try (FlightStream stream =
                    client.getStream(info.getEndpoints().get(0).getTicket(), alice)) {
                assertThat(stream.next()).isTrue();
                assertThat(stream.getRoot().getVector("rows").getObject(0)).isEqualTo(5L);
            }
        }
    }

    @Test
    void commandOfAClientThatHasWaitedEnoughIsStopped() throws Exception {
        CompletableFuture<Long> update = stuck(alice, CallOptions.timeout(200, TimeUnit.MILLISECONDS));
        assertThatThrownBy(() -> update.get(SOON.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        awaitNothingRuns();
    }

    @Test
    void commandOfAClientThatHasGoneIsStopped() throws Exception {
        FlightSqlClient other = fixture.client();
        FlightInfo info = other.execute("COPY stuck", alice);
        FlightStream stream = other.getStream(info.getEndpoints().get(0).getTicket(), alice);
        assertThat(commands.begun.tryAcquire(SOON.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        stream.cancel("gone", null);
        awaitNothingRuns();
    }

    @Test
    void commandHoldsItsStreamUntilItHasEnded() throws Exception {
        CompletableFuture<Long> first = stuck(alice);
        CompletableFuture<Long> second = stuck(alice);
        assertStatus(FlightStatusCode.RESOURCE_EXHAUSTED, () -> client.executeUpdate("COPY 1", alice));
        CompletableFuture.runAsync(() -> fixture.admission.drain(Duration.ZERO));
        for (CompletableFuture<Long> each : List.of(first, second)) {
            assertThatThrownBy(() -> each.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContaining("stop");
        }
    }

    @Test
    void commandReadsInTheTransactionAndTheSchemaOfItsSession() {
        Transaction transaction = client.beginTransaction(alice);
        assertThat(client.executeUpdate("COPY 1", transaction, alice)).isEqualTo(1);
        client.commit(transaction, alice);
        client.setSessionOptions(
                new SetSessionOptionsRequest(
                        Map.of("schema", SessionOptionValueFactory.makeSessionOptionValue("sales"))),
                alice);
        assertThat(client.executeUpdate("COPY 2", alice)).isEqualTo(2);
        assertThat(commands.snapshots).extracting(found -> found.isPresent()).containsExactly(true, false);
        assertThat(commands.schemas).containsExactly("null", "sales");
    }

    @Test
    void whatIsNoCommandStaysRefused() {
        assertThatThrownBy(() -> client.executeUpdate("rows 1", alice)).hasMessageContaining("read-only; send a query");
        try (PreparedStatement prepared = client.prepare("rows 1", alice)) {
            assertThatThrownBy(() -> prepared.executeUpdate(alice)).hasMessageContaining("read-only; send a query");
        }
    }
}

package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.colonnade.server.export.ExportReport;
import io.colonnade.server.export.ExportState;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exports that are asked after: where they stand, who may ask, and what is told in the end. */
final class ExportPollsTest {
    private final DoorFixture fixture = new DoorFixture();
    private final FakeCommand.Seen commands = fixture.queries.commands;
    private final FlightSqlClient client = fixture.client();
    private final CallOption alice = fixture.login("alice");
    private final CallOption bob = fixture.login("bob");

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        assertThat(fixture.doorBytes()).isZero();
        fixture.close();
    }

    private static FlightDescriptor descriptor(Message command) {
        return FlightDescriptor.command(Any.pack(command).toByteArray());
    }

    private static FlightDescriptor query(String sql) {
        return descriptor(CommandStatementQuery.newBuilder().setQuery(sql).build());
    }

    private PollInfo poll(FlightDescriptor descriptor, CallOption caller) {
        return fixture.flight().pollInfo(descriptor, caller);
    }

    private static FlightDescriptor next(PollInfo poll) {
        return poll.getFlightDescriptor().orElseThrow();
    }

    private static void assertStatus(FlightStatusCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().code()).isEqualTo(code));
    }

    @Test
    void exportIsAskedAfterUntilItHasEndedAndThenTellsOfItself() {
        PollInfo first = poll(query("COPY 5"), alice);
        assertThat(first.getFlightInfo().getEndpoints()).isEmpty();
        assertThat(first.getProgress()).isEmpty();
        assertThat(first.getExpirationTime()).isPresent();
        PollInfo second = poll(next(first), alice);
        assertThat(second.getFlightDescriptor()).isPresent();
        commands.started.put("alice-5", ExportState.COMPLETED);
        PollInfo last = poll(next(second), alice);
        assertThat(last.getFlightDescriptor()).isEmpty();
        assertThat(last.getProgress()).contains(1.0);
        assertThat(last.getFlightInfo().getEndpoints()).hasSize(1);
        assertThat(last.getFlightInfo().getSchemaOptional()).contains(ExportReport.SCHEMA);
        assertThat(commands.begun.availablePermits())
                .as("what runs on the client's behalf")
                .isZero();
    }

    @Test
    void descriptorGivesTheRowThatTellsOfTheExportAtAnyTime() {
        FlightDescriptor next = next(poll(query("COPY 5"), alice));
        FlightInfo info = fixture.flight().getInfo(next, alice);
        assertThat(info.getEndpoints()).hasSize(1);
    }

    @Test
    void exportThatHasFailedIsToldAsItsFailure() {
        FlightDescriptor next = next(poll(query("COPY 5"), alice));
        commands.started.put("alice-5", ExportState.FAILED);
        assertThatThrownBy(() -> poll(next, alice)).hasMessageContaining("a null too many");
    }

    @Test
    void whatIsWrongIsToldAtOnce() {
        assertStatus(FlightStatusCode.NOT_FOUND, () -> poll(query("COPY nowhere"), alice));
        assertThat(commands.started).isEmpty();
    }

    @Test
    void questionsAreAnsweredAtOnceAndBeginNothing() {
        for (String sql : new String[] {"rows 1000", "EXPLAIN COPY 5"}) {
            PollInfo poll = poll(query(sql), alice);
            assertThat(poll.getFlightDescriptor()).isEmpty();
            assertThat(poll.getFlightInfo().getEndpoints()).hasSize(1);
        }
        assertThat(commands.started).isEmpty();
    }

    @Test
    void descriptorIsItsCallersAlone() {
        PollInfo poll = poll(query("COPY 5"), alice);
        CancelFlightInfoRequest cancel = new CancelFlightInfoRequest(poll.getFlightInfo());
        assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> poll(next(poll), bob));
        assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> client.cancelFlightInfo(cancel, bob));
        assertThat(commands.started).containsEntry("alice-5", ExportState.RUNNING);
    }

    @Test
    void madeUpDescriptorsAndTicketsAreNoDescriptors() throws Exception {
        FlightInfo info = client.execute("rows 1000", alice);
        byte[] ticket = info.getEndpoints().get(0).getTicket().getBytes();
        TicketStatementQuery made = TicketStatementQuery.newBuilder()
                .setStatementHandle(ByteString.copyFromUtf8("alice-5"))
                .build();
        assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> poll(FlightDescriptor.command(ticket), alice));
        assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> poll(descriptor(made), alice));
    }

    @Test
    void exportIsCancelledByWhatWasToldOfIt() {
        PollInfo poll = poll(query("COPY 5"), alice);
        CancelFlightInfoRequest cancel = new CancelFlightInfoRequest(poll.getFlightInfo());
        assertThat(client.cancelFlightInfo(cancel, alice).getStatus()).isEqualTo(CancelStatus.CANCELLED);
        assertThat(client.cancelFlightInfo(cancel, alice).getStatus()).isEqualTo(CancelStatus.NOT_CANCELLABLE);
    }

    @Test
    void exportThatNobodyKnowsAnyMoreIsNotThere() {
        FlightDescriptor next = next(poll(query("COPY 5"), alice));
        commands.started.clear();
        assertStatus(FlightStatusCode.NOT_FOUND, () -> poll(next, alice));
    }

    @Test
    void whatWouldOutliveItsTransactionDoesNotBegin() {
        Transaction transaction = client.beginTransaction(alice);
        CommandStatementQuery inside = CommandStatementQuery.newBuilder()
                .setQuery("COPY 5")
                .setTransactionId(ByteString.copyFrom(transaction.getTransactionId()))
                .build();
        assertThatThrownBy(() -> poll(descriptor(inside), alice)).hasMessageContaining("within a transaction");
        assertThat(commands.started).isEmpty();
        client.rollback(transaction, alice);
    }
}

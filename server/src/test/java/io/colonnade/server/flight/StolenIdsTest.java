package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.NoOpSessionOptionValueVisitor;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.apache.arrow.flight.sql.FlightSqlUtils;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCancelQueryRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody can do with the tickets, handles and ids of others: nothing, at any call that takes one. */
class StolenIdsTest {
    private final DoorFixture fixture = new DoorFixture();
    private final FlightSqlClient client = fixture.client();
    private final CallOption alice = fixture.login("alice");
    private final CallOption bob = fixture.login("bob");

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        fixture.close();
        assertThat(fixture.queries.open).hasValue(0);
    }

    @Test
    void ticketOfSomebodyElseCannotBeFetchedRenewedOrUsedToCancel() throws Exception {
        FlightInfo info = client.execute("endless", alice);
        try (FlightStream running = client.getStream(info.getEndpoints().get(0).getTicket(), alice)) {
            assertThat(running.next()).isTrue();
            for (CallOption thief : List.of(bob, new HeaderCallOption(new FlightCallHeaders()))) {
                assertUnauthenticated(() -> DoorFixture.rows(client, info, thief));
                assertUnauthenticated(() -> client.renewFlightEndpoint(
                        new RenewFlightEndpointRequest(info.getEndpoints().get(0)), thief));
                assertUnauthenticated(() -> client.cancelFlightInfo(new CancelFlightInfoRequest(info), thief));
                assertUnauthenticated(() -> act(thief, FlightSqlUtils.FLIGHT_SQL_CANCEL_QUERY.getType(), cancel(info)));
            }
            assertThat(running.next()).isTrue();
            assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info), alice)
                            .getStatus())
                    .isEqualTo(CancelStatus.CANCELLED);
        }
    }

    @Test
    void handleOfSomebodyElseCannotBeUsed() {
        ByteString handle = prepare("echo ?");
        FlightDescriptor stolen = command(handle);
        assertUnauthenticated(() -> fixture.flight().getInfo(stolen, bob));
        assertUnauthenticated(() -> fixture.flight().getSchema(stolen, bob));
        assertThat(fixture.queries.seen).isEmpty();
        act(
                bob,
                FlightSqlUtils.FLIGHT_SQL_CLOSE_PREPARED_STATEMENT.getType(),
                Any.pack(ActionClosePreparedStatementRequest.newBuilder()
                                .setPreparedStatementHandle(handle)
                                .build())
                        .toByteArray());
        assertThat(fixture.flight().getInfo(stolen, alice).getEndpoints()).hasSize(1);
    }

    @Test
    void oneKindOfSealIsNotTakenForAnother() throws Exception {
        assertUnauthenticated(() -> drain(ticket(prepare("rows 1"))));
        ByteString sealed = sealed(client.execute("rows 1", alice));
        assertUnauthenticated(() -> fixture.flight().getInfo(command(sealed), alice));
        CallOption forged = DoorFixture.bearer(
                "cln_" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.toByteArray()));
        assertUnauthenticated(() -> client.execute("rows 1", forged));
        assertThat(fixture.queries.seen).isEmpty();
    }

    @Test
    void changeOfAnyByteOfATicketIsRefused() throws Exception {
        byte[] sealed = sealed(client.execute("rows 1", alice)).toByteArray();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertUnauthenticated(() -> drain(ticket(ByteString.copyFrom(changed))));
            ByteString shorter = ByteString.copyFrom(sealed, 0, i);
            assertUnauthenticated(() -> drain(ticket(shorter)));
        }
        assertThat(fixture.queries.seen).isEmpty();
    }

    @Test
    void transactionOfSomebodyElseIsAsUnknownAsOneThatNeverWas() throws Exception {
        Transaction own = client.beginTransaction(alice);
        Transaction never = new Transaction("never".getBytes(StandardCharsets.UTF_8));
        assertSameRefusal(() -> client.execute("rows 1", own, bob), () -> client.execute("rows 1", never, bob));
        assertSameRefusal(() -> client.prepare("rows 1", own, bob), () -> client.prepare("rows 1", never, bob));
        assertSameRefusal(() -> client.commit(own, bob), () -> client.commit(never, bob));
        assertSameRefusal(() -> client.rollback(own, bob), () -> client.rollback(never, bob));
        assertThat(DoorFixture.rows(client, client.execute("rows 1000", own, alice), alice))
                .hasSize(1000);
        client.commit(own, alice);
    }

    @Test
    void sessionOfSomebodyElseIsNeitherReadNorClosedNorBlocked() throws Exception {
        CallOption hers = cookie("jwt-alice");
        CallOption his = cookie("jwt-bob");
        client.setSessionOptions(schema("sales"), hers);
        assertThat(schemaOf(his)).isEmpty();
        client.closeSession(new CloseSessionRequest(), his);
        client.setSessionOptions(schema("public_facts"), his);
        assertThat(schemaOf(hers)).isEqualTo("sales");
        assertThat(schemaOf(his)).isEqualTo("public_facts");
    }

    @Test
    void whatWasPromisedUnderAnotherPolicyIsRefusedAtEveryCall() {
        FlightInfo info = client.execute("rows 1", alice);
        ByteString handle = prepare("rows 1");
        fixture.queries.policy = "the policy of tomorrow";
        assertChanged(() -> DoorFixture.rows(client, info, alice));
        assertChanged(() -> client.renewFlightEndpoint(
                new RenewFlightEndpointRequest(info.getEndpoints().get(0)), alice));
        assertChanged(() -> fixture.flight().getInfo(command(handle), alice));
        assertChanged(() -> fixture.flight().getSchema(command(handle), alice));
        assertThat(fixture.queries.seen).isEmpty();
    }

    @Test
    void runningStreamCanBeCancelledWhateverBecameOfThePolicy() throws Exception {
        FlightInfo info = client.execute("stuck", alice);
        try (FlightStream running = client.getStream(info.getEndpoints().get(0).getTicket(), alice)) {
            fixture.queries.started.await();
            fixture.queries.policy = "the policy of tomorrow";
            assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info), alice)
                            .getStatus())
                    .isEqualTo(CancelStatus.CANCELLED);
            assertThatThrownBy(running::next).isInstanceOf(FlightRuntimeException.class);
        }
    }

    private static ByteString sealed(FlightInfo info) throws Exception {
        byte[] ticket = info.getEndpoints().get(0).getTicket().getBytes();
        return Any.parseFrom(ticket).unpack(TicketStatementQuery.class).getStatementHandle();
    }

    private static Ticket ticket(ByteString sealed) {
        return new Ticket(Any.pack(TicketStatementQuery.newBuilder()
                        .setStatementHandle(sealed)
                        .build())
                .toByteArray());
    }

    private ByteString prepare(String sql) {
        byte[] body = Any.pack(ActionCreatePreparedStatementRequest.newBuilder()
                        .setQuery(sql)
                        .build())
                .toByteArray();
        byte[] result = act(alice, FlightSqlUtils.FLIGHT_SQL_CREATE_PREPARED_STATEMENT.getType(), body);
        try {
            return Any.parseFrom(result)
                    .unpack(ActionCreatePreparedStatementResult.class)
                    .getPreparedStatementHandle();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] act(CallOption caller, String type, byte[] body) {
        byte[] answer = new byte[0];
        var results = fixture.flight().doAction(new Action(type, body), caller);
        while (results.hasNext()) {
            answer = results.next().getBody();
        }
        return answer;
    }

    private static byte[] cancel(FlightInfo info) {
        ByteBuffer serialised = info.serialize();
        return Any.pack(ActionCancelQueryRequest.newBuilder()
                        .setInfo(ByteString.copyFrom(serialised))
                        .build())
                .toByteArray();
    }

    private static FlightDescriptor command(ByteString handle) {
        return FlightDescriptor.command(Any.pack(CommandPreparedStatementQuery.newBuilder()
                        .setPreparedStatementHandle(handle)
                        .build())
                .toByteArray());
    }

    private void drain(Ticket ticket) throws Exception {
        try (FlightStream stream = client.getStream(ticket, alice)) {
            while (stream.next()) {
                assertThat(stream.getRoot().getRowCount()).isNotNegative();
            }
        }
    }

    private static CallOption cookie(String token) {
        FlightCallHeaders headers = new FlightCallHeaders();
        headers.insert("authorization", "Bearer " + token);
        headers.insert("cookie", SessionId.COOKIE + "=shared");
        return new HeaderCallOption(headers);
    }

    private static SetSessionOptionsRequest schema(String name) {
        return new SetSessionOptionsRequest(Map.of("schema", SessionOptionValueFactory.makeSessionOptionValue(name)));
    }

    private String schemaOf(CallOption caller) {
        return client.getSessionOptions(new GetSessionOptionsRequest(), caller)
                .getSessionOptions()
                .get("schema")
                .acceptVisitor(new NoOpSessionOptionValueVisitor<String>() {
                    @Override
                    public String visit(String value) {
                        return value;
                    }
                });
    }

    private static void assertUnauthenticated(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED));
    }

    private static void assertChanged(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().metadata().get("colonnade-sqlstate"))
                                .isEqualTo("55000"))
                .hasMessageContaining("what you may see has changed");
    }

    private static void assertSameRefusal(ThrowingCallable one, ThrowingCallable other) {
        Throwable refusal = catchThrowable(other);
        assertThat(refusal).isInstanceOf(FlightRuntimeException.class);
        assertThatThrownBy(one).isInstanceOf(FlightRuntimeException.class).hasMessage(refusal.getMessage());
    }
}

package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.server.admission.SomeLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.NoOpSessionOptionValueVisitor;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that are handed out in parts. */
class EndpointsTest {
    private static final String SQL = "rows 8000 SPLIT";

    private final DoorFixture fixture =
            new DoorFixture(FlightDoorSettings.listeningOn("localhost", 0), SomeLimits.ofStreams(8));
    private final FlightSqlClient client = fixture.client();
    private final CallOption alice = fixture.login("alice");

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        fixture.close();
        assertThat(fixture.queries.open).hasValue(0);
    }

    @Test
    void withoutTheOptionThereIsOneEndpoint() {
        assertThat(client.execute(SQL, alice).getEndpoints()).hasSize(1);
        assertThat(endpointsOf(alice)).isEqualTo(1);
    }

    @Test
    void thePartsAreTheResultInOneSnapshot() throws Exception {
        use(4);
        FlightInfo info = client.execute(SQL, alice);
        assertThat(info.getOrdered()).isFalse();
        List<FlightEndpoint> endpoints = new ArrayList<>(info.getEndpoints());
        assertThat(endpoints)
                .hasSize(4)
                .allSatisfy(endpoint -> assertThat(endpoint.getExpirationTime()).isPresent());
        assertThat(fixture.queries.snapshots).isEmpty();
        java.util.Collections.reverse(endpoints);
        List<String> rows = new ArrayList<>();
        for (FlightEndpoint endpoint : endpoints) {
            rows.addAll(DoorFixture.rows(client, info, endpoint, alice));
        }
        assertThat(rows).hasSize(8000).doesNotHaveDuplicates();
        assertThat(fixture.queries.snapshots).hasSize(4).doesNotContain(java.util.Optional.empty());
        assertThat(fixture.queries.snapshots.stream().distinct()).hasSize(1);
    }

    @Test
    void thereAreNoMoreThanMayRunAtATime() {
        use(64);
        assertThat(client.execute(SQL, alice).getEndpoints()).hasSize(8);
    }

    @Test
    void whatCannotBeSplitHasOneEndpointAndNoSnapshot() throws Exception {
        use(4);
        FlightInfo info = client.execute("rows 1000 ORDER", alice);
        assertThat(info.getEndpoints()).hasSize(1);
        assertThat(info.getOrdered()).isTrue();
        assertThat(DoorFixture.rows(client, info, alice)).hasSize(1000);
        assertThat(fixture.queries.snapshots).containsExactly(java.util.Optional.empty());
    }

    @Test
    void whereNoSnapshotCanBeHadTheResultStaysWhole() throws Exception {
        use(4);
        fixture.queries.outOfSnapshots = true;
        FlightInfo info = client.execute(SQL, alice);
        assertThat(info.getEndpoints()).hasSize(1);
        assertThat(DoorFixture.rows(client, info, alice)).hasSize(8000);
    }

    @Test
    void whoKeepsTooManyResultsGetsThemWholeUntilOneIsFetched() throws Exception {
        use(2);
        FlightInfo first = client.execute(SQL, alice);
        for (int i = 1; i < 16; i++) {
            assertThat(client.execute(SQL, alice).getEndpoints()).hasSize(2);
        }
        assertThat(client.execute(SQL, alice).getEndpoints()).hasSize(1);
        fetchAll(first);
        assertThat(client.execute(SQL, alice).getEndpoints()).hasSize(2);
    }

    @Test
    void aPartMayBeFetchedAgainUntilAllWereFetched() throws Exception {
        use(2);
        FlightInfo info = client.execute(SQL, alice);
        FlightEndpoint first = info.getEndpoints().get(0);
        assertThat(DoorFixture.rows(client, info, first, alice))
                .isEqualTo(DoorFixture.rows(client, info, first, alice));
        fetchAll(info);
        assertGone(() -> DoorFixture.rows(client, info, first, alice));
        assertGone(() -> client.renewFlightEndpoint(new RenewFlightEndpointRequest(first), alice));
    }

    @Test
    void aPartThatFailedMayBeFetchedAgain() throws Exception {
        use(2);
        FlightInfo info = client.execute("break 4 SPLIT", alice);
        for (int i = 0; i < 2; i++) {
            for (FlightEndpoint endpoint : info.getEndpoints()) {
                assertSqlState("22004", () -> DoorFixture.rows(client, info, endpoint, alice));
            }
        }
    }

    @Test
    void aPartOfAnotherPlanIsRefused() {
        use(2);
        FlightInfo info = client.execute(SQL, alice);
        fixture.queries.plan = "another plan";
        assertSqlState("25000", () -> DoorFixture.rows(client, info, alice));
    }

    @Test
    void thePartOfSomebodyElseIsRefused() {
        use(2);
        FlightInfo info = client.execute(SQL, alice);
        CallOption bob = fixture.login("bob");
        assertThatThrownBy(() -> DoorFixture.rows(client, info, bob))
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED));
    }

    @Test
    void anotherSessionOfTheSameUserMayFetchAndOutlivesTheFirst() throws Exception {
        use(2);
        FlightInfo info = client.execute(SQL, alice);
        client.closeSession(new CloseSessionRequest(), alice);
        CallOption worker = fixture.login("alice");
        int rows = 0;
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            rows += DoorFixture.rows(client, info, endpoint, worker).size();
        }
        assertThat(rows).isEqualTo(8000);
    }

    @Test
    void aPartCanBeRenewed() throws Exception {
        use(4);
        FlightInfo info = client.execute(SQL, alice);
        FlightEndpoint second = info.getEndpoints().get(1);
        FlightEndpoint renewed = client.renewFlightEndpoint(new RenewFlightEndpointRequest(second), alice);
        assertThat(DoorFixture.rows(client, info, renewed, alice))
                .isEqualTo(DoorFixture.rows(client, info, second, alice));
    }

    @Test
    void cancellingEndsEveryPartAlsoThoseThatNobodyFetches() throws Exception {
        use(2);
        FlightInfo idle = client.execute(SQL, alice);
        assertThat(cancel(idle)).isEqualTo(CancelStatus.CANCELLED);
        assertThat(cancel(idle)).isEqualTo(CancelStatus.NOT_CANCELLABLE);
        assertGone(() -> DoorFixture.rows(client, idle, alice));
        FlightInfo running = client.execute("stuck SPLIT", alice);
        try (var stream = client.getStream(running.getEndpoints().get(1).getTicket(), alice)) {
            fixture.queries.started.await();
            assertThat(cancel(running)).isEqualTo(CancelStatus.CANCELLED);
            assertThatThrownBy(stream::next)
                    .isInstanceOfSatisfying(
                            FlightRuntimeException.class,
                            e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.CANCELLED));
        }
    }

    @Test
    void insideATransactionThePartsReadInIt() throws Exception {
        use(2);
        Transaction transaction = client.beginTransaction(alice);
        FlightInfo info = client.execute(SQL, transaction, alice);
        fetchAll(info);
        fetchAll(info);
        DoorFixture.rows(client, client.execute("rows 0", transaction, alice), alice);
        assertThat(fixture.queries.snapshots.stream().distinct())
                .singleElement()
                .satisfies(snapshot -> assertThat(snapshot).isPresent());
        client.commit(transaction, alice);
        assertSqlState("25000", () -> DoorFixture.rows(client, info, alice));
    }

    @Test
    void preparedStatementsAreSplitWhereTheyRunOnce() throws Exception {
        use(2);
        try (PreparedStatement prepared = client.prepare("rows 8000 ? SPLIT", alice)) {
            assertThat(bound(prepared, 1).getEndpoints()).hasSize(2);
            assertThat(bound(prepared, 1, 2).getEndpoints()).hasSize(1);
        }
    }

    private FlightInfo bound(PreparedStatement prepared, long... values) {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(prepared.getParameterSchema(), fixture.root)) {
            BigIntVector vector = (BigIntVector) root.getVector(0);
            for (int i = 0; i < values.length; i++) {
                vector.setSafe(i, values[i]);
            }
            root.setRowCount(values.length);
            prepared.setParameters(root);
            FlightInfo info = prepared.execute(alice);
            prepared.clearParameters();
            return info;
        }
    }

    @Test
    void theOptionIsANumberOrItsText() {
        use(SessionOptionValueFactory.makeSessionOptionValue("3"));
        assertThat(endpointsOf(alice)).isEqualTo(3);
        assertThat(endpointsOf(fixture.login("alice"))).isEqualTo(1);
        use(SessionOptionValueFactory.makeSessionOptionValue(64));
        assertThat(endpointsOf(alice)).isEqualTo(64);
        use(SessionOptionValueFactory.makeEmptySessionOptionValue());
        assertThat(endpointsOf(alice)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "-1", "1.5", "many", "99999999999", " 2"})
    void whatIsNoSuchNumberIsRefused(String value) {
        use(7);
        assertThat(set(SessionOptionValueFactory.makeSessionOptionValue(value)))
                .containsExactly(ErrorValue.INVALID_VALUE);
        assertThat(endpointsOf(alice)).isEqualTo(7);
    }

    @Test
    void otherKindsOfValuesAreRefused() {
        assertThat(set(SessionOptionValueFactory.makeSessionOptionValue(2.0)))
                .containsExactly(ErrorValue.INVALID_VALUE);
        assertThat(set(SessionOptionValueFactory.makeSessionOptionValue(true)))
                .containsExactly(ErrorValue.INVALID_VALUE);
        assertThat(set(SessionOptionValueFactory.makeSessionOptionValue(-1L)))
                .containsExactly(ErrorValue.INVALID_VALUE);
    }

    private void fetchAll(FlightInfo info) throws Exception {
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            DoorFixture.rows(client, info, endpoint, alice);
        }
    }

    private CancelStatus cancel(FlightInfo info) {
        return client.cancelFlightInfo(new CancelFlightInfoRequest(info), alice).getStatus();
    }

    private void use(long endpoints) {
        use(SessionOptionValueFactory.makeSessionOptionValue(endpoints));
    }

    private void use(SessionOptionValue endpoints) {
        assertThat(set(endpoints)).isEmpty();
    }

    private List<ErrorValue> set(SessionOptionValue value) {
        return client
                .setSessionOptions(new SetSessionOptionsRequest(Map.of("endpoints", value)), alice)
                .getErrors()
                .values()
                .stream()
                .map(error -> error.value)
                .toList();
    }

    private long endpointsOf(CallOption login) {
        return client.getSessionOptions(new GetSessionOptionsRequest(), login)
                .getSessionOptions()
                .get("endpoints")
                .acceptVisitor(new NoOpSessionOptionValueVisitor<Long>() {
                    @Override
                    public Long visit(long value) {
                        return value;
                    }
                });
    }

    private static void assertGone(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("ask for the result again");
        assertSqlState("25000", call);
    }

    private static void assertSqlState(String state, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().metadata().get("colonnade-sqlstate"))
                                .isEqualTo(state));
    }
}

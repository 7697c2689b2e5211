package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the audit learns of calls that the door refuses, and of the trace of those that it lets in. */
class RefusalsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final DoorFixture fixture = new DoorFixture();
    private final FlightSqlClient client = fixture.client();

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        fixture.close();
    }

    @Test
    void wrongPasswordIsToldWithItsPeerAndWithoutTheName() {
        assertThatThrownBy(() -> fixture.flight().authenticateBasicToken("alice", "guess"))
                .isInstanceOf(FlightRuntimeException.class);
        assertThat(fixture.queries.refusals).containsExactly("nobody|flight|127.0.0.1|28P01");
    }

    @Test
    void badTokenIsToldAtEveryCall() {
        CallOption forged = DoorFixture.bearer("cln_forged");
        assertThatThrownBy(() -> client.execute("rows 1", forged)).isInstanceOf(FlightRuntimeException.class);
        assertThatThrownBy(() -> client.beginTransaction(forged)).isInstanceOf(FlightRuntimeException.class);
        assertThat(fixture.queries.refusals)
                .containsExactly("nobody|flight|127.0.0.1|28000", "nobody|flight|127.0.0.1|28000");
    }

    @Test
    void stolenTicketIsToldWithTheThief() {
        FlightInfo info = client.execute("rows 1", fixture.login("alice"));
        CallOption bob = fixture.login("bob");
        assertThatThrownBy(() -> DoorFixture.rows(client, info, bob)).isInstanceOf(FlightRuntimeException.class);
        assertThat(fixture.queries.refusals).containsExactly("bob|flight|127.0.0.1|28000");
    }

    @Test
    void streamThatBreaksOffAtALimitIsNoRefusalForItsRowsHaveLeft() {
        CallOption alice = fixture.login("alice");
        FlightInfo info = client.execute("exhaust 1", alice);
        assertThatThrownBy(() -> DoorFixture.rows(client, info, alice)).isInstanceOf(FlightRuntimeException.class);
        assertThat(fixture.queries.refusals).isEmpty();
    }

    @Test
    void whatIsServedIsNoRefusal() throws Exception {
        CallOption alice = fixture.login("alice");
        DoorFixture.rows(client, client.execute("rows 1000", alice), alice);
        assertThat(fixture.queries.refusals).isEmpty();
    }

    @Test
    void traceOfTheClientGoesWithItsQueryAndWithItsRefusal() throws Exception {
        FlightCallHeaders headers = new FlightCallHeaders();
        headers.insert("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
        headers.insert("authorization", "Bearer jwt-alice");
        CallOption traced = new HeaderCallOption(headers);
        DoorFixture.rows(client, client.execute("rows 1000", traced), traced);
        assertThat(fixture.queries.traces).containsExactly(TRACE);
        FlightCallHeaders wrong = new FlightCallHeaders();
        wrong.insert("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
        wrong.insert("authorization", "Bearer nonsense");
        assertThatThrownBy(() -> client.execute("rows 1", new HeaderCallOption(wrong)))
                .isInstanceOf(FlightRuntimeException.class);
        assertThat(fixture.queries.traces).containsExactly(TRACE, TRACE);
    }

    @Test
    void callWithoutATraceGetsOne() throws Exception {
        CallOption alice = fixture.login("alice");
        DoorFixture.rows(client, client.execute("rows 1000", alice), alice);
        assertThat(fixture.queries.traces).singleElement().asString().matches("[0-9a-f]{32}");
    }
}

package io.colonnade.it.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.authentication.JwtIssuer;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.session.Owner;
import io.colonnade.server.session.SealedStatements;
import io.colonnade.server.session.Statement;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.vector.IntVector;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What callers get wrong, or try: each with its status, its SQLSTATE and a message that helps. */
@ExtendWith(NothingLeft.class)
final class BadInputIT {
    private static final Principal ADMIN = new Principal("admin", Set.of("admin"), Map.of());

    private static void assertRefused(FlightStatusCode status, String state, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(FlightRuntimeException.class, e -> {
            assertThat(e.status().code()).isEqualTo(status);
            assertThat(e.status().metadata().get("colonnade-sqlstate")).isEqualTo(state);
            assertThat(e.getMessage()).contains(message);
        });
    }

    @Test
    void wrongStatementsAreTheCallersErrorsAndSayWhere() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            assertRefused(FlightStatusCode.INVALID_ARGUMENT, "42601", "line 1", () -> admin.query("SELECT 1 FRM x y"));
            assertRefused(
                    FlightStatusCode.INVALID_ARGUMENT,
                    "42703",
                    "Column 'nme' does not exist; did you mean 'name'? (line 1, column 8)",
                    () -> admin.query("SELECT nme FROM sales_analytics.customers"));
            assertRefused(
                    FlightStatusCode.NOT_FOUND,
                    "42P01",
                    "did you mean 'customers'?",
                    () -> admin.query("SELECT * FROM sales_analytics.custmers"));
            assertRefused(
                    FlightStatusCode.INVALID_ARGUMENT,
                    "25006",
                    "",
                    () -> admin.query("UPDATE sales_analytics.customers SET name = 'x'"));
        }
    }

    @Test
    void hiddenTableIsAsUnknownAsOneThatDoesNotExist() {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            assertRefused(
                    FlightStatusCode.NOT_FOUND,
                    "42P01",
                    "does not exist",
                    () -> alice.query("SELECT * FROM tpch.part"));
        }
    }

    @Test
    void tokensOfTheIssuerAreTakenAndAllOthersRefused() {
        Clock now = Clock.systemUTC();
        try (FlightUser user = FlightUser.withToken(token(RunningServer.ISSUER, now))) {
            assertThat(user.query("SELECT count(*) FROM tpch.region").get(0)).containsExactly(5L);
        }
        Clock yesterday = Clock.fixed(Instant.now().minus(Duration.ofDays(1)), ZoneOffset.UTC);
        assertTokenRefused(token(RunningServer.ISSUER, yesterday));
        assertTokenRefused(token(new JwtIssuer("https://issuer.test/", "other", RunningServer.SECRET, "roles"), now));
        assertTokenRefused(
                token(new JwtIssuer("https://other.test/", "colonnade", RunningServer.SECRET, "roles"), now));
        assertTokenRefused(unsigned(token(RunningServer.ISSUER, now)));
        assertTokenRefused("nonsense");
    }

    private static String token(JwtIssuer issuer, Clock clock) {
        return new DevelopmentTokens(issuer, RunningServer.SECRET, clock).mint(ADMIN, Duration.ofHours(1));
    }

    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.")[1] + ".";
    }

    private static void assertTokenRefused(String token) {
        try (FlightUser user = FlightUser.withToken(token)) {
            assertThatThrownBy(() -> user.query("SELECT 1"))
                    .isInstanceOfSatisfying(
                            FlightRuntimeException.class,
                            e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED));
        }
    }

    @Test
    void ticketsServeTheirOwnerWhileTheyAreWholeAndYoung() throws Exception {
        try (FlightUser alice = FlightUser.loggedIn("alice");
                FlightUser bob = FlightUser.loggedIn("bob")) {
            FlightInfo info =
                    alice.client().execute("SELECT count(*) FROM sales_analytics.customers", alice.credentials());
            Ticket ticket = info.getEndpoints().get(0).getTicket();
            assertTicketRefused(bob, ticket);
            byte[] tampered = ticket.getBytes().clone();
            tampered[tampered.length - 5] ^= 1;
            assertTicketRefused(alice, new Ticket(tampered));
            assertTicketRefused(alice, sealed("alice", Clock.offset(Clock.systemUTC(), Duration.ofHours(-1))));
            assertThat(alice.fetch(info)).hasSize(1);
        }
    }

    /** A ticket as the server itself would have made it. */
    private static Ticket sealed(String subject, Clock clock) {
        SealedBox box = SealedBox.of(SealKey.of("server.keys.tickets", RunningServer.TICKET_KEY));
        byte[] handle = new SealedStatements(box, "ticket", Duration.ofMinutes(10), clock)
                .seal(new Owner(subject), Statement.of("SELECT 1", null, null))
                .bytes();
        TicketStatementQuery ticket = TicketStatementQuery.newBuilder()
                .setStatementHandle(ByteString.copyFrom(handle))
                .build();
        return new Ticket(Any.pack(ticket).toByteArray());
    }

    private static void assertTicketRefused(FlightUser user, Ticket ticket) {
        assertThatThrownBy(() -> {
                    try (FlightStream stream = user.open(ticket)) {
                        stream.next();
                    }
                })
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().code())
                                .isIn(FlightStatusCode.UNAUTHENTICATED, FlightStatusCode.INVALID_ARGUMENT));
    }

    @Test
    void dataThatBreakTheirContractFailTheStreamBeforeTheRowLeaves() throws Exception {
        assertBroken("promised", "22004");
        assertBroken("amount", "22003");
    }

    private static void assertBroken(String column, String state) throws Exception {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            FlightInfo info = admin.client()
                    .execute("SELECT id, " + column + " FROM clients.flaws ORDER BY id", admin.credentials());
            int[] last = {0};
            assertRefused(FlightStatusCode.INTERNAL, state, "clients.flaws." + column, () -> {
                try (FlightStream stream = admin.open(info.getEndpoints().get(0).getTicket())) {
                    while (stream.next()) {
                        IntVector ids = (IntVector) stream.getRoot().getVector("id");
                        last[0] = ids.get(stream.getRoot().getRowCount() - 1);
                    }
                }
            });
            assertThat(last[0]).isBetween(1, 30000);
        }
    }
}

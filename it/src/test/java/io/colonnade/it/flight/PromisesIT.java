package io.colonnade.it.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.Deployment;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tickets and prepared statements between replicas, across a change of key, and across a change of what may be seen. */
class PromisesIT {
    private static final String CUSTOMERS = "SELECT id, name FROM sales_analytics.customers";
    private static final String ORDERS = "SELECT count(*) FROM sales_analytics.orders";

    @TempDir
    Path directory;

    @Test
    void ticketThatWasPlannedUnderAnotherPolicyIsRefused() throws IOException {
        try (RunningServer yesterday = RunningServer.startWith(projections("yesterday", "redact"));
                RunningServer today = RunningServer.startWith(projections("today", "first_n(2)"));
                FlightUser before = FlightUser.at(yesterday, "alice");
                FlightUser after = FlightUser.at(today, "alice")) {
            FlightInfo masked = before.client().execute(CUSTOMERS, before.credentials());
            assertChanged(() -> after.fetch(masked));
            assertThat(before.fetch(masked)).isNotEmpty();
            FlightInfo untouched = before.client().execute(ORDERS, before.credentials());
            assertThat(after.fetch(untouched)).hasSize(1);
        }
    }

    @Test
    void ticketOfALostRoleIsRefused() {
        Principal admin = new Principal("dora", Set.of("admin"), Map.of("region", "EUROPE"));
        Principal demoted = new Principal("dora", Set.of("analyst"), Map.of("region", "EUROPE"));
        Principal moved = new Principal("dora", Set.of("analyst"), Map.of("region", "ASIA"));
        try (FlightUser before = FlightUser.withToken(token(admin));
                FlightUser after = FlightUser.withToken(token(demoted));
                FlightUser elsewhere = FlightUser.withToken(token(moved))) {
            FlightInfo all = before.client().execute(CUSTOMERS, before.credentials());
            assertChanged(() -> after.fetch(all));
            FlightInfo some = after.client().execute(CUSTOMERS, after.credentials());
            assertChanged(() -> before.fetch(some));
            assertChanged(() -> elsewhere.fetch(some));
            assertThat(after.fetch(some)).isNotEmpty();
        }
    }

    /** The rows above are masked for nobody, and those below are for one of them. */
    @Test
    void ticketOfATableIsRefusedWhenItsOwnPolicyHasChanged() throws IOException {
        try (RunningServer yesterday = RunningServer.startWith(projections("yesterday", "redact"));
                RunningServer today = RunningServer.startWith(projections("today", "first_n(2)"));
                FlightUser before = FlightUser.at(yesterday, "alice");
                FlightUser after = FlightUser.at(today, "alice")) {
            byte[] command = "{\"query\": \"{ salesAnalyticsOrders(limit: 3) { id customer { name } } }\"}"
                    .getBytes(StandardCharsets.UTF_8);
            FlightInfo tables = before.flight().getInfo(FlightDescriptor.command(command), before.credentials());
            assertChanged(
                    () -> after.open(tables.getEndpoints().get(1).getTicket()).next());
        }
    }

    @Test
    void statementThatWasPreparedUnderAnotherRoleIsRefused() throws Exception {
        Principal admin = new Principal("dora", Set.of("admin"), Map.of("region", "EUROPE"));
        Principal demoted = new Principal("dora", Set.of("analyst"), Map.of("region", "EUROPE"));
        try (FlightUser before = FlightUser.withToken(token(admin));
                FlightUser after = FlightUser.withToken(token(demoted));
                PreparedStatement prepared = before.client().prepare(CUSTOMERS, before.credentials())) {
            CallOption now = after.credentials();
            assertChanged(() -> prepared.execute(now));
            assertThat(before.fetch(prepared.execute(before.credentials()))).isNotEmpty();
        }
    }

    @Test
    void keyIsChangedWhileClientsAreAtWork() {
        Secret old = new Secret("the ticket key of last year");
        Secret next = new Secret("the ticket key of this year");
        try (RunningServer behind = RunningServer.startWith(old, null);
                RunningServer ahead = RunningServer.startWith(next, old);
                RunningServer done = RunningServer.startWith(next, null);
                FlightUser early = FlightUser.at(behind, "alice");
                FlightUser meanwhile = FlightUser.at(ahead, "alice");
                FlightUser late = FlightUser.at(done, "alice")) {
            FlightInfo ofOld = early.client().execute(ORDERS, early.credentials());
            assertThat(meanwhile.fetch(ofOld)).hasSize(1);
            assertUnauthenticated(() -> late.fetch(ofOld));
            FlightInfo ofNext = meanwhile.client().execute(ORDERS, meanwhile.credentials());
            assertThat(late.fetch(ofNext)).hasSize(1);
            assertUnauthenticated(() -> early.fetch(ofNext));
            // The session token of the old key, too.
            assertThat(meanwhile.client().execute(ORDERS, early.credentials()).getEndpoints())
                    .hasSize(1);
            assertUnauthenticated(() -> late.client().execute(ORDERS, early.credentials()));
        }
    }

    @Test
    void previousKeyThatIsTheCurrentOneIsRefusedAtStart() {
        Secret same = new Secret("the same key in both places");
        assertThatThrownBy(() -> RunningServer.startWith(same, same).close())
                .hasMessageContaining("Invalid server.keys.previous")
                .hasMessageNotContaining(same.reveal());
        assertThatThrownBy(
                        () -> RunningServer.startWith(same, new Secret("short")).close())
                .hasMessageContaining("Invalid server.keys.previous: too short");
    }

    private static String token(Principal principal) {
        return new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(principal, Duration.ofHours(1));
    }

    /** The examples, with another mask on the names of customers. */
    private Path projections(String name, String mask) throws IOException {
        Path copy = Files.createDirectory(directory.resolve(name));
        for (String file : new String[] {"tpch.yaml", "sales_analytics.yaml"}) {
            String text = Files.readString(Deployment.examples().resolve(file));
            Files.writeString(
                    copy.resolve(file), text.replaceAll("(customers.name,\\s+mask:) \\S+,", "$1 " + mask + ","));
        }
        return copy;
    }

    private static void assertChanged(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT))
                .hasMessageContaining("what you may see has changed");
    }

    private static void assertUnauthenticated(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED));
    }
}

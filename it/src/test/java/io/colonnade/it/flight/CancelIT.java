package io.colonnade.it.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.LimitSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who leaves, or has waited enough, stops PostgreSQL within a second; who has begun a transaction keeps its snapshot. */
@ExtendWith(NothingLeft.class)
final class CancelIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What PostgreSQL does for hours, if it is let. */
    private enum Work {
        COMPUTING("SELECT count(*) AS cancel_me FROM clients.numbers a, clients.numbers b"),
        SENDING("SELECT a.id AS cancel_me FROM sales_analytics.orders a, sales_analytics.orders b");

        private final String sql;

        Work(String sql) {
            this.sql = sql;
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelOfTheStreamReachesPostgres(Work work) throws Exception {
        try (FlightUser admin = FlightUser.loggedIn("admin");
                FlightStream stream = begun(admin, work)) {
            stream.cancel("enough", null);
            awaitStopped(AT_ONCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelOfTheResultReachesPostgres(Work work) throws Exception {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            FlightInfo info = admin.client().execute(work.sql, admin.credentials());
            try (FlightStream stream = begun(admin, work, info)) {
                CancelFlightInfoRequest request = new CancelFlightInfoRequest(info);
                assertThat(admin.client()
                                .cancelFlightInfo(request, admin.credentials())
                                .getStatus())
                        .isEqualTo(CancelStatus.CANCELLED);
                awaitStopped(AT_ONCE);
                assertThatThrownBy(() -> drain(stream)).hasMessageContaining("cancelled");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void deathOfTheClientReachesPostgres(Work work) throws Exception {
        try (Relay relay = new Relay(RunningServer.shared().flightPort());
                FlightUser admin = FlightUser.through(relay.port(), "admin");
                FlightStream stream = begun(admin, work)) {
            relay.cut();
            awaitStopped(AT_ONCE);
            assertThatThrownBy(() -> drain(stream)).isInstanceOf(FlightRuntimeException.class);
        }
    }

    /** Nothing on the network says so: the door finds out by asking, every ten seconds, and waits ten for an answer. */
    @Test
    void aVanishedHostReachesPostgres() throws Exception {
        try (Relay relay = new Relay(RunningServer.shared().flightPort());
                FlightUser admin = FlightUser.through(relay.port(), "admin");
                FlightStream computing = begun(admin, Work.COMPUTING);
                FlightStream sending = begun(admin, Work.SENDING)) {
            relay.fallSilent();
            awaitStopped(Duration.ofSeconds(25));
            relay.cut();
            assertThatThrownBy(() -> drain(computing)).isInstanceOf(FlightRuntimeException.class);
            assertThatThrownBy(() -> drain(sending)).isInstanceOf(FlightRuntimeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlineOfTheCallReachesPostgres(Work work) throws Exception {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            FlightInfo info = admin.client().execute(work.sql, admin.credentials());
            long end = System.nanoTime() + PATIENCE.plus(AT_ONCE).toNanos();
            try (FlightStream stream =
                    begun(admin, work, info, CallOptions.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))) {
                awaitStopped(Duration.ofNanos(end - System.nanoTime()));
                assertThatThrownBy(() -> drain(stream)).hasMessageContaining("deadline exceeded");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeLimitOfTheServerReachesPostgres(Work work) throws Exception {
        LimitSettings limits = LimitSettings.given(Map.of("query_timeout", PATIENCE.toMillis() + "ms"));
        try (RunningServer server = RunningServer.startWith(limits);
                FlightUser admin = FlightUser.at(server, "admin")) {
            FlightInfo info = admin.client().execute(work.sql, admin.credentials());
            long end = System.nanoTime() + PATIENCE.plus(AT_ONCE).toNanos();
            try (FlightStream stream = begun(admin, work, info)) {
                awaitStopped(Duration.ofNanos(end - System.nanoTime()));
                assertThatThrownBy(() -> drain(stream)).hasMessageContaining("longer than");
            }
        }
    }

    private static FlightStream begun(FlightUser user, Work work) {
        return begun(user, work, user.client().execute(work.sql, user.credentials()));
    }

    /** Returns a stream that PostgreSQL works for, and whose client reads a batch at most. */
    private static FlightStream begun(FlightUser user, Work work, FlightInfo info, CallOption... more) {
        CallOption[] options = Arrays.copyOf(more, more.length + 1);
        options[more.length] = user.credentials();
        FlightStream stream = user.client().getStream(info.getEndpoints().get(0).getTicket(), options);
        if (work == Work.SENDING) {
            assertThat(stream.next()).isTrue();
        }
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(CancelIT::isRunning);
        return stream;
    }

    private static void drain(FlightStream stream) {
        while (stream.next()) {
            assertThat(stream.getRoot().getRowCount()).isPositive();
        }
    }

    private static void awaitStopped(Duration longest) {
        await().atMost(longest).pollInterval(Duration.ofMillis(20)).until(() -> !isRunning());
    }

    private static boolean isRunning() {
        return ClientsDatabase.get().isRunning("cancel_me");
    }

    @Test
    void transactionReadsOneSnapshotWhileOthersWrite() throws Exception {
        String sql = "SELECT value FROM clients.counter";
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            Transaction transaction = admin.client().beginTransaction(admin.credentials());
            var before = admin.fetch(admin.client().execute(sql, transaction, admin.credentials()));
            ClientsDatabase.get().execute("UPDATE clients.counter SET value = value + 1");
            assertThat(admin.fetch(admin.client().execute(sql, transaction, admin.credentials())))
                    .isEqualTo(before);
            assertThat(admin.query(sql)).isNotEqualTo(before);
            admin.client().commit(transaction, admin.credentials());
        }
    }

    @Test
    void preparedStatementReadsAfreshAfterItsTransaction() throws Exception {
        String sql = "SELECT value FROM clients.counter";
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            Transaction transaction = admin.client().beginTransaction(admin.credentials());
            try (PreparedStatement prepared = admin.client().prepare(sql, transaction, admin.credentials())) {
                var before = admin.fetch(prepared.execute(admin.credentials()));
                ClientsDatabase.get().execute("UPDATE clients.counter SET value = value + 1");
                assertThat(admin.fetch(prepared.execute(admin.credentials()))).isEqualTo(before);
                admin.client().commit(transaction, admin.credentials());
                assertThat(admin.fetch(prepared.execute(admin.credentials())))
                        .isNotEqualTo(before)
                        .isEqualTo(admin.query(sql));
            }
        }
    }
}

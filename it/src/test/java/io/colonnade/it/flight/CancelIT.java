package io.colonnade.it.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.NothingLeft;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who leaves, or has waited enough, stops PostgreSQL within a second; who has begun a transaction keeps its snapshot. */
@ExtendWith(NothingLeft.class)
final class CancelIT {
    private static final String ENDLESS = "SELECT count(*) FROM clients.numbers a, clients.numbers b";

    private static boolean isRunning() {
        String sql = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
                + " AND query LIKE '%generate_series%count%' OR state = 'active' AND pid <> pg_backend_pid()"
                + " AND query LIKE '%COUNT%generate_series%'";
        try (Connection connection = ClientsDatabase.get().postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitRunning() {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(CancelIT::isRunning);
    }

    private static void awaitStopped() {
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !isRunning());
    }

    @Test
    void cancelOfTheStreamReachesPostgres() throws Exception {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            FlightInfo info = admin.client().execute(ENDLESS, admin.credentials());
            try (FlightStream stream = admin.open(info.getEndpoints().get(0).getTicket())) {
                awaitRunning();
                stream.cancel("enough", null);
                awaitStopped();
            }
        }
    }

    @Test
    void deadlineOfTheCallReachesPostgres() throws Exception {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            FlightInfo info = admin.client().execute(ENDLESS, admin.credentials());
            try (FlightStream stream = admin.client()
                    .getStream(
                            info.getEndpoints().get(0).getTicket(),
                            admin.credentials(),
                            CallOptions.timeout(2, TimeUnit.SECONDS))) {
                awaitRunning();
                assertThatThrownBy(stream::next).hasMessageContaining("deadline exceeded");
                awaitStopped();
            }
        }
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

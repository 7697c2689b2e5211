package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.query.QuerySnapshot;
import java.util.Optional;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which transaction a prepared statement reads, when the one that it was prepared in is over. */
class PreparedInTransactionTest {
    private final DoorFixture fixture = new DoorFixture();
    private final FlightSqlClient client = fixture.client();
    private final CallOption alice = fixture.login("alice");

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        fixture.close();
    }

    private Transaction begin() {
        return client.beginTransaction(alice);
    }

    private Optional<QuerySnapshot> snapshotOf(PreparedStatement prepared) throws Exception {
        DoorFixture.rows(client, prepared.execute(alice), alice);
        return last();
    }

    private Optional<QuerySnapshot> snapshotOf(Transaction transaction) throws Exception {
        DoorFixture.rows(client, client.execute("rows 0", transaction, alice), alice);
        return last();
    }

    private Optional<QuerySnapshot> last() {
        return fixture.queries.snapshots.get(fixture.queries.snapshots.size() - 1);
    }

    private void assertRefused(PreparedStatement prepared) {
        assertThatThrownBy(() -> prepared.execute(alice))
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().metadata().get("colonnade-sqlstate"))
                                .isEqualTo("25000"));
    }

    @Test
    void readsInItsOwnTransactionWhileThatIsOpen() throws Exception {
        Transaction own = begin();
        try (PreparedStatement prepared = client.prepare("rows 0", own, alice)) {
            begin();
            assertThat(snapshotOf(prepared)).isPresent().isEqualTo(snapshotOf(own));
        }
    }

    @Test
    void readsAfreshOnceTheTransactionHasEnded() throws Exception {
        Transaction committed = begin();
        try (PreparedStatement prepared = client.prepare("rows 0", committed, alice)) {
            client.commit(committed, alice);
            assertThat(snapshotOf(prepared)).isEmpty();
        }
        Transaction rolledBack = begin();
        try (PreparedStatement prepared = client.prepare("rows 0", rolledBack, alice)) {
            client.rollback(rolledBack, alice);
            assertThat(snapshotOf(prepared)).isEmpty();
        }
    }

    @Test
    void readsInTheTransactionThatFollows() throws Exception {
        Transaction first = begin();
        try (PreparedStatement prepared = client.prepare("rows 0", first, alice)) {
            client.commit(first, alice);
            Transaction second = begin();
            assertThat(snapshotOf(prepared)).isPresent().isEqualTo(snapshotOf(second));
            client.commit(second, alice);
            Transaction third = begin();
            assertThat(snapshotOf(prepared)).isPresent().isEqualTo(snapshotOf(third));
        }
    }

    @Test
    void isRefusedWhereAnotherTransactionRanBesidesOrSeveralFollow() throws Exception {
        Transaction ended = begin();
        try (PreparedStatement prepared = client.prepare("rows 0", ended, alice)) {
            Transaction besides = begin();
            client.commit(ended, alice);
            assertRefused(prepared);
            client.commit(besides, alice);
            begin();
            begin();
            assertRefused(prepared);
        }
    }

    @Test
    void isRefusedIfTheClientDidNotEndTheTransaction() throws Exception {
        try (PreparedStatement prepared = client.prepare("rows 0", begin(), alice)) {
            client.closeSession(new CloseSessionRequest(), alice);
            assertRefused(prepared);
        }
    }

    @Test
    void doesNotReadInTheTransactionOfAnotherLogin() throws Exception {
        Transaction ended = begin();
        try (PreparedStatement prepared = client.prepare("rows 0", ended, alice)) {
            client.commit(ended, alice);
            client.beginTransaction(fixture.login("alice"));
            assertThat(snapshotOf(prepared)).isEmpty();
        }
    }

    @Test
    void withoutASessionItReadsAfreshAndNotBesideAnOpenTransaction() throws Exception {
        CallOption bob = DoorFixture.bearer("jwt-bob");
        Transaction ended = client.beginTransaction(bob);
        try (PreparedStatement prepared = client.prepare("rows 0", ended, bob)) {
            client.commit(ended, bob);
            DoorFixture.rows(client, prepared.execute(bob), bob);
            assertThat(last()).isEmpty();
            client.beginTransaction(bob);
            assertThatThrownBy(() -> prepared.execute(bob)).hasMessageContaining("prepare it again");
        }
    }
}

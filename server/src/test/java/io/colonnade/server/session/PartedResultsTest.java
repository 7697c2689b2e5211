package io.colonnade.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.QuerySnapshot;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How long the snapshot of a result in parts lives. */
class PartedResultsTest {
    private static final Owner ALICE = new Owner("alice");
    private static final Owner BOB = new Owner("bob");

    private final HandClock clock = new HandClock();
    private final PartedResults results = new PartedResults(Duration.ofMinutes(1), 2, clock);
    private final QuerySnapshot snapshot = new QuerySnapshot();

    @Test
    void endsWhenEveryPartWasFetchedHoweverOftenOneWas() {
        results.keep(ALICE, "1", snapshot, 2);
        results.fetched(ALICE, "1", 1);
        results.fetched(ALICE, "1", 1);
        try (SnapshotLease lease = results.lease(ALICE, "1")) {
            assertThat(lease.snapshot()).isSameAs(snapshot);
        }
        results.fetched(ALICE, "1", 0);
        assertGone(() -> results.lease(ALICE, "1"));
        results.fetched(ALICE, "1", 0);
    }

    @Test
    void isFoundByItsOwnerOnly() {
        results.keep(ALICE, "1", snapshot, 1);
        assertGone(() -> results.lease(BOB, "1"));
        assertGone(() -> results.check(BOB, "1"));
        results.fetched(BOB, "1", 0);
        assertThat(results.end(BOB, "1")).isFalse();
        results.check(ALICE, "1");
        assertThat(results.end(ALICE, "1")).isTrue();
    }

    @Test
    void endsWhenNobodyFetchesAndNotWhileSomebodyDoes() {
        results.keep(ALICE, "1", snapshot, 2);
        clock.forward(Duration.ofSeconds(50));
        results.check(ALICE, "1");
        clock.forward(Duration.ofSeconds(50));
        SnapshotLease lease = results.lease(ALICE, "1");
        clock.forward(Duration.ofHours(1));
        results.endIdle();
        results.check(ALICE, "1");
        lease.close();
        lease.close();
        clock.forward(Duration.ofSeconds(61));
        results.endIdle();
        assertGone(() -> results.lease(ALICE, "1"));
    }

    @Test
    void anOwnerHasALimitedNumber() {
        assertThat(results.keep(ALICE, "1", snapshot, 1)).isTrue();
        assertThat(results.keep(ALICE, "2", new QuerySnapshot(), 1)).isTrue();
        assertThat(results.keep(ALICE, "3", new QuerySnapshot(), 1)).isFalse();
        assertThat(results.keep(BOB, "3", new QuerySnapshot(), 1)).isTrue();
        results.fetched(ALICE, "1", 0);
        assertThat(results.keep(ALICE, "4", new QuerySnapshot(), 1)).isTrue();
        results.close();
        assertGone(() -> results.check(ALICE, "2"));
    }

    private static void assertGone(ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining("ask for the result again")
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.FAILED_PRECONDITION));
    }
}

package io.colonnade.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryQueueTest {
    private static final Party ALICE = new Party("alice", "");
    private static final Party BOB = new Party("bob", "");
    private static final Party CAROL = new Party("carol", "");

    @Test
    void whatFitsRunsAtOnceAndTheRestInOrder() {
        QueryQueue queue = queue(2, 2, 10);
        List<Turn> turns = enter(queue, ALICE, 5);
        assertThat(turns).extracting(QueryQueueTest::runs).containsExactly(true, true, false, false, false);
        queue.leave(turns.get(1));
        assertThat(turns).extracting(QueryQueueTest::runs).containsExactly(true, false, true, false, false);
        queue.leave(turns.get(0));
        assertThat(runs(turns.get(3))).isTrue();
    }

    @Test
    void onePartyLeavesRoomForAnother() {
        QueryQueue queue = queue(4, 3, 10);
        List<Turn> alice = enter(queue, ALICE, 5);
        assertThat(alice).filteredOn(QueryQueueTest::runs).hasSize(3);
        assertThat(runs(queue.enter(BOB))).isTrue();
    }

    @Test
    void partiesTakeTurns() {
        QueryQueue queue = queue(1, 1, 20);
        Turn first = queue.enter(ALICE);
        List<Turn> alice = enter(queue, ALICE, 5);
        Turn bob = queue.enter(BOB);
        Turn carol = queue.enter(CAROL);
        queue.leave(first);
        assertThat(runs(alice.get(0))).isTrue();
        queue.leave(alice.get(0));
        assertThat(runs(bob)).isTrue();
        queue.leave(bob);
        assertThat(runs(carol)).isTrue();
        queue.leave(carol);
        assertThat(runs(alice.get(1))).isTrue();
    }

    @Test
    void whoFillsTheQueueMakesWayForOthers() {
        QueryQueue queue = queue(1, 1, 4);
        queue.enter(ALICE);
        List<Turn> alice = enter(queue, ALICE, 4);
        Turn tooMany = queue.enter(ALICE);
        assertThat(tooMany.granted).isCompletedExceptionally();
        Turn bob = queue.enter(BOB);
        assertThat(bob.granted).isNotDone();
        assertThat(alice.get(3).granted).isCompletedExceptionally();
        assertThat(refusal(alice.get(3)).kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        assertThat(refusal(alice.get(3)).retryAfter()).isPresent();
        assertThat(alice.get(2).granted).isNotDone();
    }

    @Test
    void whoGivesUpIsNotServedAndBlocksNobody() {
        QueryQueue queue = queue(1, 1, 4);
        Turn first = queue.enter(ALICE);
        Turn second = queue.enter(ALICE);
        Turn third = queue.enter(ALICE);
        ColonnadeException gone = ColonnadeException.of(ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "gone");
        queue.withdraw(second, gone);
        assertThat(refusal(second)).isSameAs(gone);
        queue.leave(first);
        assertThat(runs(third)).isTrue();
        queue.withdraw(third, gone);
        assertThat(runs(third)).isTrue();
    }

    @Test
    void whoHasWaitedTooLongIsToldWhy() {
        QueryQueue queue = queue(1, 1, 4);
        queue.enter(ALICE);
        Turn late = queue.enter(BOB);
        queue.enter(CAROL);
        queue.expire(late);
        assertThat(refusal(late).getMessage()).contains("waited 30.0 s").contains("1 others ran and 1 more");
    }

    /** Whatever happens in whichever order: the limits hold, nobody is forgotten, and in the end everything is free. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void limitsHoldThroughRandomUse(long seed) {
        Random random = new Random(seed);
        int queries = 1 + random.nextInt(5);
        int each = 1 + random.nextInt(queries);
        int length = 1 + random.nextInt(8);
        QueryQueue queue = queue(queries, each, length);
        List<Party> parties = List.of(ALICE, BOB, CAROL);
        List<Turn> known = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            if (known.isEmpty() || random.nextInt(3) > 0) {
                known.add(queue.enter(parties.get(random.nextInt(3))));
            } else {
                Turn turn = known.remove(random.nextInt(known.size()));
                queue.leave(turn);
            }
            known.removeIf(turn -> turn.granted.isCompletedExceptionally());
            List<Turn> running = known.stream().filter(QueryQueueTest::runs).toList();
            List<Turn> waiting =
                    known.stream().filter(turn -> !turn.granted.isDone()).toList();
            assertThat(running).hasSizeLessThanOrEqualTo(queries);
            assertThat(waiting).hasSizeLessThanOrEqualTo(length);
            for (Party party : parties) {
                long own = running.stream()
                        .filter(turn -> turn.party.equals(party))
                        .count();
                assertThat(own).isLessThanOrEqualTo(each);
                boolean couldRun = running.size() < queries && own < each;
                assertThat(waiting.stream().anyMatch(turn -> turn.party.equals(party)) && couldRun)
                        .as("somebody waits who could run")
                        .isFalse();
            }
        }
        known.forEach(queue::leave);
        assertThat(enter(queue, ALICE, each)).allMatch(QueryQueueTest::runs);
    }

    private static QueryQueue queue(int queries, int each, int length) {
        return new QueryQueue(new QueueLimits(queries, each, length, Duration.ofSeconds(30)), new RefusalCounts());
    }

    private static List<Turn> enter(QueryQueue queue, Party party, int times) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            turns.add(queue.enter(party));
        }
        return turns;
    }

    private static boolean runs(Turn turn) {
        return turn.state == Turn.State.RUNNING;
    }

    private static ColonnadeException refusal(Turn turn) {
        return (ColonnadeException)
                turn.granted.handle((granted, failure) -> failure).join();
    }
}

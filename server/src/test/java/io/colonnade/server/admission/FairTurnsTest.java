package io.colonnade.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class FairTurnsTest {
    private static final Party ALICE = new Party("alice", "");
    private static final Party BOB = new Party("bob", "");

    private final List<Runnable> begun = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    private void run(FairTurns turns, Party party, String name) {
        turns.run(party, begun::add, () -> done.add(name));
    }

    private void finishNext() {
        begun.remove(0).run();
    }

    @Test
    void whoComesLaterWithLittleDoesNotWaitForAllOfAnother() {
        FairTurns turns = new FairTurns(1);
        run(turns, ALICE, "a1");
        run(turns, ALICE, "a2");
        run(turns, ALICE, "a3");
        run(turns, BOB, "b1");
        while (!begun.isEmpty()) {
            finishNext();
        }
        assertThat(done).containsExactly("a1", "a2", "b1", "a3");
    }

    @Test
    void onePartyLeavesRoomForAnother() {
        FairTurns turns = new FairTurns(2);
        run(turns, ALICE, "a1");
        run(turns, ALICE, "a2");
        assertThat(begun).hasSize(1);
        run(turns, BOB, "b1");
        assertThat(begun).hasSize(2);
    }

    @Test
    void whatFailsOrIsNotTakenGivesItsTurnBack() {
        FairTurns turns = new FairTurns(1);
        turns.run(ALICE, begun::add, () -> {
            throw new IllegalStateException("as it should");
        });
        turns.run(
                ALICE,
                work -> {
                    throw new RejectedExecutionException("closed");
                },
                () -> done.add("never"));
        run(turns, BOB, "b1");
        Runnable failing = begun.remove(0);
        try {
            failing.run();
        } catch (IllegalStateException expected) {
            done.add("failed");
        }
        finishNext();
        assertThat(done).containsExactly("failed", "b1");
    }
}

package io.colonnade.server.admission;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Turns for work that waits as long as it has to, for nobody's call depends on it. Parties take turns, and where there is room for more than one
 * piece of work, no party has all of it: what others send is not to wait for the longest of one's own. Thread-safe.
 */
public final class FairTurns {
    private final QueryQueue queue;

    /** Creates turns for so many at a time. */
    public FairTurns(int running) {
        QueueLimits limits = new QueueLimits(running, Math.max(1, running - 1), Integer.MAX_VALUE, Duration.ZERO);
        this.queue = new QueryQueue(limits, new RefusalCounts());
    }

    /**
     * Has work done when its party's turn has come.
     *
     * @param threads run it; what they refuse is not done, and others have its turn
     */
    public void run(Party party, Executor threads, Runnable work) {
        Turn turn = queue.enter(party);
        turn.granted.thenRun(() -> {
            boolean taken = false;
            try {
                threads.execute(() -> finish(turn, work));
                taken = true;
            } finally {
                if (!taken) {
                    queue.leave(turn);
                }
            }
        });
    }

    private void finish(Turn turn, Runnable work) {
        try {
            work.run();
        } finally {
            queue.leave(turn);
        }
    }
}

package io.colonnade.server.admission;

import io.colonnade.error.ColonnadeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who runs and who waits. Parties take turns, and each party's queries keep their order. Where there is no room to wait, the
 * last query of the party that has the most waiting makes way for one of a party with fewer, so that nobody fills the queue
 * for the others. Thread-safe; nothing is told to anybody under its lock.
 */
final class QueryQueue {
    private final QueueLimits limits;
    private final RefusalCounts refusals;
    private final Map<Party, Integer> running = new HashMap<>();
    /** In the order in which parties are served next. */
    private final Map<Party, Deque<Turn>> waiting = new LinkedHashMap<>();

    private int runningInAll;
    private int waitingInAll;

    QueryQueue(QueueLimits limits, RefusalCounts refusals) {
        this.limits = limits;
        this.refusals = refusals;
    }

    /** Returns what runs and waits, beside so many open streams. */
    synchronized AdmissionLoad load(int streams) {
        return new AdmissionLoad(runningInAll, waitingInAll, streams);
    }

    /** Takes a query in. Its turn has come, or will come, or it was refused. */
    Turn enter(Party party) {
        Turn turn = new Turn(party);
        @Nullable Turn displaced = null;
        List<Turn> granted;
        synchronized (this) {
            waiting.computeIfAbsent(party, key -> new ArrayDeque<>()).add(turn);
            waitingInAll++;
            granted = grant();
            if (waitingInAll > limits.length()) {
                displaced = lastOfTheGreediest(party);
                remove(displaced);
            }
        }
        tell(granted);
        if (displaced != null) {
            displaced.granted.completeExceptionally(
                    refusals.counted(RefusalReason.QUEUE_FULL, Refusals.queueFull(limits.length())));
        }
        return turn;
    }

    /** Ends the waiting of a query for a reason; nothing happens if its turn has come. */
    void withdraw(Turn turn, ColonnadeException reason) {
        if (taken(turn)) {
            turn.granted.completeExceptionally(reason);
        }
    }

    /** Takes a query out that waits; returns whether it does. */
    private synchronized boolean taken(Turn turn) {
        if (turn.state != Turn.State.WAITING) {
            return false;
        }
        remove(turn);
        return true;
    }

    /** Ends the waiting of a query because it took too long. */
    void expire(Turn turn) {
        int others;
        int ran;
        synchronized (this) {
            others = waitingInAll - 1;
            ran = runningInAll;
        }
        if (taken(turn)) {
            turn.granted.completeExceptionally(refusals.counted(
                    RefusalReason.QUEUE_WAIT, Refusals.waitedTooLong(limits.longestWait(), ran, others)));
        }
    }

    /** Takes the right to run back. May be called more than once, and for a query that has never run. */
    void leave(Turn turn) {
        List<Turn> granted;
        synchronized (this) {
            if (turn.state == Turn.State.WAITING) {
                remove(turn);
            }
            if (turn.state != Turn.State.RUNNING) {
                return;
            }
            turn.state = Turn.State.GONE;
            running.computeIfPresent(turn.party, (party, count) -> count > 1 ? count - 1 : null);
            runningInAll--;
            granted = grant();
        }
        tell(granted);
    }

    private List<Turn> grant() {
        List<Turn> granted = new ArrayList<>();
        while (runningInAll < limits.running()) {
            Turn next = next();
            if (next == null) {
                break;
            }
            next.state = Turn.State.RUNNING;
            running.merge(next.party, 1, Integer::sum);
            runningInAll++;
            granted.add(next);
        }
        return granted;
    }

    /** Takes the next query out of those that wait and may run; its party is then the last to be served. */
    private @Nullable Turn next() {
        Iterator<Map.Entry<Party, Deque<Turn>>> parties = waiting.entrySet().iterator();
        while (parties.hasNext()) {
            Map.Entry<Party, Deque<Turn>> entry = parties.next();
            if (running.getOrDefault(entry.getKey(), 0) < limits.runningPerParty()) {
                Deque<Turn> others = entry.getValue();
                Turn next = others.remove();
                waitingInAll--;
                parties.remove();
                if (!others.isEmpty()) {
                    waiting.put(next.party, others);
                }
                return next;
            }
        }
        return null;
    }

    /** The newcomer, who is the last of its own, unless another party has more waiting. */
    private Turn lastOfTheGreediest(Party newcomer) {
        Deque<Turn> most = waiting.getOrDefault(newcomer, new ArrayDeque<>());
        for (Deque<Turn> others : waiting.values()) {
            if (others.size() > most.size()) {
                most = others;
            }
        }
        return most.getLast();
    }

    private void remove(Turn turn) {
        turn.state = Turn.State.GONE;
        waitingInAll--;
        waiting.computeIfPresent(turn.party, (party, turns) -> {
            turns.remove(turn);
            return turns.isEmpty() ? null : turns;
        });
    }

    /** Outside the lock: what is told runs other people's code. */
    private static void tell(List<Turn> granted) {
        granted.forEach(turn -> turn.granted.complete(null));
    }
}

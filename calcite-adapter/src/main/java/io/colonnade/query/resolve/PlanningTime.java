package io.colonnade.query.resolve;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Duration;

/**
 * The time that one statement has to be planned in. Nothing interrupts Calcite, so that whatever it calls of ours, often
 * enough, looks at the clock. Immutable.
 */
public final class PlanningTime {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final long start = System.nanoTime();
    private final Duration most;

    private PlanningTime(Duration most) {
        this.most = most;
    }

    /** Starts the time of a statement that may take no longer than a given time in all. */
    public static PlanningTime within(Duration timeout) {
        return new PlanningTime(timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST);
    }

    /** Starts the time of a statement that may take as long as planning may take at all. */
    public static PlanningTime longest() {
        return new PlanningTime(LONGEST);
    }

    void check() {
        if (System.nanoTime() - start > most.toNanos()) {
            throw ColonnadeException.of(
                    ErrorKind.DEADLINE_EXCEEDED,
                    SqlState.QUERY_CANCELED,
                    "Cannot plan the statement within " + most.toMillis() / 1000.0 + " s; write a smaller one");
        }
    }
}

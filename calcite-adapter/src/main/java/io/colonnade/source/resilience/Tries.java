package io.colonnade.source.resilience;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tries of one call, with pauses that no two callers share. One thread tries; any thread may end it. */
final class Tries {
    private static final Logger LOG = LoggerFactory.getLogger(Tries.class);
    private static final double TWICE = 2;

    private final ResilienceSettings settings;
    private final IntervalFunction pauses;
    private final long deadline;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private int made = 1;

    /**
     * Begins with the first try.
     *
     * @param left the time in which the last must have begun
     */
    Tries(ResilienceSettings settings, Duration left) {
        this.settings = settings;
        this.pauses = IntervalFunction.ofExponentialRandomBackoff(settings.pause(), TWICE);
        this.deadline = System.nanoTime() + left.toNanos();
    }

    /** Waits for the time of the next try, or throws the failure of the last if there is to be none. */
    void next(ColonnadeException failure) {
        long pause = TimeUnit.MILLISECONDS.toNanos(pauses.apply(made));
        boolean late = System.nanoTime() + pause - deadline > 0;
        if (!Failures.isPassing(failure) || made == settings.tries() || late) {
            throw failure;
        }
        made++;
        LOG.debug("{}; trying again", failure.getMessage(), failure);
        await(pause, failure);
    }

    private void await(long nanos, ColonnadeException failure) {
        try {
            if (cancelled.await(nanos, TimeUnit.NANOSECONDS)) {
                throw ColonnadeException.causedBy(
                        failure,
                        ErrorKind.CANCELLED,
                        SqlState.QUERY_CANCELED,
                        "Cannot finish the query: it was cancelled");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** Lets no further try begin. */
    void cancel() {
        cancelled.countDown();
    }
}

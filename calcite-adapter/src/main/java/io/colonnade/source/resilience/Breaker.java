package io.colonnade.source.resilience;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in place of a source that has failed several times in a row, so that nobody waits for it in vain and it is not held
 * down by those who ask. After a rest it is asked for its health, which takes seconds; no statement tries it, since one may take
 * as long as its caller likes. Every {@link #enter} is followed by {@link #succeeded}, {@link #failed} or {@link #leave}.
 * Thread-safe.
 */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final float ALL = 100;
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

    private final String source;
    private final ResilienceSettings settings;
    private final BooleanSupplier health;
    private final CircuitBreaker calls;
    private volatile long opened = System.nanoTime();

    Breaker(String source, ResilienceSettings settings, BooleanSupplier health) {
        this.source = source;
        this.settings = settings;
        this.health = health;
        this.calls = CircuitBreaker.of(
                source,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.failures())
                        .minimumNumberOfCalls(settings.failures())
                        .failureRateThreshold(ALL)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(settings.rest())
                        .build());
        calls.getEventPublisher()
                .onStateTransition(event -> changed(event.getStateTransition().getToState()));
    }

    private void changed(State state) {
        if (state == State.OPEN) {
            opened = System.nanoTime();
            LOG.warn("Source '{}' does not answer, and is left alone for {} s", source, seconds(settings.rest()));
        } else if (state == State.CLOSED) {
            LOG.info("Source '{}' answers again", source);
        }
    }

    /**
     * Begins a call.
     *
     * @throws ColonnadeException UNAVAILABLE while the source is left alone
     */
    void enter() {
        boolean admitted = calls.tryAcquirePermission();
        if (admitted && isTrial()) {
            admitted = isWell() && calls.tryAcquirePermission();
        }
        if (!admitted) {
            throw leftAlone();
        }
    }

    private boolean isTrial() {
        return calls.getState() == State.HALF_OPEN;
    }

    void succeeded() {
        calls.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void failed(Throwable failure) {
        if (Failures.isDown(failure)) {
            calls.onError(0, TimeUnit.NANOSECONDS, failure);
        } else if (Failures.isNeutral(failure)) {
            leave();
        } else {
            succeeded();
        }
    }

    /** Ends a call that has come to nothing. */
    void leave() {
        calls.releasePermission();
    }

    <T> T ask(Supplier<T> question) {
        enter();
        try {
            T answer = question.get();
            succeeded();
            return answer;
        } catch (RuntimeException | Error e) {
            failed(e);
            throw e;
        }
    }

    /** Returns whether the source is well, which ends its rest if that is over; it never begins one. */
    boolean tried() {
        return calls.tryAcquirePermission() && isWell();
    }

    /** Asks for the health of the source, with a permission that it takes. */
    private boolean isWell() {
        boolean trial = isTrial();
        boolean well = false;
        try {
            well = health.getAsBoolean();
            return well;
        } finally {
            if (well) {
                succeeded();
            } else if (trial) {
                calls.onError(0, TimeUnit.NANOSECONDS, leftAlone());
            } else {
                leave();
            }
        }
    }

    /** Returns whether calls are refused. */
    boolean isOpen() {
        return calls.getState() == State.OPEN;
    }

    private ColonnadeException leftAlone() {
        Duration left = settings.rest().minusNanos(System.nanoTime() - opened);
        return ColonnadeException.of(
                        ErrorKind.UNAVAILABLE,
                        SqlState.UNABLE_TO_CONNECT,
                        "Cannot read from source '" + source
                                + "': it has not answered several times in a row, and is left alone for a while; try"
                                + " again later")
                .retryableAfter(left.compareTo(LEAST_WAIT) > 0 ? left : LEAST_WAIT);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}

package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether an answer is to stop, and what stops with it. One thread answers; any thread may stop it. */
final class Stopping {
    private final AtomicReference<@Nullable ColonnadeException> reason = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> cancelling = new AtomicReference<>();

    /** Has the answer end soon, for the first reason that somebody gives. */
    void stop(ColonnadeException because) {
        if (reason.compareAndSet(null, because)) {
            Runnable cancel = cancelling.get();
            if (cancel != null) {
                cancel.run();
            }
        }
    }

    /** Says how what has begun is cancelled; throws if that comes too late. */
    void begun(Runnable cancel) {
        cancelling.set(cancel);
        throwIfStopped();
    }

    void throwIfStopped() {
        ColonnadeException because = reason.get();
        if (because != null) {
            throw because;
        }
    }
}

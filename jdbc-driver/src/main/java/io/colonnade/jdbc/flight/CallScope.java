package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one statement, or of one login, have in common: a deadline, and that another thread may cancel
 * them. Safe for threads.
 */
public final class CallScope {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(30);

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Duration timeout;
    private final @Nullable Deadline deadline;
    private final SqlState unreachable;
    private @Nullable ClientCall<?, ?> current;
    private boolean cancelled;

    private CallScope(Duration timeout, SqlState unreachable) {
        this.timeout = timeout;
        this.deadline = timeout.isZero() ? null : Deadline.after(timeout.toMillis(), TimeUnit.MILLISECONDS);
        this.unreachable = unreachable;
    }

    /** For a statement; a timeout of zero is none. */
    public static CallScope statement(Duration timeout) {
        return new CallScope(timeout, SqlState.CONNECTION_FAILURE);
    }

    /** For connecting and logging in. */
    public static CallScope login(Duration timeout) {
        return new CallScope(timeout, SqlState.UNABLE_TO_CONNECT);
    }

    /** For the small calls between statements, which must not hang for ever. */
    public static CallScope housekeeping() {
        return statement(HOUSEKEEPING);
    }

    /** For what is said when something is closed, where nobody wants to wait for a server that hangs. */
    static CallScope farewell() {
        return statement(FAREWELL);
    }

    /** Ends the call that is under way, and every later one of this scope. */
    public void cancel() {
        ClientCall<?, ?> call;
        synchronized (this) {
            cancelled = true;
            call = current;
        }
        if (call != null) {
            call.cancel("cancelled by the client", null);
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    synchronized void enter(ClientCall<?, ?> call) {
        current = call;
    }

    CallOptions options() {
        return CallOptions.DEFAULT.withDeadline(deadline);
    }

    Duration timeout() {
        return timeout;
    }

    SqlState unreachable() {
        return unreachable;
    }
}

package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final Set<ClientCall<?, ?>> running = new HashSet<>();
    private volatile RowWishes wishes = RowWishes.NONE;
    private @Nullable CallScope login;
    private boolean cancelled;

    private CallScope(Duration timeout, @Nullable Deadline deadline, SqlState unreachable) {
        this.timeout = timeout;
        this.deadline = deadline;
        this.unreachable = unreachable;
    }

    private static @Nullable Deadline after(Duration timeout) {
        return timeout.isZero() ? null : Deadline.after(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For a statement; a timeout of zero is none. */
    public static CallScope statement(Duration timeout) {
        return new CallScope(timeout, after(timeout), SqlState.CONNECTION_FAILURE);
    }

    /** Says to the server how many rows of a result will be read, and how many at a time; zero says nothing. */
    public CallScope taking(long mostRows, int rowsAtOnce) {
        wishes = new RowWishes(mostRows, rowsAtOnce);
        return this;
    }

    RowWishes wishes() {
        return wishes;
    }

    /** For connecting and logging in. */
    public static CallScope login(Duration timeout) {
        return new CallScope(timeout, after(timeout), SqlState.UNABLE_TO_CONNECT);
    }

    /** For the small calls between statements, which must not hang for ever. */
    public static CallScope housekeeping() {
        return statement(HOUSEKEEPING);
    }

    /** For what is said when something is closed, where nobody wants to wait for a server that hangs. */
    public static CallScope farewell() {
        return statement(FAREWELL);
    }

    /** For a login in the midst of this scope: it ends when either has no time left, and is cancelled with this one. */
    synchronized CallScope during(Duration loginTimeout) {
        Deadline own = after(loginTimeout);
        Deadline earlier = own == null || deadline == null ? (own == null ? deadline : own) : own.minimum(deadline);
        login = new CallScope(loginTimeout, earlier, SqlState.UNABLE_TO_CONNECT);
        login.cancelled = cancelled;
        return login;
    }

    /** Ends the calls that are under way, and every later one of this scope. */
    public void cancel() {
        List<ClientCall<?, ?>> calls;
        CallScope nested;
        synchronized (this) {
            cancelled = true;
            calls = new ArrayList<>(running);
            nested = login;
        }
        calls.forEach(call -> call.cancel("cancelled by the client", null));
        if (nested != null) {
            nested.cancel();
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Tells whether nothing more can be asked: it was cancelled, or its time has passed. */
    synchronized boolean isOver() {
        return cancelled || (deadline != null && deadline.isExpired());
    }

    /** Returns how much time is left, at least a moment; without a limit of its own, the one that is given. */
    Duration left(Duration otherwise) {
        return deadline == null
                ? otherwise
                : Duration.ofMillis(Math.max(1, deadline.timeRemaining(TimeUnit.MILLISECONDS)));
    }

    synchronized void enter(ClientCall<?, ?> call) {
        running.add(call);
    }

    synchronized void leave(ClientCall<?, ?> call) {
        running.remove(call);
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

    /** Returns the failure of a call of which nothing was heard for too long. */
    SQLException silent(String target, Duration limit) {
        return unreachable.exception("Cannot reach " + target + ": not a word from it within the socketTimeout of "
                + limit.toSeconds() + " s");
    }
}

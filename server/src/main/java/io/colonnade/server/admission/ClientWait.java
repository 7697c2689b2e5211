package io.colonnade.server.admission;

import java.time.Duration;

/**
 * For how long a stream has had something for its client, who has taken nothing. The door says when it begins and ceases to
 * wait for the client; {@link Admission} ends what waits for too long. One thread sends; any thread may look.
 */
public final class ClientWait {
    private static final long NOBODY_WAITS = 0;

    private volatile long since = NOBODY_WAITS;

    ClientWait() {}

    /** Says that there is something for the client from now on. */
    public void begin() {
        // An odd number of nanoseconds is never the one that stands for no wait.
        since = System.nanoTime() | 1;
    }

    /** Says that the client has taken something, or will not get it any more. */
    public void end() {
        since = NOBODY_WAITS;
    }

    boolean isLongerThan(Duration limit) {
        long begun = since;
        return begun != NOBODY_WAITS && System.nanoTime() - begun > limit.toNanos();
    }
}

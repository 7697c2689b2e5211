package io.colonnade.jdbc.flight;

import java.time.Duration;

/** How long the calls of a connection wait for the server's next word; its host may change that. Safe for threads. */
public final class Patience {
    private volatile Duration limit;

    public Patience(Duration limit) {
        this.limit = limit;
    }

    /** Returns the limit; zero is none. */
    public Duration limit() {
        return limit;
    }

    public void limit(Duration changed) {
        limit = changed;
    }
}

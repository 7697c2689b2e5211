package io.colonnade.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads of which all rows leave or none, which is decided when they have ended: their records {@code finished} are written then, with
 * no rows if none left. A door that reads small results whole before it answers makes one for each answer. For one thread.
 */
public final class HeldReads implements AutoCloseable {
    private final List<Ended> ended = new ArrayList<>();

    /** What is written of a read. */
    interface Ended {
        void tell(boolean left);
    }

    void add(Ended read) {
        ended.add(read);
    }

    /** Says that the rows leave from now on. */
    public void release() {
        tell(true);
    }

    /** Says that the rows were given up, of all that were not released. */
    @Override
    public void close() {
        tell(false);
    }

    private void tell(boolean left) {
        List<Ended> told = List.copyOf(ended);
        ended.clear();
        told.forEach(read -> read.tell(left));
    }
}

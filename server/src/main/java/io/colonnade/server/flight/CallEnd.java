package io.colonnade.server.flight;

import java.util.ArrayList;
import java.util.List;

/** What is to be done when a call has ended, whichever way: its client has everything, or is gone. Thread-safe. */
final class CallEnd {
    private final List<Runnable> tasks = new ArrayList<>();
    private boolean over;

    /** Has something done at the end; at once, if that is past. */
    void then(Runnable task) {
        synchronized (this) {
            if (!over) {
                tasks.add(task);
                return;
            }
        }
        task.run();
    }

    /** Says that the call has ended. */
    void come() {
        List<Runnable> due;
        synchronized (this) {
            over = true;
            due = List.copyOf(tasks);
            tasks.clear();
        }
        due.forEach(Runnable::run);
    }
}

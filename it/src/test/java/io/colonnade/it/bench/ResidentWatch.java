package io.colonnade.it.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at a process's resident memory every 20 ms until it is closed. */
final class ResidentWatch implements AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final long pid;
    private final double before;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile double most;

    ResidentWatch(long pid) {
        this.pid = pid;
        this.before = ProcessUsage.residentMegabytes(pid);
        this.most = before;
        this.thread = new Thread(this::look, "resident-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        while (!stopped) {
            note();
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private void note() {
        most = Math.max(most, ProcessUsage.residentMegabytes(pid));
    }

    /** Returns how much more than at the beginning it had at most; call it after {@link #close}. */
    double growthMegabytes() {
        return most - before;
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        note();
    }
}

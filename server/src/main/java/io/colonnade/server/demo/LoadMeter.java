package io.colonnade.server.demo;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows how loading gets on: a bar that redraws itself on a terminal, a line now and then elsewhere. Thread-safe.
 */
final class LoadMeter implements LoadProgress {
    private static final int BAR = 30;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final long expected;
    private final long start = System.nanoTime();
    private long rows;
    private long shownAt = start;

    LoadMeter(PrintStream out, boolean terminal, long expected) {
        this.out = out;
        this.terminal = terminal;
        this.expected = expected;
    }

    @Override
    public synchronized void rowsSent(long more) {
        rows += more;
        long now = System.nanoTime();
        if (now - shownAt < (terminal ? REDRAW_NANOS : LINE_NANOS)) {
            return;
        }
        shownAt = now;
        if (terminal) {
            out.print("\r" + bar(now));
            out.flush();
        } else {
            out.println("loading TPC-H: " + counts(now));
        }
    }

    /** Shows the end. */
    synchronized void done() {
        long now = System.nanoTime();
        String seconds = String.format(Locale.ROOT, "%.1f s", (now - start) / 1e9);
        if (terminal) {
            out.print("\r\u001b[2K");
        }
        out.printf(Locale.ROOT, "loaded %,d TPC-H rows in %s, indexes included%n", rows, seconds);
        out.flush();
    }

    /** Gives the line back to whoever prints next, after a failure. */
    synchronized void abandon() {
        if (terminal) {
            out.print("\r\u001b[2K");
            out.flush();
        }
    }

    private String bar(long now) {
        int filled = (int) Math.min(BAR, rows * BAR / Math.max(1, expected));
        return "loading TPC-H  [" + "█".repeat(filled) + "░".repeat(BAR - filled) + "]  " + counts(now) + "  ";
    }

    private String counts(long now) {
        double seconds = Math.max(1e-3, (now - start) / 1e9);
        return String.format(
                Locale.ROOT,
                "%3d %%  %,d rows  %,.0f rows/s",
                Math.min(100, rows * 100 / Math.max(1, expected)),
                rows,
                rows / seconds);
    }
}

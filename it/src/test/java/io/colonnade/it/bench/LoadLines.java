package io.colonnade.it.bench;

import io.colonnade.server.demo.LoadProgress;
import io.colonnade.server.demo.TpchLoader;
import java.io.PrintStream;
import java.util.Locale;

/** Says now and then how loading gets on. Thread-safe. */
final class LoadLines implements LoadProgress {
    private static final long EVERY = 1_000_000;

    private final PrintStream log;
    private final long expected;
    private long rows;

    LoadLines(PrintStream log, double scale) {
        this.log = log;
        this.expected = TpchLoader.expectedRows(scale);
    }

    @Override
    public synchronized void rowsSent(long more) {
        if (rows / EVERY != (rows + more) / EVERY) {
            log.printf(Locale.ROOT, "loading TPC-H: %,d of about %,d rows%n", rows + more, expected);
        }
        rows += more;
    }
}

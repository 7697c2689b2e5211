package io.colonnade.server.cli;

import io.colonnade.error.ColonnadeException;
import io.colonnade.server.client.ExportSummary;
import io.colonnade.server.client.QueryClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far an export has come that was begun after this was made, in words. How many rows there will be is told as an estimate, if at all.
 * For one thread, with a client of its own.
 */
final class ExportWatch {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final double STEP = 1000;
    private static final double PERCENT = 100;

    private final QueryClient client;
    private final Set<String> earlier;
    private final TimeLeft left = new TimeLeft();

    ExportWatch(QueryClient client) {
        this.client = client;
        this.earlier = exports().stream().map(ExportSummary::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns what there is to say after a while. */
    String words(Duration since) {
        String time = "exporting, " + since.toSeconds() + " s";
        return exports().stream()
                .filter(export -> export.isRunning() && !earlier.contains(export.id()))
                .findFirst()
                .map(export -> time + ": " + rows(export) + ", " + size(export.bytes())
                        + left.of(since, export)
                                .map(rest -> ", about " + TimeLeft.words(rest) + " left")
                                .orElse(""))
                .orElse(time);
    }

    /** Where there are more rows than were expected, the estimate is worth nothing. */
    static String rows(ExportSummary export) {
        return export.expectedRows() > export.rows()
                ? export.rows() + " of about " + export.expectedRows() + " rows ("
                        + (long) (PERCENT * export.rows() / export.expectedRows()) + " %)"
                : export.rows() + " rows";
    }

    /** Whoever may not ask, or finds the server busy, is shown the time alone. */
    private List<ExportSummary> exports() {
        try {
            return client.exports();
        } catch (ColonnadeException e) {
            return List.of();
        }
    }

    static String size(long bytes) {
        double number = bytes;
        int unit = 0;
        while (number >= STEP && unit < UNITS.length - 1) {
            number /= STEP;
            unit++;
        }
        String format = unit == 0 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, format, number, UNITS[unit]);
    }
}

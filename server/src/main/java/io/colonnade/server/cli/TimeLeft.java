package io.colonnade.server.cli;

import io.colonnade.server.client.ExportSummary;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long an export still takes, by how fast it has been since it was first seen. For one thread. */
final class TimeLeft {
    private static final int FEW = 120;

    private @Nullable Duration seen;
    private long rowsThen;

    /** Returns about how long; nothing if nobody knows how many rows there will be, or there are more already. */
    Optional<Duration> of(Duration since, ExportSummary export) {
        if (seen == null) {
            seen = since;
            rowsThen = export.rows();
        }
        long done = export.rows() - rowsThen;
        long left = export.expectedRows() - export.rows();
        return done <= 0 || left <= 0
                ? Optional.empty()
                : Optional.of(since.minus(seen).multipliedBy(left).dividedBy(done));
    }

    /** Returns a time as exactly as an estimate can be. */
    static String words(Duration time) {
        if (time.toSeconds() < FEW) {
            return time.toSeconds() + " s";
        }
        return time.toMinutes() < FEW ? time.toMinutes() + " min" : time.toHours() + " h";
    }
}

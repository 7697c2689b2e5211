package io.colonnade.server.export;

import io.colonnade.server.parquet.ParquetKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How exports are made.
 *
 * @param timeout how long one may take
 * @param openPartitions how many partitions have a file open at a time, each of which holds a row group
 * @param writers how many threads write one answer at most, each of which holds a row group
 * @param running how many run at a time of those for which no client waits
 * @param approvalExpiry how long one waits for approval
 * @param sweepInterval how often what is left behind, or past its time, is looked for
 * @param key what Parquet's files are encrypted with where they must be; null if the deployment has no key for it
 */
public record ExportSettings(
        Duration timeout,
        int openPartitions,
        int writers,
        int running,
        Duration approvalExpiry,
        Duration sweepInterval,
        @Nullable ParquetKey key) {
    /** What holds unless the configuration says otherwise. */
    public static final ExportSettings STANDARD =
            new ExportSettings(Duration.ofHours(6), 16, 4, 2, Duration.ofDays(1), Duration.ofMinutes(10), null);
}

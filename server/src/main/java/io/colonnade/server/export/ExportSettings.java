package io.colonnade.server.export;

import java.time.Duration;

/**
 * How exports are made.
 *
 * @param timeout how long one may take
 * @param openPartitions how many partitions have a file open at a time, each of which holds a row group
 */
public record ExportSettings(Duration timeout, int openPartitions) {
    /** What holds unless the configuration says otherwise. */
    public static final ExportSettings STANDARD = new ExportSettings(Duration.ofHours(6), 16);
}

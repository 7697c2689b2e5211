package io.colonnade.it.bench;

import java.util.Locale;

/** What is measured of a run, under the name that it has in the JSON. */
enum Metric {
    /** Rows over the seconds from the request to the last row. */
    ROWS_PER_SECOND("rows/s", "%,.0f"),
    /** Answers over the seconds from the first request to the last answer, all readers together. */
    REQUESTS_PER_SECOND("requests/s", "%,.0f"),
    /** The processor time of the process between PostgreSQL and the reader, which may be the reader's own. */
    CPU_SECONDS("CPU s", "%.2f"),
    /** The processor time of the reader, where it is another process. */
    CLIENT_CPU_SECONDS("client CPU s", "%.2f"),
    /** The processor time of the reader for each value that it has taken: rows times columns. */
    CPU_NANOS_PER_CELL("client CPU ns/cell", "%.1f"),
    /** The processor time of PostgreSQL, all its processes together. */
    DATABASE_CPU_SECONDS("PostgreSQL CPU s", "%.2f"),
    /** The most resident memory of the process that {@link #CPU_SECONDS} speaks of, over what it had before the run. */
    RESIDENT_GROWTH_MB("growth MB", "%.0f"),
    /** The length of the files that were written in place of an answer. */
    WRITTEN_MB("files MB", "%.1f"),
    /** Median time from a request to its first batch, row or byte. */
    FIRST_BATCH_MS("first ms", "%.1f"),
    /** The slowest stream's time over the fastest one's. */
    WORST_TO_BEST("worst ÷ best", "%.2f"),
    /** Median time of one of many small requests. */
    P50_MS("p50 ms", "%.2f"),
    /** The time within which 99 of 100 such requests are answered. */
    P99_MS("p99 ms", "%.2f");

    private final String title;
    private final String format;

    Metric(String title, String format) {
        this.title = title;
        this.format = format;
    }

    /** Returns the heading of its column. */
    String title() {
        return title;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String text(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }
}

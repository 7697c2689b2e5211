package io.colonnade.source;

/**
 * A range of the pages of a table, as its source stores it: rows of the pages from the first one on, up to and without the
 * end. Immutable.
 *
 * @param from the first page, from 0
 * @param to the page behind the last, or {@link #OPEN}
 */
public record PageRange(long from, long to) {
    /** The end of a range that takes whatever pages the table has. */
    public static final long OPEN = Long.MAX_VALUE;

    public PageRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("Invalid page range: " + from + " to " + to);
        }
    }

    /** Returns whether the range takes whatever pages the table has. */
    public boolean isOpen() {
        return to == OPEN;
    }
}

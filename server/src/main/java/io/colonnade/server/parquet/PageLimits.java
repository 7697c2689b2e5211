package io.colonnade.server.parquet;

/**
 * How large a page may become before it is written, and a dictionary before it is given up. With many columns they are smaller,
 * since every column collects a page of its own.
 */
record PageLimits(int rows, long bytes, long dictionaryBytes) {
    private static final int MOST_ROWS = 1 << 15;
    private static final int LEAST_ROWS = 1 << 9;
    private static final long MOST_BYTES = 1 << 20;
    private static final long LEAST_BYTES = 1 << 13;
    private static final long MOST_VALUES = 1 << 20;
    private static final long MOST_BYTES_IN_ALL = 1 << 24;

    static PageLimits of(int columns) {
        int count = Math.max(1, columns);
        long rows = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, MOST_VALUES / count));
        long bytes = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, MOST_BYTES_IN_ALL / count));
        return new PageLimits((int) rows, bytes, bytes);
    }
}

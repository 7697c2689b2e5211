package io.colonnade.it.bench.client;

/** One connection of a client to its server. Used by one thread. */
interface Client extends AutoCloseable {
    /**
     * What reading a result gave.
     *
     * @param rows how many rows it had
     * @param firstNanos {@link System#nanoTime} at the first of them
     * @param writtenBytes how long the files are that were written in place of an answer
     */
    record Reading(long rows, long firstNanos, long writtenBytes) {
        Reading(long rows, long firstNanos) {
            this(rows, firstNanos, 0);
        }
    }

    /** Reads a statement's result to its end, resting after each batch. */
    Reading read(String sql, long pauseMillis) throws Exception;

    /** Executes a prepared statement with one parameter, and reads its result; statements stay prepared. */
    default Reading readByKey(String sql, long key) throws Exception {
        throw new UnsupportedOperationException("it cannot look up by key");
    }
}

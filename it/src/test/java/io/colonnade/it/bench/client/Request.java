package io.colonnade.it.bench.client;

import java.util.List;

/**
 * One line that a client program reads.
 *
 * @param sql the statement
 * @param times how often each stream reads it, one after the other
 * @param streams how many streams read it side by side, each over a connection of its own
 * @param pauseMillis how long a stream rests after each batch
 * @param keys if not empty, the values for the statement's only parameter, or for {@link #KEY} in its text: it is executed
 *     once a key
 */
public record Request(String sql, int times, int streams, long pauseMillis, List<Long> keys) {
    /** Stands in a statement that is not prepared where the key comes. */
    public static final String KEY = "{key}";

    public Request {
        keys = List.copyOf(keys);
    }

    /** Returns a request to read a whole result once. */
    public static Request read(String sql) {
        return new Request(sql, 1, 1, 0, List.of());
    }

    /** Returns the same request, repeated one after the other. */
    public Request repeated(int count) {
        return new Request(sql, count, streams, pauseMillis, keys);
    }

    /** Returns the same request by many at once. */
    public Request inParallel(int count) {
        return new Request(sql, times, count, pauseMillis, keys);
    }

    /** Returns the same request by a reader who rests after each batch. */
    public Request pausing(long millis) {
        return new Request(sql, times, streams, millis, keys);
    }

    /** Returns a request to execute the statement once for each key. */
    public Request forKeys(List<Long> values) {
        return new Request(sql, times, streams, pauseMillis, values);
    }
}

package io.colonnade.it.bench.client;

import java.util.List;

/**
 * One line that a client program writes. The measurements are raw; statistics are the reader's.
 *
 * @param error why it failed; empty if it did not
 * @param rows rows read, over all streams and repetitions
 * @param seconds from the first request to the last row
 * @param firstSeconds for each statement, from the request to its first batch or row
 * @param eachSeconds for each statement, from the request to its last row
 * @param writtenBytes how long the files are that were written in place of answers
 */
public record Reply(
        String error,
        long rows,
        double seconds,
        List<Double> firstSeconds,
        List<Double> eachSeconds,
        long writtenBytes) {
    /** What a program says when it is ready for requests. */
    static final Reply READY = new Reply("", 0, 0, List.of(), List.of(), 0);

    public Reply {
        firstSeconds = List.copyOf(firstSeconds);
        eachSeconds = List.copyOf(eachSeconds);
    }

    static Reply failed(Throwable failure) {
        return new Reply(failure.toString(), 0, 0, List.of(), List.of(), 0);
    }
}

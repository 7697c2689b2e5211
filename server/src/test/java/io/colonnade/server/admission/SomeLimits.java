package io.colonnade.server.admission;

import java.time.Duration;

/** Limits for tests: wide, but for what a test is about. */
public final class SomeLimits {
    private static final int QUERIES = 16;
    private static final int QUEUE = 256;
    private static final Duration WAIT = Duration.ofSeconds(30);
    /** How many streams a party may have open where a test says nothing of it. */
    public static final int STREAMS = 32;

    private static final Duration STALL = Duration.ofMinutes(5);

    private SomeLimits() {}

    /** Returns limits that no test meets by chance. */
    public static AdmissionLimits wide() {
        return limits(QUERIES, QUEUE, WAIT, STREAMS);
    }

    /** Returns limits with so many streams for each party. */
    public static AdmissionLimits ofStreams(int perParty) {
        return limits(QUERIES, QUEUE, WAIT, perParty);
    }

    /** Returns limits with so many queries, all of which one party may have. */
    static AdmissionLimits ofQueries(int most) {
        return limits(most, QUEUE, WAIT, STREAMS);
    }

    /** Returns limits with so many queries, and so many that wait for a while. */
    static AdmissionLimits ofQueries(int most, int waiting, Duration longest) {
        return limits(most, waiting, longest, STREAMS);
    }

    /** Returns limits with so long a wait for clients that take nothing. */
    static AdmissionLimits ofStalledStream(Duration longest) {
        return limits(QUERIES, QUEUE, WAIT, STREAMS, longest);
    }

    private static AdmissionLimits limits(int queries, int waiting, Duration longest, int streams) {
        return limits(queries, waiting, longest, streams, STALL);
    }

    private static AdmissionLimits limits(int queries, int waiting, Duration longest, int streams, Duration stall) {
        return new AdmissionLimits(
                queries, queries, waiting, longest, streams, 500, stall, 256L << 20, 128L << 20, 256 * 1024);
    }
}

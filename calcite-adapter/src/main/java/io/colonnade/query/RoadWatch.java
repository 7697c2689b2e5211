package io.colonnade.query;

import java.util.function.Supplier;

/** Told how long the stops of the road take, and of every batch that leaves it. Called on the threads of queries; thread-safe. */
public interface RoadWatch {
    /** Where time goes. */
    enum Stage {
        PARSE,
        RESOLVE,
        POLICY,
        PLAN,
        /** From the plan to the first rows of its answer. */
        FIRST_BATCH
    }

    /** Takes note that a query was at a stop for so long. */
    void took(Stage stage, long nanos);

    /** Takes note of a batch. */
    void batch();

    /** Takes note that somebody reads a projection which will go away. */
    void deprecated(String projection, String version);

    /** Returns what work gives, and takes note of its time, however it ends. */
    default <T> T timed(Stage stage, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            took(stage, System.nanoTime() - start);
        }
    }

    /** Returns what takes no note of anything. */
    static RoadWatch nobody() {
        return new RoadWatch() {
            @Override
            public void took(Stage stage, long nanos) {}

            @Override
            public void batch() {}

            @Override
            public void deprecated(String projection, String version) {}
        };
    }
}

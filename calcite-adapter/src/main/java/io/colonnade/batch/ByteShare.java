package io.colonnade.batch;

/**
 * One stream's part in the memory for batches on their way. Whoever makes or holds a batch takes its bytes and gives them back.
 * What makes a stream go on is always let through; only what is read ahead depends on whether there is room. Thread-safe;
 * nobody ever waits in it.
 */
public interface ByteShare {
    /** Takes bytes if there is room for them; returns whether there was. */
    boolean tryTake(long bytes);

    /** Takes bytes whether or not there is room: without them the stream would stand still. */
    void take(long bytes);

    /** Gives bytes back. */
    void give(long bytes);

    /** Returns whether there is no room left. */
    boolean isTight();

    /** Returns a share in memory without a limit. */
    static ByteShare unlimited() {
        return Unlimited.ONLY;
    }
}

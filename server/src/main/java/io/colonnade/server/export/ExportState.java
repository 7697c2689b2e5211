package io.colonnade.server.export;

/** Where an export stands. */
public enum ExportState {
    /** It waits for somebody's approval. */
    PENDING,
    /** It may run, and waits for its turn. */
    QUEUED,
    RUNNING,
    /** Its files are published. */
    COMPLETED,
    /** It has failed, and nothing is published. */
    FAILED,
    /** It was stopped, and nothing is published. */
    CANCELLED,
    /** Somebody has refused to approve it. */
    REJECTED,
    /** Nobody has approved it in time. */
    EXPIRED;

    /** Returns whether nothing more becomes of it. */
    boolean isEnd() {
        return compareTo(RUNNING) > 0;
    }

    /** Returns whether it has ended without anything published, so that it may be asked for again under the same key. */
    boolean isInVain() {
        return compareTo(COMPLETED) > 0;
    }
}

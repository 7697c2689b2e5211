package io.colonnade.server.admission;

/** Why work was not taken on, for the operator: each has another limit that mends it. */
public enum RefusalReason {
    /** A party sent too many requests in a second. */
    REQUESTS,
    /** A party had too many streams open. */
    STREAMS,
    /** Too many queries waited for their turn already. */
    QUEUE_FULL,
    /** A query waited too long for its turn. */
    QUEUE_WAIT,
    /** A statement was too long. */
    STATEMENT,
    /** The server was stopping. */
    STOPPING
}

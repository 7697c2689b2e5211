package io.colonnade.source.resilience;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;

/** What a failure says of the source: whether it is down, and whether the same may be tried at once. */
final class Failures {
    private static final String CONNECTION_LOST = "08006";
    /** Serialization failures and deadlocks; a standby cancels readers so. */
    private static final String CONFLICT = "40";

    private Failures() {}

    /**
     * Returns whether the same statement may well succeed the next time. Where no connection was to be had, the pool has tried
     * again for seconds already.
     */
    static boolean isPassing(ColonnadeException failure) {
        return failure.kind() == ErrorKind.UNAVAILABLE
                && (failure.sqlState().equals(CONNECTION_LOST)
                        || failure.sqlState().startsWith(CONFLICT));
    }

    /** Returns whether the source did not answer. */
    static boolean isDown(Throwable failure) {
        return failure instanceof ColonnadeException known
                && known.kind() == ErrorKind.UNAVAILABLE
                && (known.sqlState().startsWith("08") || known.sqlState().startsWith("28"));
    }

    /** Returns whether a failure says nothing of the source: the caller's, or the pool's. */
    static boolean isNeutral(Throwable failure) {
        return !(failure instanceof ColonnadeException known)
                || switch (known.kind()) {
                    case CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, INTERNAL -> true;
                    case INVALID_ARGUMENT,
                            NOT_FOUND,
                            UNAUTHENTICATED,
                            PERMISSION_DENIED,
                            UNAVAILABLE,
                            UNIMPLEMENTED,
                            CONTRACT_VIOLATION,
                            INVALID_CONFIGURATION -> false;
                };
    }
}

package io.colonnade.it.bench;

/** A subject cannot run on this machine; the message says why, and stands in the table. */
final class SubjectFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SubjectFailure(String message) {
        super(message);
    }

    SubjectFailure(String message, Throwable cause) {
        super(message, cause);
    }
}

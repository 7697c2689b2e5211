package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;

/** The refusals of everything that would write: Colonnade is a way to read. */
final class Writes {
    private Writes() {}

    static ColonnadeException refusal(String what) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.READ_ONLY_TRANSACTION,
                "Cannot run the " + what + ": Colonnade is read-only; send a query");
    }

    /** Refuses an upload before its rows are read. */
    static Upload refused(String what) {
        throw refusal(what);
    }
}

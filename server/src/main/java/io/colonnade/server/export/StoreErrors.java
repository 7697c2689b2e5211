package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.export.destination.FolderInUseException;
import io.colonnade.server.export.destination.StoreRefusalException;
import java.io.IOException;

/** What a client hears of a store that does not take files. */
final class StoreErrors {
    private StoreErrors() {}

    static ColonnadeException of(IOException e) {
        if (e instanceof FolderInUseException used) {
            return ColonnadeException.causedBy(
                    used,
                    ErrorKind.FAILED_PRECONDITION,
                    SqlState.NOT_IN_PREREQUISITE_STATE,
                    "Cannot export to this folder: " + used.getMessage());
        }
        if (e instanceof StoreRefusalException refusal) {
            return ColonnadeException.causedBy(
                    refusal,
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Cannot export: the destination refuses what this server asks of it; nothing has been published. Tell the"
                            + " operator");
        }
        return ColonnadeException.causedBy(
                e,
                ErrorKind.UNAVAILABLE,
                SqlState.CONNECTION_FAILURE,
                "Cannot export: the destination does not take the files; nothing has been published. Try again later, or tell"
                        + " the operator");
    }

    static ColonnadeException foreign() {
        return ColonnadeException.of(
                ErrorKind.FAILED_PRECONDITION,
                SqlState.NOT_IN_PREREQUISITE_STATE,
                "Cannot export to this folder: its _colonnade.json is none that this version of Colonnade can read; name another"
                        + " folder");
    }
}

package io.colonnade.server.selection;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import java.util.Collection;

/** The wording of what is wrong with a selection. It names places and names, and never a value. */
final class SelectionErrors {
    private static final int LONGEST_NAME = 64;

    private SelectionErrors() {}

    static ColonnadeException invalid(String message) {
        return ColonnadeException.of(ErrorKind.INVALID_ARGUMENT, SqlState.INVALID_PARAMETER, message);
    }

    static ColonnadeException invalid(String path, String why) {
        return invalid("Invalid " + path + ": " + why);
    }

    static ColonnadeException unknown(String path, String what, String name, Collection<String> known) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.UNDEFINED_COLUMN,
                "Invalid " + path + ": there is no " + what + " '" + shortened(name) + "'"
                        + Suggestion.hint(shortened(name), known));
    }

    static ColonnadeException tooMuch(String path, String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT, SqlState.STATEMENT_TOO_COMPLEX, "Invalid " + path + ": " + why);
    }

    static ColonnadeException notFound(SqlState state, String message) {
        return ColonnadeException.of(ErrorKind.NOT_FOUND, state, message);
    }

    /** A name that a caller made up may be as long as a request. */
    static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}

package io.colonnade.source.postgres;

import io.colonnade.error.ErrorKind;
import java.util.Map;

/**
 * What a SQLSTATE means here (PostgreSQL's manual, appendix A): who must act, and our words for it.
 *
 * @param sqlState the state that the caller sees
 */
record ErrorCondition(ErrorKind kind, String sqlState, String text) {
    private record Meaning(ErrorKind kind, String text) {}

    private static final String CONNECTION_FAILURE = "08006";
    private static final String LOST = "the connection to the database was lost; run the query again";

    private static final Map<String, Meaning> BY_STATE = Map.ofEntries(
            row("0A000", ErrorKind.UNIMPLEMENTED, "the database does not support a feature that the query uses"),
            row("21000", ErrorKind.INVALID_ARGUMENT, "a sub-query used as a value returned more than one row"),
            row("22001", ErrorKind.INVALID_ARGUMENT, "a text is too long for its type"),
            row("22003", ErrorKind.INVALID_ARGUMENT, "a number is out of the range of its type"),
            row("22007", ErrorKind.INVALID_ARGUMENT, "a text is not a date or time"),
            row("22008", ErrorKind.INVALID_ARGUMENT, "a date or time is out of range"),
            row("22011", ErrorKind.INVALID_ARGUMENT, "a substring has a negative length"),
            row("22012", ErrorKind.INVALID_ARGUMENT, "division by zero"),
            row("2201B", ErrorKind.INVALID_ARGUMENT, "a regular expression is not valid"),
            row("2201E", ErrorKind.INVALID_ARGUMENT, "the argument of a logarithm is not positive"),
            row("2201F", ErrorKind.INVALID_ARGUMENT, "the argument of a power function is not valid"),
            row("2201W", ErrorKind.INVALID_ARGUMENT, "LIMIT is negative"),
            row("2201X", ErrorKind.INVALID_ARGUMENT, "OFFSET is negative"),
            row("22023", ErrorKind.INVALID_ARGUMENT, "the value of a parameter is not valid"),
            row("22025", ErrorKind.INVALID_ARGUMENT, "an escape sequence of a pattern is not valid"),
            row("22P02", ErrorKind.INVALID_ARGUMENT, "a text cannot be converted to the type it is cast to"),
            row("25006", ErrorKind.INVALID_ARGUMENT, "the statement writes, and sources are read only"),
            row("25P03", ErrorKind.UNAVAILABLE, LOST),
            row("25P04", ErrorKind.DEADLINE_EXCEEDED, "the transaction exceeded the database's time limit"),
            row("42501", ErrorKind.INVALID_CONFIGURATION, "the source's user may not read what the query needs"),
            row("42P01", ErrorKind.INVALID_CONFIGURATION, "a table is gone from it; check the contracts against it"),
            row("42703", ErrorKind.INVALID_CONFIGURATION, "a column is gone from it; check the contracts against it"),
            row("57014", ErrorKind.CANCELLED, "the query was cancelled in the database"));

    private static final Map<String, Meaning> BY_CLASS = Map.ofEntries(
            row("08", ErrorKind.UNAVAILABLE, LOST),
            row("22", ErrorKind.INVALID_ARGUMENT, "a value does not suit an operation of the query"),
            row("23", ErrorKind.INVALID_ARGUMENT, "a value violates a constraint"),
            row("28", ErrorKind.UNAVAILABLE, "the database refuses the source's user"),
            row("40", ErrorKind.UNAVAILABLE, "the query conflicted with other work in the database; run it again"),
            row("42", ErrorKind.INVALID_ARGUMENT, "the database does not accept the query"),
            row("53", ErrorKind.RESOURCE_EXHAUSTED, "the database has run out of a resource; try again later"),
            row("54", ErrorKind.RESOURCE_EXHAUSTED, "the query exceeds a limit of the database; make it smaller"),
            row("55", ErrorKind.UNAVAILABLE, "an object is locked in the database; try again later"),
            row("57", ErrorKind.UNAVAILABLE, LOST),
            row("P0", ErrorKind.INVALID_ARGUMENT, "a function of the database raised an error"));

    private static Map.Entry<String, Meaning> row(String state, ErrorKind kind, String text) {
        return Map.entry(state, new Meaning(kind, text));
    }

    static ErrorCondition of(String state) {
        String group = state.length() == 5 ? state.substring(0, 2) : "";
        Meaning meaning = BY_STATE.getOrDefault(
                state,
                BY_CLASS.getOrDefault(
                        group, new Meaning(ErrorKind.INTERNAL, "the database reported an internal error")));
        return new ErrorCondition(meaning.kind(), shown(state, group, meaning), meaning.text() + " (" + state + ")");
    }

    private static String shown(String state, String group, Meaning meaning) {
        if (group.isEmpty()) {
            return "XX000";
        }
        return meaning.text().equals(LOST) ? CONNECTION_FAILURE : state;
    }

    boolean isLostConnection() {
        return sqlState.equals(CONNECTION_FAILURE);
    }
}

package io.colonnade.local;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's errors in Colonnade's words. DuckDB quotes the value at fault, so none of its text goes on to a client. */
final class LocalFailure {
    private static final String WRAPPED = "Attempting to execute an unsuccessful or closed pending query result";
    private static final Pattern SORT = Pattern.compile("([A-Za-z ]+) Error: ");

    /** What planned statements raise by DuckDB's {@code error()}, because its own division by zero is NULL. */
    private static final String DIVISION_BY_ZERO = "division by zero";

    private LocalFailure() {}

    static ColonnadeException of(Exception cause) {
        String message = inner(String.valueOf(cause.getMessage()));
        Matcher sort = SORT.matcher(message);
        return switch (sort.find() ? sort.group(1).strip() : "") {
            case "Out of Memory" ->
                failure(
                        cause,
                        ErrorKind.RESOURCE_EXHAUSTED,
                        SqlState.RESOURCES_EXHAUSTED,
                        "it needs more memory than the local engine may use; narrow it with a filter");
            case "INTERRUPT" ->
                failure(cause, ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "it was cancelled on request");
            case "Out of Range" ->
                failure(cause, ErrorKind.INVALID_ARGUMENT, SqlState.NUMERIC_OUT_OF_RANGE, "a value is out of range");
            case "Conversion" ->
                failure(
                        cause,
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.DATA_EXCEPTION,
                        "a value cannot be cast to the type that the query asks for");
            case "Invalid Input" -> invalidInput(cause, message);
            case "Binder", "Not implemented" ->
                failure(
                        cause,
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "part of it runs outside of its source, where it is not supported; write it in smaller steps");
            default ->
                failure(
                        cause,
                        ErrorKind.INTERNAL,
                        SqlState.INTERNAL_ERROR,
                        "the local engine does not take the planned statement; see the server's log");
        };
    }

    private static ColonnadeException invalidInput(Exception cause, String message) {
        if (message.strip().endsWith("Invalid Input Error: " + DIVISION_BY_ZERO)) {
            return ColonnadeException.reportedBy(
                    cause, ErrorKind.INVALID_ARGUMENT, "22012", "Cannot run the query: " + DIVISION_BY_ZERO);
        }
        return failure(
                cause,
                ErrorKind.INVALID_ARGUMENT,
                SqlState.DATA_EXCEPTION,
                "an expression does not take one of its values");
    }

    private static ColonnadeException failure(Exception cause, ErrorKind kind, SqlState state, String why) {
        return ColonnadeException.causedBy(cause, kind, state, "Cannot run the query: " + why);
    }

    private static String inner(String message) {
        int wrapped = message.indexOf(WRAPPED);
        String inner = wrapped < 0 ? message : message.substring(wrapped + WRAPPED.length());
        return inner.startsWith("\nError: ") || inner.startsWith(" Error: ") ? inner.substring(8) : inner;
    }
}

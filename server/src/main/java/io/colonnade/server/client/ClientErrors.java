package io.colonnade.server.client;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.Optional;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;

/** Turns what a Flight call failed with back into the project's one error. */
final class ClientErrors {
    private static final String SQLSTATE = "colonnade-sqlstate";

    private ClientErrors() {}

    static ColonnadeException of(FlightRuntimeException failure, String address) {
        CallStatus status = failure.status();
        String text = Optional.ofNullable(status.description())
                .filter(description -> !description.isBlank())
                .orElseGet(() -> "the server said only " + status.code());
        ErrorKind kind = kind(status);
        if (kind == ErrorKind.UNAVAILABLE && sqlState(status).isEmpty()) {
            return ColonnadeException.causedBy(
                    failure,
                    kind,
                    SqlState.UNABLE_TO_CONNECT,
                    "Cannot reach " + address + ": is the server running, and is this its Flight address?");
        }
        return ColonnadeException.reportedBy(
                failure, kind, sqlState(status).orElse(SqlState.INTERNAL_ERROR.code()), text);
    }

    private static Optional<String> sqlState(CallStatus status) {
        ErrorFlightMetadata metadata = status.metadata();
        return metadata == null || !metadata.containsKey(SQLSTATE)
                ? Optional.empty()
                : Optional.ofNullable(metadata.get(SQLSTATE));
    }

    private static ErrorKind kind(CallStatus status) {
        return switch (status.code()) {
            case INVALID_ARGUMENT, ALREADY_EXISTS -> ErrorKind.INVALID_ARGUMENT;
            case NOT_FOUND -> ErrorKind.NOT_FOUND;
            case UNAUTHENTICATED -> ErrorKind.UNAUTHENTICATED;
            case UNAUTHORIZED -> ErrorKind.PERMISSION_DENIED;
            case RESOURCE_EXHAUSTED -> ErrorKind.RESOURCE_EXHAUSTED;
            case CANCELLED -> ErrorKind.CANCELLED;
            case TIMED_OUT -> ErrorKind.DEADLINE_EXCEEDED;
            case UNAVAILABLE -> ErrorKind.UNAVAILABLE;
            case UNIMPLEMENTED -> ErrorKind.UNIMPLEMENTED;
            case OK, UNKNOWN, INTERNAL -> ErrorKind.INTERNAL;
        };
    }
}

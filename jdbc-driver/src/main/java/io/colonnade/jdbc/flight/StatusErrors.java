package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * From gRPC's status to an SQLException. The server states the SQLSTATE in a trailer; where it does not, or is not
 * there at all, the status code decides.
 */
final class StatusErrors {
    static final Metadata.Key<String> SQLSTATE =
            Metadata.Key.of("colonnade-sqlstate", Metadata.ASCII_STRING_MARSHALLER);

    private StatusErrors() {}

    static SQLException toSqlException(Status status, Metadata trailers, CallScope scope, String target) {
        switch (status.getCode()) {
            case DEADLINE_EXCEEDED:
                return timeout(status, scope, target);
            case CANCELLED:
                return cancelled(status, trailers, scope, target);
            default:
                @Nullable String stated = stated(trailers);
                return stated == null
                        ? byCode(status, scope, target)
                        : SqlState.exception(stated, describe(status), status.getCause());
        }
    }

    /** Class 00 is success, which an error cannot be. */
    private static @Nullable String stated(Metadata trailers) {
        String state = trailers.get(SQLSTATE);
        return state != null && state.matches("(?!00)[0-9A-Z]{5}") ? state : null;
    }

    /** Tells apart who cancelled: the caller, the server with a reason, or a transport that went away. */
    private static SQLException cancelled(Status status, Metadata trailers, CallScope scope, String target) {
        if (scope.isCancelled()) {
            return SqlState.QUERY_CANCELED.exception(
                    "Cannot finish the statement: it was cancelled", status.getCause());
        }
        if (status.getCause() instanceof StatusRuntimeException) {
            // The transport gives up a call of which it cannot parse a message.
            Status parsing = ((StatusRuntimeException) status.getCause()).getStatus();
            return SqlState.PROTOCOL_VIOLATION.exception(describe(parsing), status.getCause());
        }
        @Nullable String stated = stated(trailers);
        return stated == null
                ? scope.unreachable()
                        .exception(
                                "Cannot reach " + target + ": it ended the call, " + describe(status),
                                status.getCause())
                : SqlState.exception(stated, describe(status), status.getCause());
    }

    private static SQLException timeout(Status status, CallScope scope, String target) {
        long seconds = scope.timeout().toSeconds();
        if (scope.unreachable() == SqlState.UNABLE_TO_CONNECT) {
            return SqlState.UNABLE_TO_CONNECT.exception(
                    "Cannot connect to " + target + ": no answer within the loginTimeout of " + seconds + " s",
                    status.getCause());
        }
        return SqlState.timeout(
                seconds == 0
                        ? describe(status)
                        : "Cannot finish the statement: its time limit of " + seconds + " s has passed",
                status.getCause());
    }

    /** A connection that is reset in the midst of a message is to gRPC an error of its own making. */
    private static boolean isBroken(Status status) {
        return status.getCode() == Status.Code.INTERNAL && status.getCause() instanceof IOException;
    }

    private static SQLException byCode(Status status, CallScope scope, String target) {
        switch (isBroken(status) ? Status.Code.UNAVAILABLE : status.getCode()) {
            case UNAVAILABLE:
                return scope.unreachable()
                        .exception("Cannot reach " + target + ": " + reason(status), status.getCause());
            case UNAUTHENTICATED:
                return SqlState.INVALID_AUTHORIZATION.exception(describe(status), status.getCause());
            case PERMISSION_DENIED:
                return SqlState.INSUFFICIENT_PRIVILEGE.exception(describe(status), status.getCause());
            case INVALID_ARGUMENT:
                return SqlState.INVALID_REQUEST.exception(describe(status), status.getCause());
            case NOT_FOUND:
                return SqlState.UNDEFINED_TABLE.exception(describe(status), status.getCause());
            case RESOURCE_EXHAUSTED:
                return SqlState.RESOURCES_EXHAUSTED.exception(describe(status), status.getCause());
            case UNIMPLEMENTED:
                return SqlState.FEATURE_NOT_SUPPORTED.exception(describe(status), status.getCause());
            case FAILED_PRECONDITION:
                return SqlState.OBJECT_NOT_IN_STATE.exception(describe(status), status.getCause());
            default:
                return SqlState.INTERNAL_ERROR.exception(describe(status), status.getCause());
        }
    }

    private static String describe(Status status) {
        String description = status.getDescription();
        return description == null ? "The server answered " + status.getCode() : description;
    }

    /** Says why a transport failed, and what to do about the mistakes that are made most. */
    private static String reason(Status status) {
        Throwable root = status.getCause();
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        String detail = root == null ? describe(status) : rootMessage(root);
        if (root instanceof javax.net.ssl.SSLException) {
            return detail + " (does the server speak TLS? without it add tls=false)";
        }
        // The first bytes of an answer by HTTP/1.1 or of another protocol, read as the length of a frame.
        return detail.startsWith("FRAME_SIZE_ERROR")
                ? "what answers there does not speak gRPC (is it the port of Flight SQL, 50051 unless configured?)"
                : detail;
    }

    private static String rootMessage(Throwable root) {
        @Nullable String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}

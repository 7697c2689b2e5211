package io.colonnade.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of Colonnade. Its message, SQLSTATE and position go to the client as they are, so they never hold
 * a data value, a filter's text or a secret; its cause stays on the server.
 */
public final class ColonnadeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String sqlState;
    private final transient @Nullable TextPosition position;
    private final @Nullable Duration retryAfter;
    /** What stands in the log and on the operator's screen, and reaches no client. */
    private final String forOperator;

    private ColonnadeException(
            ErrorKind kind,
            String sqlState,
            String message,
            @Nullable TextPosition position,
            @Nullable Duration retryAfter,
            String forOperator,
            @Nullable Throwable cause) {
        super(message, cause);
        this.forOperator = forOperator;
        this.kind = kind;
        this.sqlState = sqlState;
        this.position = position;
        this.retryAfter = retryAfter;
    }

    /** Creates an error without a position or a cause. */
    public static ColonnadeException of(ErrorKind kind, SqlState state, String message) {
        return new ColonnadeException(kind, state.code(), message, null, null, "", null);
    }

    /** Creates an error that a lower layer caused. The cause is for the server's log only. */
    public static ColonnadeException causedBy(Throwable cause, ErrorKind kind, SqlState state, String message) {
        return new ColonnadeException(kind, state.code(), message, null, null, "", cause);
    }

    /** Creates an error that carries a SQLSTATE as another system reported it. */
    public static ColonnadeException reportedBy(Throwable cause, ErrorKind kind, String sqlState, String message) {
        return new ColonnadeException(kind, sqlState, message, null, null, "", cause);
    }

    /** Returns the same error, pointing at a place in the caller's text. */
    public ColonnadeException at(TextPosition place) {
        return copy(place, retryAfter, forOperator);
    }

    /** Returns the same error, which the same request may be spared after a while. */
    public ColonnadeException retryableAfter(Duration wait) {
        return copy(position, wait, forOperator);
    }

    /** Returns the same error with more to say to the operator: what tells of the deployment is not for clients. */
    public ColonnadeException forOperator(String more) {
        return copy(position, retryAfter, more);
    }

    private ColonnadeException copy(@Nullable TextPosition place, @Nullable Duration wait, String more) {
        ColonnadeException copy = new ColonnadeException(kind, sqlState, message(), place, wait, more, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /** Returns who must act. */
    public ErrorKind kind() {
        return kind;
    }

    /** Returns the five-character SQLSTATE. */
    public String sqlState() {
        return sqlState;
    }

    /** Returns where in the caller's text the error lies, if it lies in a text. */
    public Optional<TextPosition> position() {
        return Optional.ofNullable(position);
    }

    /** Returns after what time the same request may be sent again, if sending it again can be of use. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns the message as the operator sees it. */
    @Override
    public String getMessage() {
        return message() + forOperator;
    }

    /** Returns the message as a client sees it: with the position, where there is one. */
    public String clientMessage() {
        return position == null ? message() : message() + " (" + position + ")";
    }

    private String message() {
        String message = super.getMessage();
        return message == null ? kind.name() : message;
    }
}

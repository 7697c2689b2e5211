package io.colonnade.server.admission;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Duration;

/** The wording of what is said to those who have to wait or to leave. */
public final class Refusals {
    /** When somebody has probably ended something, or another replica has taken over. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private Refusals() {}

    static ColonnadeException tooManyRequests(int perSecond, Duration until) {
        return exhausted("Cannot take the request: more than " + perSecond + " in a second; send them more slowly")
                .retryableAfter(until);
    }

    static ColonnadeException tooManyStreams(int most) {
        return exhausted("Cannot start another stream: " + most
                        + " are open for this principal, which is the limit; finish or cancel some, then try again")
                .retryableAfter(SOON);
    }

    static ColonnadeException queueFull(int length) {
        return exhausted("Cannot start the query: the server is busy, and " + length
                        + " others wait for their turn; try again later")
                .retryableAfter(SOON);
    }

    static ColonnadeException waitedTooLong(Duration wait, int running, int ahead) {
        return exhausted("Cannot start the query: it has waited " + seconds(wait) + " s for its turn, while " + running
                        + " others ran and " + ahead + " more waited; try again later")
                .retryableAfter(SOON);
    }

    static ColonnadeException tooLong(int most) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.PROGRAM_LIMIT_EXCEEDED,
                "Cannot take the statement: it is longer than " + most + " characters");
    }

    /** Returns the refusal of new work by a server that is stopping. */
    public static ColonnadeException stopping() {
        return ColonnadeException.of(
                        ErrorKind.UNAVAILABLE,
                        SqlState.CANNOT_CONNECT_NOW,
                        "Cannot take the request: the server is stopping; try again, and another will answer")
                .retryableAfter(SOON);
    }

    static ColonnadeException stopped() {
        return ColonnadeException.of(
                        ErrorKind.UNAVAILABLE,
                        SqlState.ADMIN_SHUTDOWN,
                        "Cannot finish the query: the server is stopping; try again, and another will answer")
                .retryableAfter(SOON);
    }

    static ColonnadeException stalled(Duration longest) {
        return ColonnadeException.of(
                ErrorKind.CANCELLED,
                SqlState.QUERY_CANCELED,
                "Cannot finish the query: its client has taken no rows for " + seconds(longest)
                        + " s; run it again, and read its rows without such a pause");
    }

    private static ColonnadeException exhausted(String message) {
        return ColonnadeException.of(ErrorKind.RESOURCE_EXHAUSTED, SqlState.TOO_MANY_CONNECTIONS, message);
    }

    private static double seconds(Duration wait) {
        return wait.toMillis() / 1000.0;
    }
}

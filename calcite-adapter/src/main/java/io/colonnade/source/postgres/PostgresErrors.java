package io.colonnade.source.postgres;

import com.zaxxer.hikari.HikariPoolMXBean;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.TextPosition;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a caller may know of PostgreSQL's errors. A server's own message can quote data, so only the description of a
 * statement, which reads none, passes it on; everything else is worded here by SQLSTATE.
 */
final class PostgresErrors {
    private PostgresErrors() {}

    static ColonnadeException unreachable(PostgresSettings settings, SQLException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String state = cause instanceof SQLException sql ? state(sql) : "";
        return ColonnadeException.causedBy(
                        failure,
                        ErrorKind.UNAVAILABLE,
                        SqlState.UNABLE_TO_CONNECT,
                        "Cannot connect to source '" + settings.name() + "'")
                .forOperator(" at " + settings.place() + ": " + connecting(state));
    }

    private static String connecting(String state) {
        if (state.startsWith("28")) {
            return "the database refuses the source's user or password; correct the source's configuration";
        }
        return switch (state) {
            case "3D000" -> "there is no such database; correct the source's url";
            case "53300" -> "the database has no free connection slot; lower the pool's size or raise max_connections";
            case "57P03" -> "the database is starting up or shutting down; try again later";
            default -> "the database does not answer; check that it runs and that host and port are right";
        };
    }

    static ColonnadeException exhausted(
            PostgresSettings settings, SQLException failure, long waited, HikariPoolMXBean pool) {
        return ColonnadeException.causedBy(
                        failure,
                        ErrorKind.RESOURCE_EXHAUSTED,
                        SqlState.TOO_MANY_CONNECTIONS,
                        String.format(
                                Locale.ROOT,
                                "Cannot take a connection of source '%s': none became free within %.1f s; try again later",
                                settings.name(),
                                waited / 1e9))
                .forOperator(String.format(
                        Locale.ROOT,
                        ", or raise the source's pool size (in use %d, idle %d, waiting %d, at most %d)",
                        pool.getActiveConnections(),
                        pool.getIdleConnections(),
                        pool.getThreadsAwaitingConnection(),
                        settings.maximumPoolSize()));
    }

    static ColonnadeException timedOut(PostgresSettings settings, SQLException failure) {
        return ColonnadeException.causedBy(
                failure,
                ErrorKind.DEADLINE_EXCEEDED,
                SqlState.QUERY_CANCELED,
                "Cannot finish the query in source '" + settings.name() + "': it took longer than its time limit");
    }

    static ColonnadeException tooWide(PostgresSettings settings, SQLException failure) {
        return ColonnadeException.causedBy(
                failure,
                ErrorKind.RESOURCE_EXHAUSTED,
                SqlState.RESOURCES_EXHAUSTED,
                "Cannot read from source '" + settings.name()
                        + "': its rows are too wide for the memory of one fetch; select fewer columns");
    }

    static ColonnadeException snapshotGone(PostgresSettings settings, @Nullable Throwable cause) {
        String message = "Cannot read source '" + settings.name()
                + "' in this transaction: the transaction has ended; begin a new one";
        return cause == null
                ? ColonnadeException.of(ErrorKind.FAILED_PRECONDITION, SqlState.INVALID_TRANSACTION_STATE, message)
                : ColonnadeException.causedBy(
                        cause, ErrorKind.FAILED_PRECONDITION, SqlState.INVALID_TRANSACTION_STATE, message);
    }

    static ColonnadeException scanLost(PostgresSettings settings, @Nullable Throwable cause) {
        String message = "Cannot read from source '" + settings.name()
                + "': the connection that keeps the snapshot of a large scan was lost; run the query again";
        return cause == null
                ? ColonnadeException.of(ErrorKind.UNAVAILABLE, SqlState.CONNECTION_FAILURE, message)
                : ColonnadeException.causedBy(cause, ErrorKind.UNAVAILABLE, SqlState.CONNECTION_FAILURE, message);
    }

    static ColonnadeException tooManySnapshots(PostgresSettings settings, int allowed) {
        return ColonnadeException.of(
                ErrorKind.RESOURCE_EXHAUSTED,
                SqlState.TOO_MANY_CONNECTIONS,
                "Cannot begin a transaction in source '" + settings.name() + "': " + allowed
                        + " are open already; end one, or try again later");
    }

    /** Returns the error of a statement that was only described, in the server's own words. */
    static ColonnadeException describing(PostgresSettings settings, SQLException failure, String select) {
        ErrorCondition condition = ErrorCondition.of(state(failure));
        if (condition.kind() == ErrorKind.UNAVAILABLE || condition.kind() == ErrorKind.CANCELLED) {
            return running(settings, failure);
        }
        ServerErrorMessage server = failure instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
        String words = server == null || server.getMessage() == null ? condition.text() : server.getMessage();
        ColonnadeException error =
                ColonnadeException.reportedBy(failure, ErrorKind.INVALID_ARGUMENT, state(failure), words);
        return server == null
                ? error
                : position(select, server.getPosition()).map(error::at).orElse(error);
    }

    private static Optional<TextPosition> position(String text, int place) {
        if (place < 1 || place > text.codePointCount(0, text.length()) + 1) {
            return Optional.empty();
        }
        String before = text.substring(0, text.offsetByCodePoints(0, place - 1));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return Optional.of(new TextPosition(line, before.length() - before.lastIndexOf('\n')));
    }

    /** Returns the error of a statement that ran, without the server's words. */
    static ColonnadeException running(PostgresSettings settings, SQLException failure) {
        ErrorCondition condition = ErrorCondition.of(state(failure));
        return ColonnadeException.reportedBy(
                failure,
                condition.kind(),
                condition.sqlState(),
                "Cannot read from source '" + settings.name() + "': " + condition.text());
    }

    static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }
}

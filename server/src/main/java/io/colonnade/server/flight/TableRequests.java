package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.server.graphql.GraphQlRequest;
import io.colonnade.server.graphql.Operations;
import io.colonnade.server.graphql.RequestJson;
import io.colonnade.server.graphql.execute.Table;
import io.colonnade.server.session.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** From a request of GraphQL to the tables that it asks for. They are found anew for each of their streams. Thread-safe. */
final class TableRequests {
    private static final Pattern REQUEST = Pattern.compile("\\s*+(?:[{#]|(?:query|fragment|mutation|subscription)\\b)");
    private static final Pattern JSON = Pattern.compile("\\s*+\\{\\s*+[\"}]");
    /** Documents in programs often begin on a line of their own, and are indented. */
    private static final int LONGEST_MARGIN = 256;

    private final Operations operations;
    private final Queries queries;

    TableRequests(Operations operations, Queries queries) {
        this.operations = operations;
        this.queries = queries;
    }

    /** Returns whether a command is a document of GraphQL, or a request as JSON: no message of Flight SQL begins so. */
    static boolean isRequest(byte[] command) {
        String beginning = new String(command, 0, Math.min(command.length, LONGEST_MARGIN), StandardCharsets.US_ASCII);
        return REQUEST.matcher(beginning).lookingAt();
    }

    List<Table> tables(String request, AccessContext context) {
        return operations.tables(queries.catalog(context.principal().orElse(null)), request(request), context);
    }

    private static GraphQlRequest request(String text) {
        return JSON.matcher(text).lookingAt()
                ? RequestJson.of(text, "the command")
                : new GraphQlRequest(text, null, Map.of());
    }

    /** Returns the table of a statement. The caller's schema may have changed since the statement was made. */
    Table table(Statement statement, AccessContext context) {
        List<Table> tables = tables(statement.sql(), context);
        int number = Objects.requireNonNull(statement.table());
        if (number >= tables.size()) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION,
                    SqlState.INVALID_TRANSACTION_STATE,
                    "Cannot answer the ticket: what you may see has changed; ask for a new one");
        }
        return tables.get(number);
    }
}

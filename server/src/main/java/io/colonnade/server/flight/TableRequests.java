package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.server.graphql.Operations;
import io.colonnade.server.graphql.RequestJson;
import io.colonnade.server.graphql.execute.Table;
import io.colonnade.server.session.Statement;
import java.util.List;
import java.util.Objects;

/** From a request of GraphQL to the tables that it asks for. They are found anew for each of their streams. Thread-safe. */
final class TableRequests {
    private final Operations operations;
    private final Queries queries;

    TableRequests(Operations operations, Queries queries) {
        this.operations = operations;
        this.queries = queries;
    }

    /** Returns whether a command is a request of GraphQL: a JSON object, as which no message of Flight SQL begins. */
    static boolean isRequest(byte[] command) {
        return command.length > 0 && command[0] == '{';
    }

    List<Table> tables(String request, AccessContext context) {
        return operations.tables(
                queries.catalog(context.principal().orElse(null)), RequestJson.of(request, "the command"), context);
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

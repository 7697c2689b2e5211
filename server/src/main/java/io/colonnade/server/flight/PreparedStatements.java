package io.colonnade.server.flight;

import com.google.protobuf.ByteString;
import io.colonnade.query.QueryDescription;
import io.colonnade.server.session.Statement;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.DoPutPreparedStatementResult;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Prepared statements. The server keeps nothing: the handle is the statement, and binding values gives another handle that
 * has them inside. Thread-safe.
 */
final class PreparedStatements {
    private final StatementRequests statements;
    private final BufferAllocator allocator;

    PreparedStatements(StatementRequests statements, BufferAllocator allocator) {
        this.statements = statements;
        this.allocator = allocator;
    }

    ActionCreatePreparedStatementResult create(Caller caller, ActionCreatePreparedStatementRequest request) {
        Statement statement = statements.statement(
                caller, request.getQuery(), request.hasTransactionId(), request.getTransactionId());
        QueryDescription description = statements.describe(caller, statement);
        return ActionCreatePreparedStatementResult.newBuilder()
                .setPreparedStatementHandle(statements.handle(caller, statement.promised(description.policyVersion())))
                .setDatasetSchema(ByteString.copyFrom(description.schema().serializeAsMessage()))
                .setParameterSchema(ByteString.copyFrom(description.parameters().serializeAsMessage()))
                .build();
    }

    /** Binds values; the client goes on with the handle that comes back. */
    Upload bind(CommandPreparedStatementQuery command) {
        return (caller, permit, messages) -> {
            Statement statement = statements.open(caller, command.getPreparedStatementHandle());
            int parameters = statements.parameters(caller, statement);
            Statement bound = statement.with(Parameters.receive(messages, parameters, allocator));
            return CompletableFuture.completedFuture(DoPutPreparedStatementResult.newBuilder()
                    .setPreparedStatementHandle(statements.handle(caller, bound))
                    .build()
                    .toByteArray());
        };
    }
}

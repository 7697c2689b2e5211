package io.colonnade.server.flight;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QuerySnapshot;
import io.colonnade.server.admission.Permit;
import io.colonnade.server.export.ExportReport;
import io.colonnade.server.session.RunningStreams;
import io.colonnade.server.session.SnapshotLease;
import io.colonnade.server.session.Statement;
import io.colonnade.server.session.Transactions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.DoPutUpdateResult;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Commands as Flight SQL's updates: they run on threads of the door, each when its turn has come, to their end or until their
 * client is gone. How long one may take is for it to say, not for the limit of queries. Thread-safe.
 */
final class CommandUpdates {
    private final StatementRequests statements;
    private final Transactions transactions;
    private final RunningStreams running;
    private final WorkThreads threads;
    private final Duration queryTimeout;
    private final BufferAllocator allocator;

    CommandUpdates(
            StatementRequests statements,
            Transactions transactions,
            RunningStreams running,
            WorkThreads threads,
            Duration queryTimeout,
            BufferAllocator allocator) {
        this.statements = statements;
        this.transactions = transactions;
        this.running = running;
        this.threads = threads;
        this.queryTimeout = queryTimeout;
        this.allocator = allocator;
    }

    /** Java's own client waits for the answer before it says that it has sent all. */
    Upload direct(CommandStatementUpdate update) {
        return new Upload() {
            @Override
            public CompletionStage<byte[]> receive(Caller caller, Permit permit, List<FlightData> messages) {
                Statement statement = statements.statement(
                        caller, update.getQuery(), update.hasTransactionId(), update.getTransactionId());
                return begin(caller, permit, statement, command(statement, "update"));
            }

            @Override
            public boolean takesRows() {
                return false;
            }
        };
    }

    Upload prepared(CommandPreparedStatementUpdate update) {
        return (caller, permit, messages) -> {
            Statement statement =
                    statements.open(caller, update.getPreparedStatementHandle()).renamed();
            StatementCommand command = command(statement, "prepared query as an update");
            return begin(caller, permit, bound(caller, statement, messages), command);
        };
    }

    private StatementCommand command(Statement statement, String what) {
        return statements
                .command(statement)
                .filter(command -> !command.isQuestion())
                .orElseThrow(() -> Writes.refusal(what));
    }

    /** Most clients send a schema without columns where there are no parameters. */
    private Statement bound(Caller caller, Statement statement, List<FlightData> messages) {
        if (messages.stream().allMatch(message -> message.getDataHeader().isEmpty())) {
            return statement;
        }
        int parameters = statements.parameters(caller, statement);
        return statement.with(Parameters.receive(messages, parameters, allocator));
    }

    private CompletionStage<byte[]> begin(Caller caller, Permit permit, Statement statement, StatementCommand command) {
        Consumer<ColonnadeException> stop = reason -> {
            permit.giveUp(reason);
            command.stop(reason);
        };
        Runnable cancel = () -> stop.accept(cancelled());
        running.add(statement.id(), cancel);
        permit.onStop(stop);
        caller.end().then(cancel);
        return threads.run(caller, permit, () -> done(caller, permit, statement, command))
                .whenComplete((said, failure) -> running.remove(statement.id(), cancel));
    }

    private static ColonnadeException cancelled() {
        return ColonnadeException.of(
                ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot finish the export: it was cancelled");
    }

    /** Does what is commanded; returns what the client is told of it. */
    private byte[] done(Caller caller, Permit permit, Statement statement, StatementCommand command)
            throws IOException {
        try (SnapshotLease lease = lease(caller, statement)) {
            @Nullable QuerySnapshot snapshot = lease == null ? null : lease.snapshot();
            AccessContext context = caller.access(queryTimeout, snapshot).sharing(permit.memory());
            List<@Nullable Object> parameters = Parameters.one(statement.parameters(), allocator);
            try (BatchReader report = command.run(context, parameters, allocator)) {
                return DoPutUpdateResult.newBuilder()
                        .setRecordCount(ExportReport.rows(report))
                        .build()
                        .toByteArray();
            }
        }
    }

    private @Nullable SnapshotLease lease(Caller caller, Statement statement) {
        return statement.transaction() == null ? null : transactions.lease(caller.owner(), statement.transaction());
    }
}

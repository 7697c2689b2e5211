package io.colonnade.server.flight;

import io.colonnade.batch.BatchBytes;
import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QuerySnapshot;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.admission.Permit;
import io.colonnade.server.graphql.execute.Table;
import io.colonnade.server.session.PartedResults;
import io.colonnade.server.session.SnapshotLease;
import io.colonnade.server.session.Statement;
import io.colonnade.server.session.Transactions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * One stream: runs a statement and sends its batches as fast as the client takes them, one ahead at most. What a command says comes
 * when that is done, the columns too: clients wait for those. It waits
 * on no thread, and runs on one of its own; any thread may stop it.
 */
final class StatementStream {
    /** What a stream needs besides its statement; the same for all streams of a door. */
    record Surroundings(
            Queries queries,
            TableRequests tables,
            Transactions transactions,
            PartedResults results,
            BufferAllocator allocator) {}

    private final Surroundings surroundings;
    private final Caller caller;
    private final Statement statement;
    private final @Nullable StatementCommand command;
    private final Permit permit;
    private final ServerStreamListener listener;
    private final Readiness readiness;
    /** What gRPC holds while the client is not ready for more. */
    private long sending;

    private long sent;

    private final AtomicReference<@Nullable ColonnadeException> stopped = new AtomicReference<>();
    private final AtomicReference<@Nullable BatchReader> reading = new AtomicReference<>();

    StatementStream(
            Surroundings surroundings,
            Caller caller,
            Statement statement,
            @Nullable StatementCommand command,
            Permit permit,
            ServerStreamListener listener) {
        this.surroundings = surroundings;
        this.caller = caller;
        this.statement = statement;
        this.command = command;
        this.permit = permit;
        this.listener = listener;
        this.readiness = new Readiness(listener);
    }

    /** Stops the stream, down to the source: the client is gone or asked for it. */
    void cancel() {
        stop(ColonnadeException.of(
                ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot finish the query: it was cancelled"));
    }

    /** Stops the stream because it takes too long. */
    void expire(Duration timeout) {
        stop(ColonnadeException.of(
                ErrorKind.DEADLINE_EXCEEDED,
                SqlState.QUERY_CANCELED,
                "Cannot finish the query: it took longer than the " + timeout.toSeconds()
                        + " s that a query may take"));
    }

    /** Stops the stream for a reason, which the client is told. */
    void stop(ColonnadeException reason) {
        if (stopped.compareAndSet(null, reason)) {
            permit.giveUp(reason);
            readiness.wake();
            if (command != null) {
                command.stop(reason);
            }
            BatchReader reader = reading.get();
            if (reader != null) {
                reader.cancel();
            }
        }
    }

    /** Sends every batch. All resources are closed when this returns, and the client does not know yet how it ended. */
    void produce(Duration timeout) throws IOException {
        try (BufferAllocator allocator = surroundings.allocator().newChildAllocator("stream", 0, Long.MAX_VALUE)) {
            List<List<@Nullable Object>> rows = command == null
                    ? Parameters.rows(statement.parameters(), allocator)
                    : List.of(Parameters.one(statement.parameters(), allocator));
            try (SnapshotLease lease = lease()) {
                runEach(rows, timeout, lease == null ? null : lease.snapshot(), allocator);
            }
        }
        statement
                .keptPart()
                .ifPresent(part -> surroundings.results().fetched(caller.owner(), statement.id(), part.number()));
    }

    private @Nullable SnapshotLease lease() {
        if (statement.transaction() != null) {
            return surroundings.transactions().lease(caller.owner(), statement.transaction());
        }
        return statement.part() == null ? null : surroundings.results().lease(caller.owner(), statement.id());
    }

    /** Tells the client how the stream ended. */
    void end(@Nullable Throwable failure) {
        if (failure == null) {
            listener.completed();
        } else {
            ColonnadeException reason = stopped.get();
            listener.error(FlightErrors.of(reason != null ? reason : failure));
        }
    }

    private void runEach(
            List<List<@Nullable Object>> rows,
            Duration timeout,
            @Nullable QuerySnapshot snapshot,
            BufferAllocator allocator)
            throws IOException {
        try (OutgoingRows outgoing = new OutgoingRows(listener, caller.compression(), surroundings.allocator())) {
            for (List<@Nullable Object> row : rows) {
                if (isEnough()) {
                    return;
                }
                try (BatchReader reader = open(row, timeout, snapshot, allocator)) {
                    VectorSchemaRoot batch = reader.getVectorSchemaRoot();
                    outgoing.start(batch.getSchema());
                    while (next(reader)) {
                        send(batch, outgoing);
                    }
                }
            }
        }
    }

    /** Each row of parameters is an execution, and all of them are one result. */
    private boolean isEnough() {
        return statement.bounds().hasEnd() && sent >= statement.bounds().most();
    }

    private void send(VectorSchemaRoot batch, OutgoingRows outgoing) {
        long bytes = BatchBytes.of(batch);
        permit.memory().take(bytes);
        awaitClient();
        sent += batch.getRowCount();
        outgoing.send(batch);
        sending = bytes;
    }

    private BatchReader open(
            List<@Nullable Object> parameters,
            Duration timeout,
            @Nullable QuerySnapshot snapshot,
            BufferAllocator allocator)
            throws IOException {
        checkStopped();
        BatchReader reader = command == null
                ? read(parameters, timeout, snapshot, allocator)
                : command.run(caller.access(timeout, snapshot).sharing(permit.memory()), parameters, allocator);
        reading.set(reader);
        if (stopped.get() != null) {
            reader.cancel();
        }
        return reader;
    }

    private BatchReader read(
            List<@Nullable Object> parameters,
            Duration timeout,
            @Nullable QuerySnapshot snapshot,
            BufferAllocator allocator)
            throws IOException {
        AccessContext context = caller.access(statement, timeout, snapshot)
                .bounded(statement.bounds().after(sent))
                .sharing(permit.memory());
        return statement.table() == null ? rows(context, parameters, allocator) : table(context, allocator);
    }

    private BatchReader rows(AccessContext context, List<@Nullable Object> parameters, BufferAllocator allocator) {
        QueryRequest request = StatementRequests.request(statement);
        Statement.Part part = statement.part();
        return part == null
                ? surroundings.queries().run(context, request, parameters, allocator)
                : surroundings.queries().runPart(context, request, parameters, part.asQueryPart(), allocator);
    }

    private BatchReader table(AccessContext context, BufferAllocator allocator) throws IOException {
        Table table = surroundings.tables().table(statement, context);
        BatchReader rows = surroundings
                .queries()
                .run(context, table.level().selection(), table.level().parameters(), allocator);
        return table.rows(rows, permit.memory(), allocator);
    }

    private boolean next(BatchReader reader) throws IOException {
        checkStopped();
        if (permit.memory().isTight()) {
            // Then a stream has the batch that is being sent, or the next one, and not both.
            awaitClient();
        }
        return reader.loadNextBatch();
    }

    private void awaitClient() {
        permit.client().begin();
        try {
            while (!readiness.await()) {
                checkStopped();
            }
        } finally {
            permit.client().end();
        }
        checkStopped();
        permit.memory().give(sending);
        sending = 0;
    }

    private void checkStopped() {
        ColonnadeException reason = stopped.get();
        if (reason != null) {
            throw reason;
        }
    }
}

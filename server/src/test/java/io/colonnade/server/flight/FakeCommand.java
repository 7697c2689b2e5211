package io.colonnade.server.flight;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.TextReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.export.CommandSchemas;
import io.colonnade.server.export.ExportReport;
import io.colonnade.server.export.ExportState;
import io.colonnade.server.export.ExportStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Commands on command: {@code COPY N} exports so many rows, {@code COPY ?} as many as is bound, {@code COPY 0} has not ended, {@code COPY stuck}
 * none until it is stopped, {@code COPY nowhere} is refused. What is only started is an export whose id is its caller's name and its rows.
 */
final class FakeCommand implements StatementCommand {
    /** What commands have done, all those of a door. */
    static final class Seen {
        final AtomicInteger running = new AtomicInteger();
        /** A permit for each that has begun. */
        final Semaphore begun = new Semaphore(0);

        final List<String> threads = Collections.synchronizedList(new ArrayList<>());
        final List<Optional<?>> snapshots = Collections.synchronizedList(new ArrayList<>());
        final List<String> schemas = Collections.synchronizedList(new ArrayList<>());
        /** By id, where exports stand that were only started. */
        final Map<String, ExportState> started = new ConcurrentHashMap<>();
    }

    private static final Schema NOTHING = new Schema(List.of());
    private static final Schema PARAMETER =
            new Schema(List.of(new Field("$1", new FieldType(true, new ArrowType.Int(64, true), null), null)));
    private static final Schema PLAN =
            new Schema(List.of(new Field("plan", new FieldType(false, new ArrowType.Utf8(), null), null)));

    private final QueryRequest.Sql statement;
    private final Seen seen;
    private final CompletableFuture<ColonnadeException> stopped = new CompletableFuture<>();

    private FakeCommand(QueryRequest.Sql statement, Seen seen) {
        this.statement = statement;
        this.seen = seen;
    }

    static Optional<StatementCommand> of(QueryRequest.Sql statement, Seen seen) {
        return statement.text().contains("COPY ") ? Optional.of(new FakeCommand(statement, seen)) : Optional.empty();
    }

    @Override
    public boolean isQuestion() {
        return statement.text().startsWith("EXPLAIN");
    }

    @Override
    public CommandSchemas describe(AccessContext context) {
        if (statement.text().endsWith("nowhere")) {
            throw ColonnadeException.of(ErrorKind.NOT_FOUND, SqlState.UNDEFINED_TABLE, "there is no such place");
        }
        return new CommandSchemas(
                isQuestion() ? PLAN : NOTHING, statement.text().endsWith("?") ? PARAMETER : NOTHING);
    }

    @Override
    public BatchReader run(AccessContext context, List<@Nullable Object> parameters, BufferAllocator allocator) {
        describe(context);
        if (isQuestion()) {
            return new TextReader(PLAN, List.of("all of it"), allocator);
        }
        seen.running.incrementAndGet();
        try {
            seen.threads.add(Thread.currentThread().getName());
            seen.snapshots.add(context.snapshot());
            seen.schemas.add(String.valueOf(statement.defaultSchema()));
            seen.begun.release();
            String rows = rows(parameters);
            if (rows.equals("stuck")) {
                throw stopped.get();
            }
            return new ExportReport(List.of(exported(Long.parseLong(rows))), allocator);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            seen.running.decrementAndGet();
        }
    }

    private String rows(List<@Nullable Object> parameters) {
        String rows = statement.text().substring("COPY ".length());
        return rows.equals("?") ? String.valueOf(parameters.get(0)) : rows;
    }

    @Override
    public Optional<String> start(AccessContext context, List<@Nullable Object> parameters) {
        if (isQuestion()) {
            return Optional.empty();
        }
        describe(context);
        String id = context.principal().orElseThrow().name() + "-" + rows(parameters);
        seen.started.put(id, ExportState.RUNNING);
        return Optional.of(id);
    }

    private static ExportStatus exported(long rows) {
        return status("id", ExportState.COMPLETED, rows);
    }

    static ExportStatus status(String id, ExportState state, long rows) {
        Instant now = Instant.now();
        return new ExportStatus(
                id, state, "file:/there", rows, 1, 1, "alice", "", now, rows == 0 ? null : now, null, null);
    }

    @Override
    public void stop(ColonnadeException reason) {
        stopped.complete(reason);
    }
}

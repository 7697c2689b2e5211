package io.colonnade.server.flight;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.TextReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.export.ExportReport;
import io.colonnade.server.export.ExportState;
import io.colonnade.server.export.ExportStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Commands on command: {@code COPY N} exports so many rows, {@code COPY 0} has not ended, {@code COPY stuck} none until it is stopped, {@code COPY nowhere} is refused. */
final class FakeCommand implements StatementCommand {
    /** What commands have done, all those of a door. */
    static final class Seen {
        final AtomicInteger running = new AtomicInteger();
        /** A permit for each that has begun. */
        final Semaphore begun = new Semaphore(0);

        final List<String> threads = Collections.synchronizedList(new ArrayList<>());
        final List<Optional<?>> snapshots = Collections.synchronizedList(new ArrayList<>());
        final List<String> schemas = Collections.synchronizedList(new ArrayList<>());
    }

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
    public Schema describe(AccessContext context) {
        if (statement.text().endsWith("nowhere")) {
            throw ColonnadeException.of(ErrorKind.NOT_FOUND, SqlState.UNDEFINED_TABLE, "there is no such place");
        }
        return isQuestion() ? PLAN : new Schema(List.of());
    }

    @Override
    public BatchReader run(AccessContext context, BufferAllocator allocator) {
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
            String rows = statement.text().substring("COPY ".length());
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

    private static ExportStatus exported(long rows) {
        Instant now = Instant.now();
        return new ExportStatus(
                "id", ExportState.COMPLETED, "file:/there", rows, 1, 1, "alice", "", now, rows == 0 ? null : now, null);
    }

    @Override
    public void stop(ColonnadeException reason) {
        stopped.complete(reason);
    }
}

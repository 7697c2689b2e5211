package io.colonnade.source;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statement of a source as record batches: its deadline, its cancellation, and the giving back of what it holds, the
 * same for every kind of source. Sources make it. The statement runs when the first batch is loaded, so that it can be cancelled
 * from the beginning. One thread loads, any thread may cancel or close.
 */
public final class StatementReader extends BatchReader {
    private static final long CANCEL_AGAIN_NANOSECONDS = 100_000_000;

    private final List<ResultColumn> columns;
    private final RunningStatement statement;
    private final Duration limit;
    private final long deadline;
    private final ReentrantLock loading = new ReentrantLock();
    private final Object state = new Object();

    private boolean busy;
    private volatile boolean interrupted;
    private boolean finished;
    private boolean closed;
    private @Nullable ColonnadeException stop;

    /**
     * Creates a reader.
     *
     * @param columns what the statement returns, in order
     * @param limit the time for the whole result
     * @param left what is left of it
     */
    public StatementReader(
            List<ResultColumn> columns,
            RunningStatement statement,
            Duration limit,
            Duration left,
            BufferAllocator allocator) {
        super(allocator);
        this.columns = List.copyOf(columns);
        this.statement = statement;
        this.limit = limit;
        this.deadline = System.nanoTime() + left.toNanos();
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        loading.lock();
        try {
            begin();
            prepareLoadNextBatch();
            getVectorSchemaRoot().clear();
            return load();
        } catch (SQLException failure) {
            throw failed(statement.translate(failure));
        } catch (ColonnadeException failure) {
            throw failed(failure);
        } catch (OutOfMemoryException full) {
            throw failed(ColonnadeException.causedBy(
                    full,
                    ErrorKind.RESOURCE_EXHAUSTED,
                    SqlState.RESOURCES_EXHAUSTED,
                    "Cannot hold the next rows of the query: the memory for batches is used up; try again later"));
        } catch (RuntimeException defect) {
            throw failed(ColonnadeException.causedBy(
                    defect, ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot read the rows of the query"));
        } finally {
            end();
            loading.unlock();
        }
    }

    private boolean load() throws IOException, SQLException {
        if (isFinished()) {
            return false;
        }
        VectorSchemaRoot root = getVectorSchemaRoot();
        int count = statement.fill(root);
        throwIfStopped();
        root.setRowCount(count);
        synchronized (state) {
            finished = count == 0;
        }
        return count > 0;
    }

    private void begin() {
        synchronized (state) {
            if (System.nanoTime() - deadline > 0 && stop == null) {
                stop = late();
            }
            throwIfStopped();
            busy = true;
        }
    }

    private void end() {
        synchronized (state) {
            busy = false;
        }
    }

    private void throwIfStopped() {
        synchronized (state) {
            if (stop != null) {
                throw stop;
            }
        }
    }

    private ColonnadeException failed(ColonnadeException failure) throws IOException {
        synchronized (state) {
            stop = stop == null ? failure : stop;
            if (!closed) {
                getVectorSchemaRoot().clear();
            }
            return stop;
        }
    }

    private ColonnadeException late() {
        return ColonnadeException.of(
                ErrorKind.DEADLINE_EXCEEDED,
                SqlState.QUERY_CANCELED,
                "Cannot finish the query: it took longer than its limit of " + limit.toMillis() / 1000.0 + " s");
    }

    private boolean isFinished() {
        synchronized (state) {
            return finished;
        }
    }

    @Override
    public void cancel() {
        cancel(() -> ColonnadeException.of(
                ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot finish the query: it was cancelled"));
    }

    /** Stops the reading as {@link #cancel()} does, for a reason that the loading thread then gets. */
    public void cancel(ColonnadeException reason) {
        cancel(() -> reason);
    }

    /** Every reader is cancelled when it is closed: what has come to its end needs no reason, whose stack trace takes time. */
    private void cancel(Supplier<ColonnadeException> reason) {
        synchronized (state) {
            if (stop != null || finished || closed) {
                return;
            }
            stop = reason.get();
            if (!busy || interrupted) {
                return;
            }
            interrupted = true;
        }
        Thread interrupter = new Thread(this::interruptLoading, "cancel");
        interrupter.setDaemon(true);
        interrupter.start();
    }

    private void interruptLoading() {
        while (isBusy()) {
            statement.cancel();
            LockSupport.parkNanos(CANCEL_AGAIN_NANOSECONDS);
        }
    }

    private boolean isBusy() {
        synchronized (state) {
            return busy;
        }
    }

    @Override
    public long bytesRead() {
        return statement.bytesRead();
    }

    @Override
    public void close() throws IOException {
        cancel();
        loading.lock();
        try {
            if (!closed) {
                super.close();
            }
        } finally {
            loading.unlock();
        }
    }

    @Override
    protected void closeReadSource() {
        synchronized (state) {
            closed = true;
        }
        if (interrupted) {
            statement.abandon();
        } else {
            statement.close();
        }
    }

    @Override
    protected Schema readSchema() {
        List<Field> fields = new ArrayList<>();
        for (ResultColumn column : columns) {
            fields.add(new Field(
                    column.name(),
                    new FieldType(column.nullable(), column.type().arrow(), null),
                    null));
        }
        return new Schema(fields);
    }
}

package io.colonnade.local;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** The rows of one local statement, which starts when the first batch is asked for. Threads as {@link BatchReader}. */
final class LocalReader extends BatchReader {
    private final LocalEngine engine;
    private final LocalStatement statement;
    private final List<GuardedInput> inputs = new ArrayList<>();
    private final ResultVectors vectors;
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable LocalQuery query;
    private volatile boolean cancelled;

    LocalReader(LocalEngine engine, LocalStatement statement, BufferAllocator allocator) {
        super(allocator);
        this.engine = engine;
        this.statement = statement;
        this.vectors = new ResultVectors(statement.columns());
        for (LocalStatement.Input input : statement.inputs()) {
            inputs.add(new GuardedInput(input.reader(), allocator));
        }
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        VectorSchemaRoot next = next();
        if (next == null) {
            return false;
        }
        vectors.move(next, getVectorSchemaRoot());
        bytes.addAndGet(next.getFieldVectors().stream()
                .mapToLong(v -> v.getBufferSize())
                .sum());
        return true;
    }

    private @Nullable VectorSchemaRoot next() {
        try {
            checkNotCancelled();
            LocalQuery running = query;
            if (running == null) {
                running = LocalQuery.open(engine.connect(this), statement, allocator);
                query = running;
                checkNotCancelled();
                running.execute(inputs);
            }
            VectorSchemaRoot batch = running.next();
            checkNotCancelled();
            return batch;
        } catch (ColonnadeException e) {
            throw e;
        } catch (Exception e) {
            checkNotCancelled();
            inputs.forEach(GuardedInput::throwFailure);
            throw LocalFailure.of(e);
        }
    }

    private void checkNotCancelled() {
        if (cancelled) {
            throw GuardedInput.cancellation();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        inputs.forEach(GuardedInput::cancel);
        interrupt();
        engine.interruptUntilFinished(this);
    }

    void interrupt() {
        LocalQuery running = query;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public long bytesRead() {
        return bytes.get();
    }

    @Override
    protected void closeReadSource() throws IOException {
        LocalQuery running = query;
        query = null;
        Releases releases = new Releases();
        if (running != null) {
            releases.release(running);
        }
        inputs.forEach(releases::release);
        statement.inputs().forEach(input -> releases.release(input.reader()));
        engine.finished(this);
        releases.throwFirst();
    }

    @Override
    protected Schema readSchema() {
        List<Field> fields = new ArrayList<>();
        for (ResultColumn column : statement.columns()) {
            FieldType type = new FieldType(column.nullable(), column.type().arrow(), null);
            fields.add(new Field(column.name(), type, null));
        }
        return new Schema(fields);
    }
}

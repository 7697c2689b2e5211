package io.colonnade.local;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An input on its way into DuckDB: takes each batch's buffers away from the reader, which may then fill new ones while
 * DuckDB still reads the old ones, and keeps the reader's failure, which DuckDB would report in its own words. DuckDB
 * calls it on any of its threads, one at a time.
 */
final class GuardedInput extends ArrowReader {
    private final BatchReader reader;
    private volatile @Nullable ColonnadeException failure;
    private volatile boolean cancelled;

    GuardedInput(BatchReader reader, BufferAllocator allocator) {
        super(allocator);
        this.reader = reader;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        try {
            prepareLoadNextBatch();
            if (cancelled) {
                throw cancellation();
            }
            if (!reader.loadNextBatch()) {
                return false;
            }
            take(reader.getVectorSchemaRoot(), getVectorSchemaRoot());
            return true;
        } catch (IOException | RuntimeException e) {
            failure = asFailure(e);
            throw new IOException("an input failed");
        }
    }

    private static void take(VectorSchemaRoot from, VectorSchemaRoot to) {
        List<FieldVector> sources = from.getFieldVectors();
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).makeTransferPair(to.getVector(i)).transfer();
        }
        to.setRowCount(from.getRowCount());
    }

    private static ColonnadeException asFailure(Exception e) {
        if (e instanceof ColonnadeException known) {
            return known;
        }
        if (e instanceof OutOfMemoryException) {
            return ColonnadeException.causedBy(
                    e,
                    ErrorKind.RESOURCE_EXHAUSTED,
                    SqlState.RESOURCES_EXHAUSTED,
                    "Cannot run the query: it needs more memory than a query may use; narrow it with a filter");
        }
        return ColonnadeException.causedBy(
                e, ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot read an input of the local engine");
    }

    static ColonnadeException cancellation() {
        return ColonnadeException.of(
                ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "The query was cancelled on request");
    }

    /** Throws the failure that stopped this input, if one did. */
    void throwFailure() {
        ColonnadeException known = failure;
        if (known != null) {
            throw known;
        }
    }

    void cancel() {
        cancelled = true;
        reader.cancel();
    }

    @Override
    public long bytesRead() {
        return reader.bytesRead();
    }

    // The local reader closes the input itself: DuckDB decides only when it is done with a batch.
    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() throws IOException {
        return reader.getVectorSchemaRoot().getSchema();
    }
}

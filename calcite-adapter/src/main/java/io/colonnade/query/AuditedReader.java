package io.colonnade.query;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ForwardingReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.SqlState;
import io.colonnade.security.audit.AuditEvent;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.audit.AuditOutcome;
import io.colonnade.security.audit.AuditedAccess;
import java.io.IOException;
import java.time.Instant;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Counts what leaves and writes the audit record {@code finished} when it ends, however it ends. */
final class AuditedReader extends ForwardingReader {
    private final AuditLog audit;
    private final AuditedAccess access;
    private final @Nullable HeldReads held;
    private long rowCount;
    private long byteCount;
    private boolean complete;
    private @Nullable String failure;
    private volatile boolean cancelled;
    private boolean finished;

    /**
     * Creates a reader.
     *
     * @param held has its rows leave later, or not at all; null has them leave as they come
     */
    AuditedReader(
            BatchReader rows,
            AuditLog audit,
            AuditedAccess access,
            @Nullable HeldReads held,
            BufferAllocator allocator) {
        super(rows, allocator);
        this.audit = audit;
        this.access = access;
        this.held = held;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        try {
            if (!super.loadNextBatch()) {
                complete = true;
                return false;
            }
        } catch (ColonnadeException e) {
            failure = e.sqlState();
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            failure = SqlState.INTERNAL_ERROR.code();
            throw e;
        }
        VectorSchemaRoot batch = getVectorSchemaRoot();
        rowCount += batch.getRowCount();
        for (FieldVector vector : batch.getFieldVectors()) {
            byteCount += vector.getBufferSize();
        }
        return true;
    }

    @Override
    public void cancel() {
        cancelled = true;
        super.cancel();
    }

    @Override
    public void close() throws IOException {
        if (finished) {
            return;
        }
        try {
            super.close();
        } finally {
            finish();
        }
    }

    private void finish() {
        finished = true;
        if (held == null) {
            tell(true);
        } else {
            held.add(this::tell);
        }
    }

    private void tell(boolean left) {
        AuditOutcome outcome = left ? outcome(rowCount, byteCount) : nothingLeft();
        audit.write(AuditEvent.finished(Instant.now(), access, outcome));
    }

    private AuditOutcome nothingLeft() {
        return complete ? AuditOutcome.cancelled(0, 0) : outcome(0, 0);
    }

    private AuditOutcome outcome(long rowsLeft, long bytesLeft) {
        if (complete) {
            return AuditOutcome.completed(rowsLeft, bytesLeft);
        }
        if (failure != null && !cancelled) {
            return AuditOutcome.failed(rowsLeft, bytesLeft, failure);
        }
        return AuditOutcome.cancelled(rowsLeft, bytesLeft);
    }
}

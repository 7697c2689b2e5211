package io.colonnade.source.resilience;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The rows of one statement, which is begun anew if its source fails before the first batch has been handed out, and never
 * after. The vectors may be other ones after the first batch than before. Threads as {@link BatchReader} says.
 */
final class RepeatedReader extends BatchReader {
    private final Breaker breaker;
    private final Tries tries;
    private final Function<Duration, BatchReader> opening;
    private final long start = System.nanoTime();
    private final Object state = new Object();

    private BatchReader rows;
    private boolean entered;
    private boolean begun;
    private boolean cancelled;
    private boolean closed;

    /**
     * Begins the statement.
     *
     * @param opening begins it, given how much of its time has gone by
     */
    RepeatedReader(Breaker breaker, Tries tries, Function<Duration, BatchReader> opening, BufferAllocator allocator) {
        super(allocator);
        this.breaker = breaker;
        this.tries = tries;
        this.opening = opening;
        this.rows = open();
    }

    private BatchReader open() {
        while (true) {
            try {
                return openOnce();
            } catch (ColonnadeException failure) {
                tries.next(failure);
            }
        }
    }

    private BatchReader openOnce() {
        breaker.enter();
        entered = true;
        try {
            return opening.apply(Duration.ofNanos(System.nanoTime() - start));
        } catch (RuntimeException | Error failure) {
            failed(failure);
            throw failure;
        }
    }

    private void failed(Throwable failure) {
        entered = false;
        breaker.failed(failure);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        if (begun) {
            return current().loadNextBatch();
        }
        while (true) {
            try {
                return loadFirst();
            } catch (ColonnadeException failure) {
                tries.next(failure);
                replace(failure);
            }
        }
    }

    private boolean loadFirst() throws IOException {
        try {
            boolean more = current().loadNextBatch();
            begun = true;
            entered = false;
            breaker.succeeded();
            return more;
        } catch (IOException | RuntimeException | Error failure) {
            if (entered) {
                failed(failure);
            }
            throw failure;
        }
    }

    /** Whoever is told of a source that is left alone wants to know of what was wrong with it. */
    private void replace(ColonnadeException failure) throws IOException {
        current().close();
        BatchReader next;
        try {
            next = openOnce();
        } catch (ColonnadeException again) {
            again.addSuppressed(failure);
            throw again;
        }
        boolean late;
        synchronized (state) {
            rows = next;
            late = closed;
            if (cancelled) {
                next.cancel();
            }
        }
        if (late) {
            next.close();
        }
    }

    private BatchReader current() {
        synchronized (state) {
            return rows;
        }
    }

    @Override
    public void cancel() {
        tries.cancel();
        synchronized (state) {
            cancelled = true;
            rows.cancel();
        }
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
        return current().getVectorSchemaRoot();
    }

    @Override
    public long bytesRead() {
        return current().bytesRead();
    }

    @Override
    public void close() throws IOException {
        cancel();
        synchronized (state) {
            closed = true;
        }
        current().close();
        if (entered) {
            entered = false;
            breaker.leave();
        }
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() throws IOException {
        return current().getVectorSchemaRoot().getSchema();
    }
}

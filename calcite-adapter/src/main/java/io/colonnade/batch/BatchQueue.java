package io.colonnade.batch;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/** Batches on their way from the threads that produce them to the one that takes them, never many at a time. Thread-safe. */
final class BatchQueue {
    private final Queue<ArrowRecordBatch> batches = new ArrayDeque<>();
    private final int capacity;
    private boolean ended;
    private @Nullable Throwable failure;

    BatchQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Waits for room and hands a batch on. Returns false, and frees the batch, once the reading was stopped. */
    synchronized boolean put(ArrowRecordBatch batch) {
        while (batches.size() >= capacity && failure == null) {
            await();
        }
        if (failure != null) {
            batch.close();
            return false;
        }
        batches.add(batch);
        notifyAll();
        return true;
    }

    /** Waits for the next batch, which the caller closes. Returns null at the end, and throws what stopped the reading. */
    synchronized @Nullable ArrowRecordBatch take() throws IOException {
        while (batches.isEmpty() && !ended && failure == null) {
            await();
        }
        throwIfStopped();
        notifyAll();
        return batches.poll();
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop(cancellation());
        }
    }

    static ColonnadeException cancellation() {
        return ColonnadeException.of(
                ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot finish the query: it was cancelled");
    }

    synchronized boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Says that no further batch will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Frees what is queued and wakes everybody. The first reason is the one that counts. */
    synchronized void stop(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
        batches.forEach(ArrowRecordBatch::close);
        batches.clear();
        notifyAll();
    }

    synchronized boolean isStopped() {
        return failure != null;
    }

    synchronized void throwIfStopped() throws IOException {
        if (failure instanceof IOException broken) {
            throw broken;
        }
        if (failure instanceof Error grave) {
            throw grave;
        }
        if (failure instanceof RuntimeException defect) {
            throw defect;
        }
    }
}

package io.colonnade.batch;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Batches on their way from the threads that produce them to the one that takes them, never many at a time. A producer begins a
 * batch only if there is memory for it, or if the taker waits and nobody else is at work for it. Thread-safe.
 */
final class BatchQueue {
    /** What the first batch is taken to need; the later ones, what the one before did. */
    private static final long FIRST_GUESS = 1 << 20;

    /** The right to make one batch. */
    record Place(long bytes, boolean demanded) {}

    private record Queued(ArrowRecordBatch batch, long bytes) {}

    private final Queue<Queued> batches = new ArrayDeque<>();
    private final int capacity;
    private final ByteShare memory;
    private long usual = FIRST_GUESS;
    private boolean awaited;
    private boolean demanded;
    private boolean ended;
    private @Nullable Throwable failure;

    BatchQueue(int capacity, ByteShare memory) {
        this.capacity = capacity;
        this.memory = memory;
    }

    /** Waits until another batch may be made. Returns null once the reading was stopped. */
    synchronized @Nullable Place begin() {
        while (failure == null) {
            if (memory.tryTake(usual)) {
                return new Place(usual, false);
            }
            if (awaited && batches.isEmpty() && !demanded) {
                demanded = true;
                memory.take(usual);
                return new Place(usual, true);
            }
            await();
        }
        return null;
    }

    /** Gives up the right to make a batch: there is none. */
    synchronized void giveUp(Place place) {
        memory.give(place.bytes());
        demanded &= !place.demanded();
        notifyAll();
    }

    /** Waits for room and hands a batch on. Returns false, and frees the batch, once the reading was stopped. */
    synchronized boolean put(ArrowRecordBatch batch, Place place) {
        long bytes = bytes(batch);
        memory.take(bytes);
        usual = Math.max(1, bytes);
        giveUp(place);
        while (batches.size() >= capacity && failure == null) {
            await();
        }
        if (failure != null) {
            free(new Queued(batch, bytes));
            return false;
        }
        batches.add(new Queued(batch, bytes));
        notifyAll();
        return true;
    }

    /** Waits for the next batch, which the caller closes. Returns null at the end, and throws what stopped the reading. */
    synchronized @Nullable ArrowRecordBatch take() throws IOException {
        awaited = true;
        notifyAll();
        while (batches.isEmpty() && !ended && failure == null) {
            await();
        }
        awaited = false;
        throwIfStopped();
        notifyAll();
        Queued next = batches.poll();
        if (next == null) {
            return null;
        }
        memory.give(next.bytes());
        return next.batch();
    }

    private static long bytes(ArrowRecordBatch batch) {
        return batch.getBuffers().stream().mapToLong(ArrowBuf::capacity).sum();
    }

    private void free(Queued queued) {
        memory.give(queued.bytes());
        queued.batch().close();
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

    synchronized boolean isFull() {
        return batches.size() >= capacity;
    }

    /** Returns whether there is no memory to read ahead in. */
    boolean isTight() {
        return memory.isTight();
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
        batches.forEach(this::free);
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

package io.colonnade.server.graphql.execute;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.HeldReads;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.QuerySnapshot;
import io.colonnade.query.request.RowBounds;
import io.colonnade.security.identity.Principal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of levels, all of the same state of the data. Small results are read one after the other in one transaction, so
 * that an operation takes one connection, and none while its client reads. Only where a level turns out to be large are all of
 * them read anew, side by side. One thread opens and closes, any may cancel.
 */
final class LevelReaders implements AutoCloseable {
    /** One connection keeps the snapshot that the others read in. */
    private static final int LEADERS = 1;

    private final QueryPipeline pipeline;
    private final AccessContext context;
    private final ConnectionGate gate;
    private final BufferAllocator allocator;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Set<BatchReader> reading = ConcurrentHashMap.newKeySet();
    private final Object gateLock = new Object();
    private @Nullable Thread waiting;
    private volatile boolean cancelled;

    LevelReaders(QueryPipeline pipeline, AccessContext context, ConnectionGate gate, BufferAllocator allocator) {
        this.pipeline = pipeline;
        this.context = context.begun();
        this.gate = gate;
        this.allocator = allocator;
    }

    /** Opens the readers of levels, in their order. They are closed with this object, and may be closed before. */
    List<BatchReader> open(List<Level> levels) throws IOException {
        if (levels.size() == 1) {
            return List.of(opened(run(levels.get(0), context)));
        }
        Optional<List<BatchReader>> held = hold(levels);
        return held.isPresent() ? held.get() : stream(levels);
    }

    /** A level whose statement runs when its turn has come. */
    @FunctionalInterface
    interface Turn {
        /** Returns the rows, which are closed before the next turn begins. */
        BatchReader begin();
    }

    /** Prepares levels of which each is read to its end before the next one begins. */
    List<Turn> inTurn(List<Level> levels) throws IOException {
        if (levels.size() == 1) {
            return List.of(() -> opened(run(levels.get(0), context)));
        }
        Optional<List<BatchReader>> held = hold(levels);
        if (held.isPresent()) {
            return held.get().stream().<Turn>map(rows -> () -> rows).toList();
        }
        // What is refused is refused before the first table leaves, and not between two of them.
        levels.forEach(level -> pipeline.describe(context, level.selection()));
        AccessContext inside = share(1);
        return levels.stream()
                .<Turn>map(level -> () -> opened(run(level, inside)))
                .toList();
    }

    private Optional<List<BatchReader>> hold(List<Level> levels) throws IOException {
        List<BatchReader> held = new ArrayList<>();
        long room = HeldRows.MOST_BYTES;
        try (QuerySnapshot snapshot = pipeline.openSerial();
                HeldReads reads = new HeldReads()) {
            AccessContext serial = context.inside(snapshot)
                    .bounded(new RowBounds(HeldRows.MOST_ROWS + 1, 0))
                    .holding(reads);
            for (int i = 0; i < levels.size(); i++) {
                AccessContext where = i == levels.size() - 1 ? serial.lastInside() : serial;
                BatchReader rows = run(levels.get(i), where);
                Optional<BatchReader> small = HeldRows.of(rows, room, context.memory(), allocator);
                if (small.isEmpty()) {
                    closeAll(held);
                    return Optional.empty();
                }
                held.add(small.get());
                room -= small.get().bytesRead();
            }
            reads.release();
        } catch (ColonnadeException e) {
            closeAll(held);
            if (e.kind() == ErrorKind.FAILED_PRECONDITION) {
                // A plan that reads its source twice at a time; for any other reason, the snapshot fails as well.
                return Optional.empty();
            }
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            closeAll(held);
            throw e;
        }
        held.forEach(opened::push);
        return Optional.of(held);
    }

    private static void closeAll(List<BatchReader> held) throws IOException {
        for (BatchReader rows : held) {
            rows.close();
        }
    }

    private List<BatchReader> stream(List<Level> levels) {
        AccessContext inside = share(levels.size());
        return levels.stream().map(level -> opened(run(level, inside))).toList();
    }

    /** Opens a state of the data that so many read at a time. */
    private AccessContext share(int readers) {
        opened.push(enter(readers + LEADERS));
        QuerySnapshot snapshot = pipeline.openSnapshot();
        opened.push(snapshot);
        return context.inside(snapshot);
    }

    private AutoCloseable enter(int connections) {
        synchronized (gateLock) {
            throwIfCancelled();
            waiting = Thread.currentThread();
        }
        try {
            return gate.enter(caller(), connections, context.left());
        } finally {
            synchronized (gateLock) {
                waiting = null;
                // What interrupts from now on was meant for the wait, which is over.
                Thread.interrupted();
            }
        }
    }

    /** Those without a name have one share together. */
    private String caller() {
        return context.principal().map(Principal::name).orElse("");
    }

    private BatchReader opened(BatchReader reader) {
        opened.push(reader);
        return reader;
    }

    private BatchReader run(Level level, AccessContext where) {
        throwIfCancelled();
        BatchReader reader = pipeline.run(where, level.selection(), level.parameters(), allocator);
        reading.add(reader);
        if (cancelled) {
            reader.cancel();
        }
        return reader;
    }

    private void throwIfCancelled() {
        if (cancelled) {
            throw ColonnadeException.of(
                    ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot finish the query: it was cancelled");
        }
    }

    /** Stops all that runs, down to the source. */
    void cancel() {
        cancelled = true;
        reading.forEach(BatchReader::cancel);
        synchronized (gateLock) {
            if (waiting != null) {
                waiting.interrupt();
            }
        }
    }

    @Override
    public void close() {
        ColonnadeException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure = ColonnadeException.causedBy(
                        e, ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot end the reading of an operation");
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

package io.colonnade.batch;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/** The threads of a {@link ReadAheadReader}, and the inputs that they read. Thread-safe. */
final class Producers {
    private final ReadAheadReader.Inputs inputs;
    private final BatchQueue queue;
    private final Set<BatchReader> reading = new HashSet<>();
    private final Set<Thread> opening = new HashSet<>();
    private final List<Thread> threads = new ArrayList<>();
    private int running;
    private long bytesFinished;

    Producers(BatchReader first, ReadAheadReader.Inputs inputs, BatchQueue queue) {
        this.inputs = inputs;
        this.queue = queue;
        reading.add(first);
    }

    /** Starts a thread that reads an input, and then those that nobody reads yet. */
    synchronized void start(@Nullable BatchReader input) {
        Thread thread = new Thread(() -> produce(input), "read ahead");
        thread.setDaemon(true);
        threads.removeIf(other -> !other.isAlive());
        threads.add(thread);
        running++;
        thread.start();
    }

    /** Starts another thread if one may take part and there is memory, unless the last one is done. */
    synchronized void growIfWanted() {
        if (running > 0 && !queue.isTight() && inputs.wantProducer(running)) {
            start(null);
        }
    }

    private void produce(@Nullable BatchReader given) {
        try {
            BatchReader input = given == null ? open() : given;
            while (input != null) {
                drain(input);
                input = open();
            }
            end();
        } catch (Throwable failure) {
            stop(failure);
        }
    }

    private void drain(BatchReader input) throws IOException {
        try {
            boolean wanted = true;
            while (wanted) {
                wanted = produceOne(input);
            }
        } finally {
            finish(input);
        }
    }

    private boolean produceOne(BatchReader input) throws IOException {
        BatchQueue.Place place = queue.begin();
        if (place == null) {
            return false;
        }
        boolean loaded = false;
        try {
            loaded = input.loadNextBatch();
        } finally {
            if (!loaded) {
                queue.giveUp(place);
            }
        }
        return loaded && queue.put(unload(input), place);
    }

    /** Takes the vectors' memory away from an input, which then fills new ones. */
    static ArrowRecordBatch unload(BatchReader input) throws IOException {
        VectorSchemaRoot root = input.getVectorSchemaRoot();
        ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch();
        root.clear();
        return batch;
    }

    private synchronized void end() {
        running--;
        if (running == 0) {
            queue.end();
        }
    }

    /** Opens the next input, if there is one that is still wanted. */
    @Nullable
    BatchReader open() {
        BatchReader input = null;
        synchronized (this) {
            if (queue.isStopped()) {
                return null;
            }
            opening.add(Thread.currentThread());
        }
        try {
            input = inputs.next();
        } finally {
            opened(input);
        }
        return input;
    }

    private synchronized void opened(@Nullable BatchReader input) {
        opening.remove(Thread.currentThread());
        if (input != null) {
            reading.add(input);
        }
        if (queue.isStopped()) {
            // Ours: what follows is the closing, which an interrupt would only disturb.
            boolean interrupted = Thread.interrupted();
            if (input != null) {
                input.cancel();
            }
        }
    }

    /** Closes an input that was read, or that nobody will read any more. */
    void finish(BatchReader input) throws IOException {
        synchronized (this) {
            reading.remove(input);
            bytesFinished += input.bytesRead();
        }
        input.close();
    }

    /** Stops everything at once. The threads then end by themselves. */
    void stop(Throwable reason) {
        queue.stop(reason);
        List<BatchReader> stopped;
        synchronized (this) {
            opening.forEach(Thread::interrupt);
            stopped = List.copyOf(reading);
        }
        stopped.forEach(BatchReader::cancel);
    }

    synchronized long bytesRead() {
        return bytesFinished
                + reading.stream().mapToLong(BatchReader::bytesRead).sum();
    }

    /** Waits for the threads, which were stopped before, and closes what they did not. */
    void close() throws IOException {
        List<Thread> started;
        synchronized (this) {
            started = List.copyOf(threads);
        }
        started.forEach(Uninterruptibles::joinUninterruptibly);
        try {
            for (BatchReader input : List.copyOf(reading)) {
                finish(input);
            }
        } finally {
            inputs.close();
        }
    }
}

package io.colonnade.batch;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads one or several inputs on threads of their own while the batches before are sent. Sources put it around long
 * results. One input keeps its order; several are merged as their batches come. The first batches are loaded by the
 * caller, so that a short result starts no thread. It holds as many batches as it reads ahead, one for each producer, and
 * the one that was loaded last; where memory is tight, the last one and the next. One thread loads, any thread may cancel or close.
 */
public final class ReadAheadReader extends BatchReader {
    /** They only bridge what either side is late by; more cost memory and bring nothing. */
    static final int BATCHES_AHEAD = 2;

    /** With its second batch a result is a long one. */
    private static final int LOADED_BY_CALLER = 2;

    private final BatchReader first;
    private final Inputs inputs;
    private final BatchQueue queue;
    private final Producers producers;
    private final ReentrantLock loading = new ReentrantLock();
    private int loadedByCaller;
    private boolean handedOver;
    private boolean closed;

    /** Where the inputs behind the first come from. Thread-safe. */
    public interface Inputs {
        /**
         * Opens the next input. The calling thread is interrupted once nobody wants the answer.
         *
         * @return null if there is none, or if the calling thread is to leave the rest to others that still read
         */
        @Nullable
        BatchReader next();

        /**
         * Returns whether another producer would be of use.
         *
         * @param running how many there are, 1 or more
         */
        boolean wantProducer(int running);

        /** Gives back what the inputs share. Called once, when all of them are closed. */
        void close();
    }

    /** Creates a reader of one input, which it closes, and which reads ahead while its share has memory. */
    public ReadAheadReader(BatchReader input, ByteShare memory, BufferAllocator allocator) {
        this(input, new NoInputs(), memory, allocator);
    }

    /** Creates a reader of several inputs with the same schema, which it closes. */
    public ReadAheadReader(BatchReader first, Inputs others, ByteShare memory, BufferAllocator allocator) {
        super(allocator);
        this.queue = new BatchQueue(BATCHES_AHEAD, memory);
        this.first = first;
        this.inputs = others;
        this.producers = new Producers(first, others, queue);
    }

    private record NoInputs() implements Inputs {
        @Override
        public @Nullable BatchReader next() {
            return null;
        }

        @Override
        public boolean wantProducer(int running) {
            return false;
        }

        @Override
        public void close() {}
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        loading.lock();
        try {
            queue.throwIfStopped();
            prepareLoadNextBatch();
            getVectorSchemaRoot().clear();
            return load(handedOver ? take() : loadFirst());
        } catch (IOException | RuntimeException | Error failure) {
            producers.stop(failure);
            queue.throwIfStopped();
            throw failure;
        } finally {
            loading.unlock();
        }
    }

    private boolean load(@Nullable ArrowRecordBatch next) throws IOException {
        if (next == null) {
            return false;
        }
        try (next) {
            new VectorLoader(getVectorSchemaRoot()).load(next);
            return true;
        }
    }

    private @Nullable ArrowRecordBatch take() throws IOException {
        if (queue.isEmpty()) {
            producers.growIfWanted();
        }
        return queue.take();
    }

    private @Nullable ArrowRecordBatch loadFirst() throws IOException {
        if (!loadFirstInput()) {
            return handOver(producers.open()) ? queue.take() : null;
        }
        loadedByCaller++;
        if (loadedByCaller == LOADED_BY_CALLER || inputs.wantProducer(1)) {
            ArrowRecordBatch batch = Producers.unload(first);
            handOver(first);
            return batch;
        }
        return Producers.unload(first);
    }

    /** An input that ends or fails here is closed at once, so that it does not take what stops the others for its own end. */
    private boolean loadFirstInput() throws IOException {
        boolean loaded = false;
        try {
            loaded = first.loadNextBatch();
        } finally {
            if (!loaded) {
                producers.finish(first);
            }
        }
        return loaded;
    }

    private boolean handOver(@Nullable BatchReader input) {
        handedOver = true;
        if (input == null) {
            queue.end();
        } else {
            producers.start(input);
        }
        return input != null;
    }

    /** Returns whether all is there that may be read ahead: whoever takes the batches is what the reading waits for. */
    public boolean isFull() {
        return queue.isFull();
    }

    @Override
    public void cancel() {
        producers.stop(BatchQueue.cancellation());
    }

    @Override
    public long bytesRead() {
        return producers.bytesRead();
    }

    @Override
    public void close() throws IOException {
        cancel();
        loading.lock();
        try {
            if (!closed) {
                closed = true;
                super.close();
            }
        } finally {
            loading.unlock();
        }
    }

    @Override
    protected void closeReadSource() throws IOException {
        producers.close();
    }

    @Override
    protected Schema readSchema() throws IOException {
        return first.getVectorSchemaRoot().getSchema();
    }
}

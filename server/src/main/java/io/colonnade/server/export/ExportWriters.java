package io.colonnade.server.export;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.colonnade.batch.BatchBytes;
import io.colonnade.batch.ReadAheadReader;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer to its files while its next batches are read. The thread that exports writes; others join it, each with files of its
 * own, where batches wait for those that write. When one fails, all end. One thread calls it, once.
 */
final class ExportWriters {
    /** Bytes of batches for each that writes: less stays in fewer files. */
    private static final long WORTH_A_WRITER = 128L << 20;

    /** Whoever completes a row group is late for a batch or two; so often in a row, writing is what all wait for. */
    private static final int OFTEN = 16;

    private final ReadAheadReader reader;
    private final Schema schema;
    private final Function<VectorSchemaRoot, ExportRows> files;
    private final int most;
    private final ExportTally tally;
    private final BufferAllocator allocator;
    private final Queue<Thread> others = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int writers = 1;
    private long taken;
    private int late;

    /**
     * Creates writers of which none has begun.
     *
     * @param reader the answer; the caller closes it
     * @param files makes what takes the batches of a root to files
     * @param most how many may write at a time: one, if the order of rows means something
     */
    ExportWriters(
            ReadAheadReader reader,
            Function<VectorSchemaRoot, ExportRows> files,
            int most,
            ExportTally tally,
            BufferAllocator allocator)
            throws IOException {
        this.reader = reader;
        this.schema = reader.getVectorSchemaRoot().getSchema();
        this.files = files;
        this.most = most;
        this.tally = tally;
        this.allocator = allocator;
    }

    /** Writes all rows and completes all files; nobody writes any more when this returns, or throws what was the first to go wrong. */
    void write() throws IOException {
        writeSome();
        for (Thread other = others.poll(); other != null; other = others.poll()) {
            Uninterruptibles.joinUninterruptibly(other);
        }
        Throwable first = failure.get();
        if (first != null) {
            Throwables.throwIfInstanceOf(first, IOException.class);
            Throwables.throwIfUnchecked(first);
        }
    }

    private void writeSome() {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
                ExportRows rows = files.apply(root)) {
            while (take(root)) {
                rows.write();
                tally.tell();
            }
            rows.complete();
        } catch (IOException | RuntimeException | Error e) {
            if (failure.compareAndSet(null, e)) {
                reader.cancel();
            }
        }
    }

    private synchronized boolean take(VectorSchemaRoot into) throws IOException {
        late = reader.isFull() ? late + 1 : 0;
        if (!reader.loadNextBatch()) {
            return false;
        }
        move(reader.getVectorSchemaRoot(), into);
        tally.taken(into.getRowCount());
        taken += BatchBytes.of(into);
        if (writers < most && late >= OFTEN && taken >= writers * WORTH_A_WRITER) {
            begin();
        }
        return true;
    }

    private static void move(VectorSchemaRoot from, VectorSchemaRoot to) {
        for (int i = 0; i < from.getFieldVectors().size(); i++) {
            from.getVector(i).makeTransferPair(to.getVector(i)).transfer();
        }
        to.setRowCount(from.getRowCount());
    }

    private void begin() {
        writers++;
        late = 0;
        Thread other = new Thread(this::writeSome, "export writer");
        other.setDaemon(true);
        others.add(other);
        other.start();
    }
}

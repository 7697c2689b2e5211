package io.colonnade.server.graphql.execute;

import io.colonnade.batch.BatchBytes;
import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteShare;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.VectorSchemaRootAppender;
import org.jspecify.annotations.Nullable;

/**
 * Rows as batches that each have one value of some columns, by which the rows come sorted. A group is one batch, unless it takes more
 * memory than a batch may. One thread loads; any may cancel.
 */
final class GroupBatches extends BatchReader {
    private static final long MOST_BYTES = 8 << 20;

    private final BatchReader rows;
    private final VectorSchemaRoot read;
    private final BufferAllocator allocator;
    private final ByteShare memory;
    private final List<Integer> columns;
    private final List<SameValues> neighbours;
    private int next;
    private boolean ended;
    /** The beginning of a group that may go on in the next batch. */
    private @Nullable VectorSchemaRoot kept;

    private long keptBytes;

    /**
     * Creates a reader that closes the other.
     *
     * @param columns the indexes of the columns that batches have one value of
     * @param memory is told of what is kept from batch to batch
     */
    GroupBatches(BatchReader rows, List<Integer> columns, ByteShare memory, BufferAllocator allocator)
            throws IOException {
        super(allocator);
        this.rows = rows;
        this.read = rows.getVectorSchemaRoot();
        this.memory = memory;
        this.allocator = allocator;
        this.columns = columns;
        this.neighbours = columns.stream()
                .map(column -> SameValues.of(read.getVector(column), read.getVector(column)))
                .toList();
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        while (true) {
            if ((ended || next == read.getRowCount()) && !readOn()) {
                return handOnKept();
            }
            VectorSchemaRoot begun = kept;
            if (begun != null && (keptBytes > MOST_BYTES || !goesOn(begun))) {
                return handOnKept();
            }
            int end = endOfGroup();
            try (VectorSchemaRoot group = read.slice(next, end - next)) {
                boolean mayGoOn = end == read.getRowCount();
                next = end;
                if (begun == null && !mayGoOn) {
                    load(group);
                    return true;
                }
                keep(group);
            }
        }
    }

    /** Reads the next rows; returns whether there are any. */
    private boolean readOn() throws IOException {
        next = 0;
        while (!ended) {
            ended = !rows.loadNextBatch();
            if (!ended && read.getRowCount() > 0) {
                return true;
            }
        }
        return false;
    }

    private int endOfGroup() {
        int end = next + 1;
        while (end < read.getRowCount() && isSame(end)) {
            end++;
        }
        return end;
    }

    private boolean isSame(int row) {
        for (SameValues neighbour : neighbours) {
            if (!neighbour.same(row, row - 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean goesOn(VectorSchemaRoot begun) {
        for (int column : columns) {
            FieldVector last = begun.getVector(column);
            if (!SameValues.of(read.getVector(column), last).same(next, begun.getRowCount() - 1)) {
                return false;
            }
        }
        return true;
    }

    private void keep(VectorSchemaRoot group) {
        long bytes = BatchBytes.of(group);
        memory.take(bytes);
        keptBytes += bytes;
        VectorSchemaRoot begun = kept;
        if (begun == null) {
            begun = VectorSchemaRoot.create(read.getSchema(), allocator);
            kept = begun;
            begun.allocateNew();
        }
        VectorSchemaRootAppender.append(false, begun, group);
    }

    private boolean handOnKept() throws IOException {
        VectorSchemaRoot whole = kept;
        if (whole == null) {
            getVectorSchemaRoot().clear();
            return false;
        }
        load(whole);
        release();
        return true;
    }

    private void load(VectorSchemaRoot group) throws IOException {
        try (ArrowRecordBatch batch = new VectorUnloader(group).getRecordBatch()) {
            new VectorLoader(getVectorSchemaRoot()).load(batch);
        }
    }

    private void release() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
        memory.give(keptBytes);
        keptBytes = 0;
    }

    @Override
    public void cancel() {
        rows.cancel();
    }

    @Override
    public long bytesRead() {
        return rows.bytesRead();
    }

    @Override
    protected void closeReadSource() throws IOException {
        release();
        rows.close();
    }

    @Override
    protected Schema readSchema() {
        return read.getSchema();
    }
}

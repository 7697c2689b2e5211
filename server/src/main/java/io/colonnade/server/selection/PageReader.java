package io.colonnade.server.selection;

import io.colonnade.batch.BatchBytes;
import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteShare;
import io.colonnade.batch.VectorValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.VectorSchemaRootAppender;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a page, as one batch, and the cursor of the next one. The page is read whole before its first row is handed on: where it
 * ends is then known before anything is sent. Owns its input. One thread reads; any thread may cancel.
 */
public final class PageReader extends BatchReader {
    /** What a page may take in memory. */
    static final long MOST_BYTES = 8L << 20;

    private final BatchReader input;
    private final BulkRead read;
    private final Cursors cursors;
    private final ByteShare memory;
    private final BufferAllocator allocator;
    private @Nullable VectorSchemaRoot held;
    private @Nullable VectorSchemaRoot rows;
    private @Nullable String next;
    private boolean handedOn;
    private long taken;

    /**
     * Creates a reader of a page.
     *
     * @param input the rows of the read's selection
     * @param memory is told of what is held
     */
    public PageReader(BatchReader input, BulkRead read, Cursors cursors, ByteShare memory, BufferAllocator allocator) {
        super(allocator);
        this.input = input;
        this.read = read;
        this.cursors = cursors;
        this.memory = memory;
        this.allocator = allocator;
    }

    /** Returns the cursor to go on from, if there are more rows in the direction of the page; once a batch has been loaded. */
    public Optional<String> next() {
        return Optional.ofNullable(next);
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
        return rows();
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        boolean loaded = !handedOn && rows().getRowCount() > 0;
        handedOn = true;
        return loaded;
    }

    private VectorSchemaRoot rows() throws IOException {
        if (rows == null) {
            VectorSchemaRoot all =
                    VectorSchemaRoot.create(input.getVectorSchemaRoot().getSchema(), allocator);
            held = all;
            all.allocateNew();
            hold(all);
            rows = withoutOrder(page(all));
        }
        return rows;
    }

    private void hold(VectorSchemaRoot all) throws IOException {
        while (input.loadNextBatch()) {
            VectorSchemaRoot batch = input.getVectorSchemaRoot();
            long bytes = BatchBytes.of(batch);
            if (taken + bytes > MOST_BYTES) {
                throw SelectionErrors.tooMuch(
                        "page",
                        "its rows take more than " + (MOST_BYTES >> 20)
                                + " MiB; ask for fewer rows, or for fewer columns");
            }
            memory.take(bytes);
            taken += bytes;
            VectorSchemaRootAppender.append(false, all, batch);
        }
    }

    /** The row beyond the page, which tells that there are more, is at its end, or at its beginning if it is read from the end. */
    private VectorSchemaRoot page(VectorSchemaRoot all) {
        boolean fromEnd = read.page().last() != null;
        int most =
                Math.toIntExact(Objects.requireNonNull(read.selection().page().limit()) - 1);
        if (all.getRowCount() <= most) {
            return all;
        }
        VectorSchemaRoot page = fromEnd ? all.slice(1) : all.slice(0, most);
        held = page;
        all.close();
        if (most > 0) {
            next = cursors.of(read.scope(), place(page, fromEnd ? 0 : most - 1));
        }
        return page;
    }

    private List<@Nullable Object> place(VectorSchemaRoot page, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        List<FieldVector> vectors = page.getFieldVectors();
        for (FieldVector vector : vectors.subList(read.shown(), vectors.size())) {
            values.add(VectorValues.read(vector, row));
        }
        return values;
    }

    private VectorSchemaRoot withoutOrder(VectorSchemaRoot page) {
        Schema schema = page.getSchema();
        return new VectorSchemaRoot(
                new Schema(schema.getFields().subList(0, read.shown()), schema.getCustomMetadata()),
                page.getFieldVectors().subList(0, read.shown()),
                page.getRowCount());
    }

    @Override
    public void cancel() {
        input.cancel();
    }

    @Override
    public long bytesRead() {
        return input.bytesRead();
    }

    @Override
    public void close() throws IOException {
        if (held != null) {
            held.close();
        }
        memory.give(taken);
        taken = 0;
        input.close();
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() throws IOException {
        return rows().getSchema();
    }
}

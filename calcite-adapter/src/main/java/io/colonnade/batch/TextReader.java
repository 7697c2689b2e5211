package io.colonnade.batch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Schema;

/** A result that is a few lines of text in its only column, such as an explanation. Threads as {@link BatchReader}. */
public final class TextReader extends BatchReader {
    private final Schema schema;
    private final List<String> lines;
    private boolean done;

    /** Creates a reader of one batch that has a row a line. */
    public TextReader(Schema schema, List<String> lines, BufferAllocator allocator) {
        super(allocator);
        this.schema = schema;
        this.lines = List.copyOf(lines);
    }

    @Override
    public boolean loadNextBatch() throws java.io.IOException {
        prepareLoadNextBatch();
        if (done) {
            return false;
        }
        done = true;
        VarCharVector column = (VarCharVector) getVectorSchemaRoot().getVector(0);
        for (int i = 0; i < lines.size(); i++) {
            column.setSafe(i, lines.get(i).getBytes(StandardCharsets.UTF_8));
        }
        getVectorSchemaRoot().setRowCount(lines.size());
        return true;
    }

    @Override
    public void cancel() {}

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
        return schema;
    }
}

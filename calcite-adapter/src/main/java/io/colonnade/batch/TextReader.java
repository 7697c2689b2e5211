package io.colonnade.batch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A result that is a few lines of text in its only column, such as an explanation. Threads as {@link BatchReader}. */
public final class TextReader extends OneBatchReader {
    private final List<String> lines;

    /** Creates a reader of one batch that has a row a line. */
    public TextReader(Schema schema, List<String> lines, BufferAllocator allocator) {
        super(schema, allocator);
        this.lines = List.copyOf(lines);
    }

    @Override
    protected int fill(VectorSchemaRoot root) {
        VarCharVector column = (VarCharVector) root.getVector(0);
        for (int i = 0; i < lines.size(); i++) {
            column.setSafe(i, lines.get(i).getBytes(StandardCharsets.UTF_8));
        }
        return lines.size();
    }
}

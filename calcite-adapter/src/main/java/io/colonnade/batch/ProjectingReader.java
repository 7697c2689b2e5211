package io.colonnade.batch;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Selects, reorders, renames and masks the columns of another reader: the last step of a plan, which makes exactly the
 * announced schema. Columns without a mask are handed on without copying. Owns its input. Threads as {@link BatchReader}.
 */
public final class ProjectingReader extends BatchReader {
    private final BatchReader input;
    private final List<OutputColumn> columns;
    private final Schema schema;
    private final Map<OutputColumn, TextMaskWriter> masks = new HashMap<>();

    /** Creates a reader that closes its input when it is closed. */
    public ProjectingReader(BatchReader input, List<OutputColumn> columns, BufferAllocator allocator) {
        this(input, columns, Map.of(), allocator);
    }

    /** Creates a reader whose schema carries metadata, and that closes its input when it is closed. */
    public ProjectingReader(
            BatchReader input, List<OutputColumn> columns, Map<String, String> metadata, BufferAllocator allocator) {
        super(allocator);
        this.input = input;
        this.columns = List.copyOf(columns);
        List<Field> fields = new ArrayList<>();
        for (OutputColumn column : columns) {
            fields.add(column.field());
            if (column instanceof OutputColumn.Masked masked) {
                masks.put(masked, TextMaskWriter.of(masked.mask(), masked.keys()));
            }
        }
        this.schema = new Schema(fields, metadata);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        if (!input.loadNextBatch()) {
            return false;
        }
        VectorSchemaRoot from = input.getVectorSchemaRoot();
        VectorSchemaRoot to = getVectorSchemaRoot();
        int rows = from.getRowCount();
        for (int i = 0; i < columns.size(); i++) {
            OutputColumn column = columns.get(i);
            if (column instanceof OutputColumn.Filled filled) {
                ConstantWriter.write(filled.mask(), to.getVector(i), rows);
            } else {
                OutputColumn.Derived derived = (OutputColumn.Derived) column;
                fill(derived, from.getVector(derived.input()), to.getVector(i), rows, isLastUse(derived, i));
            }
        }
        to.setRowCount(rows);
        return true;
    }

    private void fill(OutputColumn.Derived column, FieldVector from, FieldVector to, int rows, boolean last) {
        if (!from.getField().getType().equals(column.field().getType())) {
            throw new IllegalStateException("column " + column.field().getName() + " arrives as "
                    + from.getField().getType());
        }
        if (!column.field().isNullable() && from.getNullCount() > 0) {
            throw ColonnadeException.of(
                    ErrorKind.CONTRACT_VIOLATION,
                    SqlState.NULL_NOT_ALLOWED,
                    "Cannot return column " + column.field().getName() + ": it holds NULL where none is allowed");
        }
        TextMaskWriter mask = masks.get(column);
        if (mask != null) {
            mask.write(from, to, rows);
        } else if (last) {
            from.makeTransferPair(to).transfer();
        } else {
            to.loadFieldBuffers(new ArrowFieldNode(rows, from.getNullCount()), from.getFieldBuffers());
        }
    }

    // Buffers may be taken from the input only once nothing else needs them.
    private boolean isLastUse(OutputColumn.Derived column, int index) {
        for (int i = index + 1; i < columns.size(); i++) {
            if (columns.get(i) instanceof OutputColumn.Derived later && later.input() == column.input()) {
                return false;
            }
        }
        return true;
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
    protected void closeReadSource() throws IOException {
        input.close();
    }

    @Override
    protected Schema readSchema() {
        return schema;
    }
}

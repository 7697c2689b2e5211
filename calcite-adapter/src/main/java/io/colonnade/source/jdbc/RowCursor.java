package io.colonnade.source.jdbc;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The rows of a result set on their way into one set of vectors. A row that would make its batch too large stays
 * current and begins the next one. For the loading thread only.
 */
final class RowCursor {
    private static final int FIRST_BATCH_ROWS = 2_048;
    private static final int OFFSET_BYTES = 4;

    private final ResultSet rows;
    private final List<FieldVector> vectors;
    private final ColumnConsumer[] consumers;
    private final int fixedRowBytes;
    private final FetchSize fetchSize;

    private final int batchRows;

    private int capacity;
    private int limit;
    private boolean held;
    private boolean exhausted;
    private long bytesRead;

    private RowCursor(
            ResultSet rows, List<FieldVector> vectors, ColumnConsumer[] consumers, int addedBytes, int batchRows)
            throws SQLException {
        this.rows = rows;
        this.vectors = vectors;
        this.consumers = consumers;
        this.fixedRowBytes = fixedRowBytes(vectors) + addedBytes;
        this.fetchSize = FetchSize.of(rows);
        this.batchRows = batchRows;
        this.limit = Math.min(FIRST_BATCH_ROWS, batchRows);
        this.capacity = limit / 2;
    }

    static RowCursor over(ResultSet rows, List<ResultColumn> columns, VectorSchemaRoot root, int batchRows)
            throws SQLException {
        ResultSetMetaData metadata = rows.getMetaData();
        // More are fine: an ORDER BY on what is not selected adds columns that nobody reads.
        if (metadata.getColumnCount() < columns.size()) {
            throw ColonnadeException.of(
                    ErrorKind.INTERNAL,
                    SqlState.INTERNAL_ERROR,
                    "Cannot read the result: the source returns " + metadata.getColumnCount() + " columns, and "
                            + columns.size() + " are planned");
        }
        List<FieldVector> vectors = new ArrayList<>(root.getFieldVectors());
        ColumnConsumer[] consumers = new ColumnConsumer[vectors.size()];
        for (int i = 0; i < consumers.length; i++) {
            ResultColumn column = columns.get(i);
            FieldVector vector = vectors.get(i);
            ValueWriter writer = ValueWriters.of(column, vector, i + 1, metadata.getColumnType(i + 1));
            consumers[i] = ColumnConsumer.of(column, vector, writer);
        }
        int added = columns.stream().mapToInt(ResultColumn::added).sum();
        return new RowCursor(rows, vectors, consumers, added, batchRows);
    }

    /** Fills the vectors, which are empty, and returns the number of rows; 0 at the end. */
    int fill() throws SQLException {
        if (exhausted) {
            return 0;
        }
        allocate();
        int count = 0;
        long bytes = 0;
        while (count < limit && advance()) {
            long size = consume(count);
            if (count > 0 && bytes + size > ReadOptions.BATCH_BYTES) {
                held = true;
                break;
            }
            bytes += size;
            count++;
        }
        bytesRead += bytes;
        adapt(count, bytes);
        return count;
    }

    long bytesRead() {
        return bytesRead;
    }

    private boolean advance() throws SQLException {
        if (held) {
            held = false;
            return true;
        }
        exhausted = !rows.next();
        return !exhausted;
    }

    private long consume(int row) throws SQLException {
        long bytes = fixedRowBytes;
        for (ColumnConsumer consumer : consumers) {
            bytes += consumer.consume(rows, row);
        }
        return bytes;
    }

    private void allocate() {
        for (FieldVector vector : vectors) {
            vector.setInitialCapacity(capacity);
            vector.allocateNew();
        }
    }

    private void adapt(int count, long bytes) throws SQLException {
        limit = batchRows;
        if (count > 0 && !exhausted) {
            capacity = count;
            fetchSize.adapt(bytes / count);
        }
    }

    private static int fixedRowBytes(List<FieldVector> vectors) {
        int bytes = 0;
        for (FieldVector vector : vectors) {
            bytes += 1 + (vector instanceof BaseFixedWidthVector fixed ? fixed.getTypeWidth() : OFFSET_BYTES);
        }
        return bytes;
    }
}

package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Turns record batch messages of one schema into filled column readers, without copying a value. Owned by the stream
 * that reads a result; not safe for threads.
 */
public final class BatchDecoder {
    private final List<ColumnReader> columns;

    public BatchDecoder(ArrowSchema schema) {
        List<ColumnReader> readers = new ArrayList<>();
        for (ArrowField field : schema.fields()) {
            readers.add(field.kind().newReader(field));
        }
        this.columns = List.copyOf(readers);
    }

    public List<ColumnReader> columns() {
        return columns;
    }

    /** Points the readers at a batch and returns its number of rows. */
    public int load(Message message, ByteBuffer body) throws SQLException {
        try {
            return loaded(batchOf(message), body);
        } catch (RuntimeException e) {
            throw BatchBody.malformed("an offset is out of range");
        }
    }

    private int loaded(RecordBatch batch, ByteBuffer body) throws SQLException {
        BatchBody walk = new BatchBody(batch, body, BodyCompression.of(batch.compression()));
        int rows = BatchBody.count(batch.length());
        for (ColumnReader column : columns) {
            column.load(walk);
            column.checkLength(rows);
        }
        return rows;
    }

    static RecordBatch batchOf(Message message) throws SQLException {
        switch (message.headerType()) {
            case MessageHeader.RecordBatch:
                RecordBatch batch = (RecordBatch) message.header(new RecordBatch());
                if (batch == null) {
                    throw BatchBody.malformed("a record batch was expected");
                }
                return batch;
            case MessageHeader.DictionaryBatch:
                throw SqlState.unsupported("dictionary-encoded columns");
            default:
                throw BatchBody.malformed("a record batch was expected");
        }
    }
}

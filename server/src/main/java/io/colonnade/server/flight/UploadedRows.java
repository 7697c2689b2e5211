package io.colonnade.server.flight;

import com.google.protobuf.ByteString;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Arrow's messages from a client, checked before Arrow's library sees them. The library believes what a message says of its
 * lengths and offsets, and the server runs it without checks of its own: without these, a client could read the memory that
 * other clients' rows lie in, or end the process. Names and metadata of the client's schema are dropped. Stateless.
 */
final class UploadedRows {
    static final int MOST_ROWS = 10_000;
    /** The digits of Arrow's widest decimal, before or behind the point. */
    private static final int MOST_DIGITS = 76;

    private UploadedRows() {}

    /** Returns the schema of as many columns as are expected. */
    static org.apache.arrow.vector.types.pojo.Schema schema(Message message, int expected) {
        Schema schema = (Schema) message.header(new Schema());
        if (schema.fieldsLength() != expected) {
            throw Parameters.invalid(schema.fieldsLength() + " parameters were bound", "the statement has " + expected);
        }
        List<org.apache.arrow.vector.types.pojo.Field> fields = new ArrayList<>();
        for (int i = 0; i < expected; i++) {
            FieldType type = FieldType.nullable(type(schema.fields(i)));
            fields.add(new org.apache.arrow.vector.types.pojo.Field("$" + (i + 1), type, null));
        }
        return new org.apache.arrow.vector.types.pojo.Schema(fields);
    }

    private static ArrowType type(Field field) {
        if (field.dictionary() != null) {
            throw Parameters.invalid("one is dictionary-encoded", "send plain values");
        }
        return switch (field.typeType()) {
            case Type.Null,
                    Type.Int,
                    Type.FloatingPoint,
                    Type.Utf8,
                    Type.LargeUtf8,
                    Type.Utf8View,
                    Type.Binary,
                    Type.LargeBinary,
                    Type.Bool,
                    Type.Date,
                    Type.Time,
                    Type.Timestamp -> ArrowType.getTypeForField(field);
            case Type.FixedSizeBinary -> checked((ArrowType.FixedSizeBinary) ArrowType.getTypeForField(field));
            case Type.Decimal -> checked((ArrowType.Decimal) ArrowType.getTypeForField(field));
            default ->
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.DATATYPE_MISMATCH,
                        "Cannot bind a parameter of Arrow type " + Type.name(field.typeType())
                                + ": no column of Colonnade has this type");
        };
    }

    private static ArrowType checked(ArrowType.FixedSizeBinary type) {
        require(type.getByteWidth() > 0 && type.getByteWidth() <= Parameters.MOST_BYTES);
        return type;
    }

    /** A scale of billions would become as many digits as soon as somebody writes the number down. */
    private static ArrowType checked(ArrowType.Decimal type) {
        require(type.getPrecision() > 0 && type.getPrecision() <= MOST_DIGITS);
        require(Math.abs((long) type.getScale()) <= MOST_DIGITS);
        return type;
    }

    /** Loads a batch into the root, if it has any rows; returns how many. */
    static int load(Message message, ByteString body, VectorSchemaRoot root, BufferAllocator allocator) {
        RecordBatch batch = (RecordBatch) message.header(new RecordBatch());
        if (batch.length() == 0) {
            return 0;
        }
        if (batch.length() > MOST_ROWS) {
            throw tooMany();
        }
        require(batch.length() > 0
                && batch.compression() == null
                && batch.nodesLength() == root.getFieldVectors().size());
        try (ArrowBuf content = allocator.buffer(Math.max(1, body.size()))) {
            content.setBytes(0, body.asReadOnlyByteBuffer());
            try (ArrowRecordBatch checked = checked(batch, content.slice(0, body.size()), root.getFieldVectors())) {
                new VectorLoader(root).load(checked);
            }
        }
        return (int) batch.length();
    }

    static ColonnadeException tooMany() {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.PROGRAM_LIMIT_EXCEEDED,
                "Cannot bind the parameters: there are more than " + MOST_ROWS + " rows of them; bind fewer");
    }

    private static ArrowRecordBatch checked(RecordBatch batch, ArrowBuf content, List<FieldVector> vectors) {
        int rows = (int) batch.length();
        List<ArrowFieldNode> nodes = new ArrayList<>();
        List<ArrowBuf> buffers = new ArrayList<>();
        List<Long> views = new ArrayList<>();
        for (FieldVector vector : vectors) {
            FieldNode node = batch.nodes(nodes.size());
            require(node.length() == rows && node.nullCount() >= 0 && node.nullCount() <= rows);
            nodes.add(new ArrowFieldNode(rows, node.nullCount()));
            long viewed = 0;
            if (vector.getField().getType() instanceof ArrowType.Utf8View) {
                require(views.size() < batch.variadicBufferCountsLength());
                viewed = batch.variadicBufferCounts(views.size());
                require(viewed >= 0 && viewed <= batch.buffersLength());
                views.add(viewed);
            }
            long count = RowBuffers.count(vector) + viewed;
            require(buffers.size() + count <= batch.buffersLength());
            List<ArrowBuf> own = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                own.add(slice(content, batch.buffers(buffers.size() + i)));
            }
            require(new RowBuffers(rows, (int) node.nullCount(), own).fit(vector));
            buffers.addAll(own);
        }
        require(buffers.size() == batch.buffersLength() && views.size() == batch.variadicBufferCountsLength());
        return views.isEmpty()
                ? new ArrowRecordBatch(rows, nodes, buffers)
                : new ArrowRecordBatch(rows, nodes, buffers, NoCompressionCodec.DEFAULT_BODY_COMPRESSION, views, true);
    }

    private static ArrowBuf slice(ArrowBuf content, Buffer place) {
        long size = content.capacity();
        require(place.offset() >= 0
                && place.length() >= 0
                && place.offset() <= size
                && place.length() <= size - place.offset());
        return content.slice(place.offset(), place.length());
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw malformed();
        }
    }

    static ColonnadeException malformed() {
        return Parameters.invalid("the rows are not well-formed Arrow data", "uncompressed, little-endian, whole");
    }
}

package io.colonnade.jdbc.ipc;

import com.google.flatbuffers.FlatBufferBuilder;
import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.LargeBinary;
import org.apache.arrow.flatbuf.LargeUtf8;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Null;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/** Writes schema and record batch messages (Arrow IPC, Message.fbs) for what the driver sends: parameters. Stateless. */
final class MessageWriter {
    private MessageWriter() {}

    static byte[] schema(List<ArrowField> fields) throws SQLException {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int[] offsets = new int[fields.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = field(builder, fields.get(i));
        }
        int vector = Schema.createFieldsVector(builder, offsets);
        Schema.startSchema(builder);
        Schema.addEndianness(builder, Endianness.Little);
        Schema.addFields(builder, vector);
        return message(builder, MessageHeader.Schema, Schema.endSchema(builder), 0);
    }

    static byte[] batch(int rows, BodyWriter body) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        List<Integer> nullCounts = body.nullCounts();
        RecordBatch.startNodesVector(builder, nullCounts.size());
        for (int i = nullCounts.size() - 1; i >= 0; i--) {
            FieldNode.createFieldNode(builder, rows, nullCounts.get(i));
        }
        int nodes = builder.endVector();
        List<long[]> buffers = body.buffers();
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (int i = buffers.size() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, buffers.get(i)[0], buffers.get(i)[1]);
        }
        int bufferVector = builder.endVector();
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addLength(builder, rows);
        RecordBatch.addNodes(builder, nodes);
        RecordBatch.addBuffers(builder, bufferVector);
        return message(builder, MessageHeader.RecordBatch, RecordBatch.endRecordBatch(builder), body.size());
    }

    private static byte[] message(FlatBufferBuilder builder, byte headerType, int header, long bodyLength) {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, headerType, header, bodyLength, 0));
        return builder.sizedByteArray();
    }

    private static int field(FlatBufferBuilder builder, ArrowField field) throws SQLException {
        int name = builder.createString(field.name());
        int type = type(builder, field);
        int children = Field.createChildrenVector(builder, new int[0]);
        Field.startField(builder);
        Field.addName(builder, name);
        Field.addNullable(builder, true);
        Field.addTypeType(builder, typeType(field.kind()));
        Field.addType(builder, type);
        Field.addChildren(builder, children);
        return Field.endField(builder);
    }

    private static byte typeType(ArrowKind kind) throws SQLException {
        switch (kind) {
            case NULL:
                return Type.Null;
            case BOOL:
                return Type.Bool;
            case INT8:
            case INT16:
            case INT32:
            case INT64:
            case UINT8:
            case UINT16:
            case UINT32:
            case UINT64:
                return Type.Int;
            case FLOAT32:
            case FLOAT64:
                return Type.FloatingPoint;
            case DECIMAL:
                return Type.Decimal;
            case UTF8:
                return Type.Utf8;
            case LARGE_UTF8:
                return Type.LargeUtf8;
            case BINARY:
                return Type.Binary;
            case LARGE_BINARY:
                return Type.LargeBinary;
            case DATE_DAY:
            case DATE_MILLI:
                return Type.Date;
            case TIME:
                return Type.Time;
            case TIMESTAMP:
            case TIMESTAMP_ZONED:
                return Type.Timestamp;
            default:
                throw SqlState.unsupported("a parameter of type " + kind.typeName());
        }
    }

    private static int type(FlatBufferBuilder builder, ArrowField field) {
        TypeDetail detail = field.detail();
        switch (field.kind()) {
            case NULL:
                Null.startNull(builder);
                return Null.endNull(builder);
            case BOOL:
                Bool.startBool(builder);
                return Bool.endBool(builder);
            case INT8:
            case UINT8:
                return Int.createInt(builder, 8, field.kind().signed());
            case INT16:
            case UINT16:
                return Int.createInt(builder, 16, field.kind().signed());
            case INT32:
            case UINT32:
                return Int.createInt(builder, 32, field.kind().signed());
            case INT64:
            case UINT64:
                return Int.createInt(builder, 64, field.kind().signed());
            case FLOAT32:
                return FloatingPoint.createFloatingPoint(builder, Precision.SINGLE);
            case FLOAT64:
                return FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            case DECIMAL:
                return Decimal.createDecimal(builder, detail.precision(), detail.scale(), detail.byteWidth() * 8);
            case LARGE_UTF8:
                LargeUtf8.startLargeUtf8(builder);
                return LargeUtf8.endLargeUtf8(builder);
            case BINARY:
                Binary.startBinary(builder);
                return Binary.endBinary(builder);
            case LARGE_BINARY:
                LargeBinary.startLargeBinary(builder);
                return LargeBinary.endLargeBinary(builder);
            case DATE_DAY:
                return Date.createDate(builder, DateUnit.DAY);
            case DATE_MILLI:
                return Date.createDate(builder, DateUnit.MILLISECOND);
            case TIME:
                return Time.createTime(builder, unit(detail), detail.byteWidth() * 8);
            case TIMESTAMP:
            case TIMESTAMP_ZONED:
                String zone = detail.zone();
                return Timestamp.createTimestamp(builder, unit(detail), zone == null ? 0 : builder.createString(zone));
            default:
                Utf8.startUtf8(builder);
                return Utf8.endUtf8(builder);
        }
    }

    private static short unit(TypeDetail detail) {
        switch (detail.fractionDigits()) {
            case 0:
                return TimeUnit.SECOND;
            case 3:
                return TimeUnit.MILLISECOND;
            case 6:
                return TimeUnit.MICROSECOND;
            default:
                return TimeUnit.NANOSECOND;
        }
    }
}

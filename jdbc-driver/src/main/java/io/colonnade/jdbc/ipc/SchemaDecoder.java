package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;

/** Reads schema messages (Arrow IPC, Message.fbs and Schema.fbs). Stateless. */
public final class SchemaDecoder {
    private static final int CONTINUATION = 0xFFFFFFFF;

    private SchemaDecoder() {}

    /** Reads a schema in the encapsulated form that FlightInfo carries; no bytes at all are an empty schema. */
    public static ArrowSchema encapsulated(byte[] bytes) throws SQLException {
        if (bytes.length == 0) {
            return ArrowSchema.EMPTY;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int length = buffer.getInt();
            if (length == CONTINUATION) {
                length = buffer.getInt();
            }
            if (length == 0) {
                return ArrowSchema.EMPTY;
            }
            return message(Message.getRootAsMessage(buffer.slice().order(ByteOrder.LITTLE_ENDIAN)));
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            throw BatchBody.malformed("a schema is cut short");
        }
    }

    /** Reads the schema message that opens a stream. */
    public static ArrowSchema message(Message message) throws SQLException {
        if (message.headerType() != MessageHeader.Schema) {
            throw BatchBody.malformed("a schema was expected");
        }
        if (message.version() < MetadataVersion.V4) {
            throw SqlState.unsupported("Arrow data older than version 4");
        }
        Schema schema = (Schema) message.header(new Schema());
        if (schema.endianness() != Endianness.Little) {
            throw SqlState.unsupported("big-endian Arrow data");
        }
        List<ArrowField> fields = new ArrayList<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            fields.add(field(schema.fields(i)));
        }
        Map<String, String> metadata = new HashMap<>();
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            put(metadata, schema.customMetadata(i));
        }
        return new ArrowSchema(fields, metadata);
    }

    private static ArrowField field(Field field) throws SQLException {
        if (field.dictionary() != null) {
            throw SqlState.unsupported("the dictionary-encoded column " + field.name());
        }
        List<ArrowField> children = new ArrayList<>();
        for (int i = 0; i < field.childrenLength(); i++) {
            children.add(field(field.children(i)));
        }
        DecodedType type = DecodedType.of(field);
        String name = field.name() == null ? "" : field.name();
        return new ArrowField(name, type.kind(), field.nullable(), type.detail(), children, metadata(field));
    }

    private static Map<String, String> metadata(Field field) {
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < field.customMetadataLength(); i++) {
            put(entries, field.customMetadata(i));
        }
        return entries;
    }

    private static void put(Map<String, String> entries, KeyValue entry) {
        if (entry.key() != null && entry.value() != null) {
            entries.put(entry.key(), entry.value());
        }
    }
}

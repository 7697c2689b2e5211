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
import org.jspecify.annotations.Nullable;

/** Reads schema messages (Arrow IPC, Message.fbs and Schema.fbs), and no more of one than a result can need. */
public final class SchemaDecoder {
    private static final int CONTINUATION = 0xFFFFFFFF;

    /** Fields and entries may be named more than once by their offsets: a short message could stand for a schema without end. */
    private static final int MOST_PARTS = 100_000;

    private static final long MOST_CHARACTERS = 64L << 20;
    private static final int DEEPEST = 64;

    private int parts;
    private long characters;

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
        } catch (RuntimeException e) {
            throw BatchBody.malformed("a schema is cut short");
        }
    }

    /** Reads the schema message that opens a stream. */
    public static ArrowSchema message(Message message) throws SQLException {
        try {
            return new SchemaDecoder().schema(message);
        } catch (RuntimeException e) {
            // Offsets that lead anywhere come to light as whatever the reader of FlatBuffers then stumbles over.
            throw BatchBody.malformed("a schema is cut short");
        }
    }

    private ArrowSchema schema(Message message) throws SQLException {
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
            fields.add(field(schema.fields(i), 1));
        }
        Map<String, String> metadata = new HashMap<>();
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            put(metadata, schema.customMetadata(i));
        }
        return new ArrowSchema(fields, metadata);
    }

    private ArrowField field(Field field, int depth) throws SQLException {
        if (depth > DEEPEST) {
            throw BatchBody.malformed("a type is nested too deeply");
        }
        count(field.name());
        if (field.dictionary() != null) {
            throw SqlState.unsupported("the dictionary-encoded column " + field.name());
        }
        List<ArrowField> children = new ArrayList<>();
        for (int i = 0; i < field.childrenLength(); i++) {
            children.add(field(field.children(i), depth + 1));
        }
        DecodedType type = DecodedType.of(field);
        type.checkChildren(children);
        String name = field.name() == null ? "" : field.name();
        return new ArrowField(name, type.kind(), field.nullable(), type.detail(), children, metadata(field));
    }

    private Map<String, String> metadata(Field field) throws SQLException {
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < field.customMetadataLength(); i++) {
            put(entries, field.customMetadata(i));
        }
        return entries;
    }

    private void put(Map<String, String> entries, KeyValue entry) throws SQLException {
        String key = entry.key();
        String value = entry.value();
        count(key);
        count(value);
        if (key != null && value != null) {
            entries.put(key, value);
        }
    }

    private void count(@Nullable String text) throws SQLException {
        parts++;
        characters += text == null ? 0 : text.length();
        if (parts > MOST_PARTS || characters > MOST_CHARACTERS) {
            throw BatchBody.malformed("a schema has too many fields");
        }
    }
}

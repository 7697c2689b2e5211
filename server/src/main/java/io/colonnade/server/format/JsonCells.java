package io.colonnade.server.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.colonnade.server.format.Column.Kind;
import java.io.IOException;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Columns' values as JSON, the same in every JSON answer: decimals and 64-bit integers are strings, so that no reader rounds them,
 * and documents are what they are. The cells of one object share a buffer: one of them writes at a time. For one thread.
 */
public final class JsonCells {
    private final WrittenText written = new WrittenText();

    /** Returns what writes the values of a vector, whichever it holds; the kind of vector is looked at here, and for no row. */
    public JsonCell of(FieldVector vector) {
        JsonCell value = ofValues(vector);
        return (json, row) -> {
            if (vector.isNull(row)) {
                json.writeNull();
            } else {
                value.write(json, row);
            }
        };
    }

    private JsonCell ofValues(FieldVector vector) {
        if (vector instanceof IntVector integers) {
            return (json, row) -> json.writeNumber(integers.get(row));
        }
        Column column = Column.of(vector);
        if (vector instanceof VarCharVector texts && column.kind() == Kind.TEXT) {
            return (json, row) -> {
                byte[] bytes = texts.get(row);
                json.writeUTF8String(bytes, 0, bytes.length);
            };
        }
        if (vector instanceof BitVector bits) {
            return (json, row) -> json.writeBoolean(bits.get(row) == 1);
        }
        return switch (column.kind()) {
            case NUMBER, FLOATING -> (json, row) -> number(json, written.of(column.plain(), row));
            case BINARY -> {
                CellWriter base64 = new Base64Cells(TextValues.of(vector));
                yield (json, row) -> json.writeString(written.of(base64, row));
            }
            case JSON -> {
                CellWriter document = new EmbeddedJson(TextValues.of(vector));
                yield (json, row) -> json.writeRawValue(written.of(document, row));
            }
            case EXACT_NUMBER, BOOLEAN, MOMENT, TEXT ->
                (json, row) -> json.writeString(written.of(column.plain(), row));
        };
    }

    /** JSON has no word for what is not a number. */
    private static void number(JsonGenerator json, String text) throws IOException {
        if (text.equals("NaN") || text.endsWith("Infinity")) {
            json.writeString(text);
        } else {
            json.writeNumber(text);
        }
    }
}

package io.colonnade.server.format;

import io.colonnade.type.TypeName;
import java.util.List;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * One column of a result, and how its values are written. The kind of vector is looked at once per result, not once per row.
 * Not thread-safe, like the vector.
 */
final class Column {
    /** What a value is to formats that tell kinds apart. */
    enum Kind {
        /** A number that every reader can hold: an integer of up to 32 bits. */
        NUMBER,
        /** A number, or none. */
        FLOATING,
        /** A number that some readers would round: 64-bit integers and decimals. */
        EXACT_NUMBER,
        BOOLEAN,
        /** A date or a time, without a character that any format would obey. */
        MOMENT,
        TEXT,
        /** A text that says of itself that it is JSON. */
        JSON,
        BINARY
    }

    private static final String TYPE_NAME = "ARROW:FLIGHT:SQL:TYPE_NAME";

    private final FieldVector vector;
    private final Kind kind;
    private final CellWriter plain;
    private boolean hasNulls;

    private Column(FieldVector vector, Kind kind, CellWriter plain) {
        this.vector = vector;
        this.kind = kind;
        this.plain = plain;
    }

    static List<Column> all(VectorSchemaRoot root) {
        return root.getFieldVectors().stream().map(Column::of).toList();
    }

    static Column of(FieldVector vector) {
        if (vector instanceof BigIntVector integers) {
            return new Column(vector, Kind.EXACT_NUMBER, (row, out) -> out.number(integers.get(row)));
        }
        if (vector instanceof UInt8Vector integers) {
            return new Column(
                    vector, Kind.EXACT_NUMBER, (row, out) -> out.ascii(Long.toUnsignedString(integers.get(row))));
        }
        if (vector instanceof IntVector integers) {
            return new Column(vector, Kind.NUMBER, (row, out) -> out.number(integers.get(row)));
        }
        if (vector instanceof BaseIntVector integers) {
            return new Column(vector, Kind.NUMBER, (row, out) -> out.number(integers.getValueAsLong(row)));
        }
        if (vector instanceof DecimalVector decimals) {
            return new Column(vector, Kind.EXACT_NUMBER, new DecimalCells(decimals));
        }
        if (vector instanceof Decimal256Vector decimals) {
            return new Column(
                    vector,
                    Kind.EXACT_NUMBER,
                    (row, out) -> out.ascii(decimals.getObject(row).toPlainString()));
        }
        if (vector instanceof Float8Vector floats) {
            return new Column(vector, Kind.FLOATING, (row, out) -> FloatDigits.write(floats.get(row), out));
        }
        if (vector instanceof Float4Vector floats) {
            return new Column(vector, Kind.FLOATING, (row, out) -> out.ascii(Float.toString(floats.get(row))));
        }
        if (vector instanceof BitVector bits) {
            return new Column(vector, Kind.BOOLEAN, (row, out) -> out.ascii(bits.get(row) == 1 ? "true" : "false"));
        }
        return ofMoments(vector);
    }

    private static Column ofMoments(FieldVector vector) {
        if (vector instanceof DateDayVector days) {
            return new Column(vector, Kind.MOMENT, (row, out) -> Moments.date(days.get(row), out));
        }
        if (vector instanceof TimeMicroVector times) {
            return new Column(vector, Kind.MOMENT, (row, out) -> Moments.time(times.get(row), out));
        }
        if (vector instanceof TimeStampMicroTZVector instants) {
            return new Column(vector, Kind.MOMENT, (row, out) -> {
                Moments.timestamp(instants.get(row), out);
                out.put('Z');
            });
        }
        if (vector instanceof TimeStampMicroVector timestamps) {
            return new Column(vector, Kind.MOMENT, (row, out) -> Moments.timestamp(timestamps.get(row), out));
        }
        return ofBytes(vector);
    }

    private static Column ofBytes(FieldVector vector) {
        TextValues values = TextValues.of(vector);
        if (vector instanceof VarBinaryVector) {
            return new Column(vector, Kind.BINARY, new HexCells(values));
        }
        String type = vector.getField().getMetadata().getOrDefault(TYPE_NAME, "");
        Kind kind = type.equals(TypeName.JSON.postgres()) ? Kind.JSON : Kind.TEXT;
        return new Column(vector, kind, values::writeAll);
    }

    String name() {
        return vector.getField().getName();
    }

    Kind kind() {
        return kind;
    }

    /** Returns what writes the values with nothing around them and nothing escaped; bytes as hexadecimal digits. */
    CellWriter plain() {
        return plain;
    }

    FieldVector vector() {
        return vector;
    }

    /** Looks at the batch that the vector holds now. */
    void begin() {
        hasNulls = vector.getNullCount() > 0;
    }

    boolean isNull(int row) {
        return hasNulls && vector.isNull(row);
    }
}

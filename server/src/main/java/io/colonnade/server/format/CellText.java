package io.colonnade.server.format;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.IntFunction;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;

/**
 * One column's values as text. The kind of vector is looked at once per result, not once per row. Not thread-safe, like
 * the vector.
 */
final class CellText {
    /** What a value is to formats that tell kinds apart. */
    enum Kind {
        /** A number that every reader can hold: up to 32 bits, or floating. */
        NUMBER,
        /** A number that some readers would round: 64-bit integers and decimals. */
        EXACT_NUMBER,
        BOOLEAN,
        TEXT
    }

    /** How bytes are written. */
    enum Bytes {
        HEX,
        BASE64
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_LOCAL_TIME;

    private final FieldVector vector;
    private final Kind kind;
    private final IntFunction<String> text;

    private CellText(FieldVector vector, Kind kind, IntFunction<String> text) {
        this.vector = vector;
        this.kind = kind;
        this.text = text;
    }

    static CellText of(FieldVector vector, Bytes bytes) {
        if (vector instanceof BigIntVector || vector instanceof UInt8Vector) {
            BaseIntVector integers = (BaseIntVector) vector;
            return new CellText(vector, Kind.EXACT_NUMBER, row -> Long.toString(integers.getValueAsLong(row)));
        }
        if (vector instanceof BaseIntVector integers) {
            return new CellText(vector, Kind.NUMBER, row -> Long.toString(integers.getValueAsLong(row)));
        }
        if (vector instanceof FloatingPointVector) {
            return new CellText(vector, Kind.NUMBER, row -> String.valueOf(vector.getObject(row)));
        }
        if (vector instanceof DecimalVector decimals) {
            return new CellText(
                    vector, Kind.EXACT_NUMBER, row -> decimals.getObject(row).toPlainString());
        }
        if (vector instanceof Decimal256Vector decimals) {
            return new CellText(
                    vector, Kind.EXACT_NUMBER, row -> decimals.getObject(row).toPlainString());
        }
        if (vector instanceof BitVector bits) {
            return new CellText(vector, Kind.BOOLEAN, row -> bits.get(row) == 1 ? "true" : "false");
        }
        return new CellText(vector, Kind.TEXT, temporal(vector, bytes));
    }

    private static IntFunction<String> temporal(FieldVector vector, Bytes bytes) {
        if (vector instanceof DateDayVector days) {
            return row -> LocalDate.ofEpochDay(days.get(row)).toString();
        }
        if (vector instanceof TimeMicroVector times) {
            return row -> LocalTime.ofNanoOfDay(times.get(row) * 1_000).format(TIME);
        }
        if (vector instanceof TimeStampMicroTZVector instants) {
            return row ->
                    Instant.EPOCH.plus(instants.get(row), ChronoUnit.MICROS).toString();
        }
        if (vector instanceof TimeStampMicroVector timestamps) {
            return row -> LocalDateTime.ofInstant(
                            Instant.EPOCH.plus(timestamps.get(row), ChronoUnit.MICROS), ZoneOffset.UTC)
                    .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        }
        if (vector instanceof VarBinaryVector binary) {
            return bytes == Bytes.HEX
                    ? row -> "\\x" + HexFormat.of().formatHex(binary.get(row))
                    : row -> Base64.getEncoder().encodeToString(binary.get(row));
        }
        return row -> String.valueOf(vector.getObject(row));
    }

    String name() {
        return vector.getField().getName();
    }

    Kind kind() {
        return kind;
    }

    boolean isNull(int row) {
        return vector.isNull(row);
    }

    /** Returns the text of a value that is not NULL. */
    String text(int row) {
        return text.apply(row);
    }
}

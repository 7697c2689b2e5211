package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** One parameter's value as the bytes of an Arrow value. A value that does not fit its type exactly is refused. */
final class ParameterCodec {
    private ParameterCodec() {}

    /** Encodes a value that is not null. The message of a failure names the parameter and never shows the value. */
    static byte[] encode(ArrowField field, Object value) throws SQLException {
        try {
            return encodeAs(field, value);
        } catch (ArithmeticException | NumberFormatException | DateTimeException | ClassCastException e) {
            throw SqlState.INVALID_PARAMETER.exception("Cannot bind parameter " + field.name() + ": a value of "
                    + value.getClass().getSimpleName() + " does not fit its type "
                    + field.kind().typeName() + hint(field, value));
        }
    }

    private static String hint(ArrowField field, Object value) {
        boolean lacksZone = value instanceof LocalDateTime || value instanceof LocalDate;
        return field.kind() == ArrowKind.TIMESTAMP_ZONED && lacksZone
                ? "; bind an OffsetDateTime, or a Timestamp for the zone of this JVM"
                : "";
    }

    private static byte[] encodeAs(ArrowField field, Object value) throws SQLException {
        switch (field.kind()) {
            case BOOL:
                return new byte[] {(byte) (ParameterNumbers.bool(value) ? 1 : 0)};
            case INT8:
            case UINT8:
                return whole(value, 1, field.kind().signed());
            case INT16:
            case UINT16:
                return whole(value, 2, field.kind().signed());
            case INT32:
            case UINT32:
                return whole(value, 4, field.kind().signed());
            case INT64:
            case UINT64:
                return whole(value, 8, field.kind().signed());
            case FLOAT32:
                return bytes(4).putFloat((float) ParameterNumbers.floating(value))
                        .array();
            case FLOAT64:
                return bytes(8).putDouble(ParameterNumbers.floating(value)).array();
            case DECIMAL:
                return decimal(field, value);
            case UTF8:
            case LARGE_UTF8:
                return ParameterTimes.text(value).getBytes(StandardCharsets.UTF_8);
            case BINARY:
            case LARGE_BINARY:
                return ((byte[]) value).clone();
            case DATE_DAY:
                return bytes(4).putInt(
                                Math.toIntExact(ParameterTimes.date(value).toEpochDay()))
                        .array();
            case DATE_MILLI:
                return bytes(8).putLong(
                                Math.multiplyExact(ParameterTimes.date(value).toEpochDay(), 86_400_000L))
                        .array();
            case TIME:
            case TIMESTAMP:
            case TIMESTAMP_ZONED:
                return ticks(field, ParameterTimes.ticks(field, value));
            default:
                throw SqlState.unsupported("a parameter of type " + field.kind().typeName());
        }
    }

    private static ByteBuffer bytes(int width) {
        return ByteBuffer.allocate(width).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ticks(ArrowField field, long ticks) {
        return field.detail().byteWidth() == 4
                ? bytes(4).putInt(Math.toIntExact(ticks)).array()
                : bytes(8).putLong(ticks).array();
    }

    private static byte[] whole(Object value, int width, boolean signed) {
        BigInteger number = ParameterNumbers.whole(value);
        int bits = signed ? number.bitLength() + 1 : number.bitLength();
        if (bits > width * 8 || (!signed && number.signum() < 0)) {
            throw new ArithmeticException("out of range");
        }
        return littleEndian(number, width);
    }

    private static byte[] decimal(ArrowField field, Object value) {
        BigDecimal scaled =
                ParameterNumbers.decimal(value).setScale(field.detail().scale());
        if (scaled.precision() > field.detail().precision()) {
            throw new ArithmeticException("out of range");
        }
        return littleEndian(scaled.unscaledValue(), field.detail().byteWidth());
    }

    private static byte[] littleEndian(BigInteger number, int width) {
        byte[] bigEndian = number.toByteArray();
        byte[] result = new byte[width];
        byte sign = (byte) (number.signum() < 0 ? -1 : 0);
        for (int i = 0; i < width; i++) {
            result[i] = i < bigEndian.length ? bigEndian[bigEndian.length - 1 - i] : sign;
        }
        return result;
    }
}

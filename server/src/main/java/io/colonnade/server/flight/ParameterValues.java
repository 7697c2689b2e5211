package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Single values out of the vectors that clients bind, as the Java classes that the query road takes. Clients choose the
 * Arrow types: this takes whatever stands for one of ours, in any width or unit.
 */
final class ParameterValues {
    private ParameterValues() {}

    static @Nullable Object get(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        ArrowType type = vector.getField().getType();
        return switch (type.getTypeID()) {
            case Utf8, LargeUtf8, Utf8View -> vector.getObject(row).toString();
            case Int -> integer((ArrowType.Int) type, (Number) vector.getObject(row));
            case FloatingPoint ->
                vector instanceof Float2Vector half ? half.getValueAsFloat(row) : vector.getObject(row);
            case Bool, Decimal, Binary, LargeBinary, FixedSizeBinary -> vector.getObject(row);
            case Date -> date(vector, row);
            case Time -> time(((ArrowType.Time) type).getUnit(), vector, row);
            case Timestamp -> timestamp((ArrowType.Timestamp) type, (TimeStampVector) vector, row);
            case Null -> null;
            default ->
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.DATATYPE_MISMATCH,
                        "Cannot bind a parameter of Arrow type " + type + ": no column of Colonnade has this type");
        };
    }

    private static Object integer(ArrowType.Int type, Number value) {
        if (type.getBitWidth() == 64) {
            return type.getIsSigned() || value.longValue() >= 0
                    ? (Object) value.longValue()
                    : new java.math.BigDecimal(Long.toUnsignedString(value.longValue()));
        }
        if (type.getIsSigned()) {
            return value.intValue();
        }
        long unsigned = value.longValue() & ((1L << type.getBitWidth()) - 1);
        return unsigned <= Integer.MAX_VALUE ? (Object) (int) unsigned : (Object) unsigned;
    }

    private static Object date(FieldVector vector, int row) {
        if (vector instanceof DateMilliVector millis) {
            return LocalDate.ofEpochDay(
                    Math.floorDiv(millis.get(row), Duration.ofDays(1).toMillis()));
        }
        return LocalDate.ofEpochDay((Integer) vector.getObject(row));
    }

    private static Object time(TimeUnit unit, FieldVector vector, int row) {
        Object value = vector.getObject(row);
        if (value instanceof LocalDateTime atEpoch) {
            return atEpoch.toLocalTime();
        }
        long units = ((Number) value).longValue();
        return LocalTime.ofNanoOfDay(Duration.of(units, chrono(unit)).toNanos());
    }

    private static Object timestamp(ArrowType.Timestamp type, TimeStampVector vector, int row) {
        Instant instant = Instant.EPOCH.plus(vector.get(row), chrono(type.getUnit()));
        return type.getTimezone() == null || type.getTimezone().isEmpty()
                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                : instant;
    }

    private static ChronoUnit chrono(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> ChronoUnit.SECONDS;
            case MILLISECOND -> ChronoUnit.MILLIS;
            case MICROSECOND -> ChronoUnit.MICROS;
            case NANOSECOND -> ChronoUnit.NANOS;
        };
    }
}

package io.colonnade.batch;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Single values in and out of vectors, as the Java classes that {@link io.colonnade.source.SourceStatement.Parameter}
 * names. For bound parameters, which clients send as Arrow in units of their own, and for tests; batches never pass
 * here. Not thread-safe, as vectors are not.
 */
public final class VectorValues {
    private VectorValues() {}

    /**
     * Reads one cell.
     *
     * @throws ColonnadeException UNIMPLEMENTED if the vector's type has no counterpart in the type table
     */
    public static @Nullable Object read(ValueVector vector, int row) {
        if (vector instanceof NullVector || vector.isNull(row)) {
            return null;
        }
        Object value = vector.getObject(row);
        if (vector instanceof VarCharVector || vector instanceof LargeVarCharVector) {
            return String.valueOf(value);
        }
        if (vector instanceof TinyIntVector || vector instanceof SmallIntVector) {
            return ((Number) value).intValue();
        }
        if (vector instanceof TimeStampVector stamps) {
            return timestamp(stamps, row);
        }
        return isPlain(vector) ? value : temporal(vector, row);
    }

    /** The vectors whose own Java class is the one that parameters have. */
    private static boolean isPlain(ValueVector vector) {
        return vector instanceof IntVector
                || vector instanceof BigIntVector
                || vector instanceof Float4Vector
                || vector instanceof Float8Vector
                || vector instanceof BitVector
                || vector instanceof DecimalVector
                || vector instanceof Decimal256Vector
                || vector instanceof VarBinaryVector
                || vector instanceof LargeVarBinaryVector
                || vector instanceof FixedSizeBinaryVector;
    }

    private static Object temporal(ValueVector vector, int row) {
        if (vector instanceof DateDayVector days) {
            return LocalDate.ofEpochDay(days.get(row));
        }
        if (vector instanceof DateMilliVector milliseconds) {
            return LocalDate.ofEpochDay(Math.floorDiv(milliseconds.get(row), 86_400_000L));
        }
        if (vector instanceof TimeMicroVector times) {
            return LocalTime.ofNanoOfDay(times.get(row) * 1_000);
        }
        if (vector instanceof TimeSecVector times) {
            return LocalTime.ofSecondOfDay(times.get(row));
        }
        if (vector instanceof TimeMilliVector times) {
            return LocalTime.ofNanoOfDay(times.get(row) * 1_000_000L);
        }
        if (vector instanceof TimeNanoVector times) {
            return LocalTime.ofNanoOfDay(times.get(row));
        }
        throw ColonnadeException.of(
                ErrorKind.UNIMPLEMENTED,
                SqlState.FEATURE_NOT_SUPPORTED,
                "Cannot take a value of Arrow type " + vector.getField().getType()
                        + ": send it as one of the types of a column, such as text");
    }

    private static Object timestamp(TimeStampVector vector, int row) {
        ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
        Instant instant = Instant.EPOCH.plus(vector.get(row), unit(type.getUnit()));
        return type.getTimezone() == null ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : instant;
    }

    private static ChronoUnit unit(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> ChronoUnit.SECONDS;
            case MILLISECOND -> ChronoUnit.MILLIS;
            case MICROSECOND -> ChronoUnit.MICROS;
            case NANOSECOND -> ChronoUnit.NANOS;
        };
    }

    /** Writes one cell of a vector of one of our types, making room as needed; the caller sets the value count. */
    public static void write(FieldVector vector, int row, @Nullable Object value) {
        if (value == null) {
            while (vector.getValueCapacity() <= row) {
                vector.reAlloc();
            }
            vector.setNull(row);
        } else if (value instanceof String text) {
            writeText(vector, row, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof BigDecimal decimal) {
            writeDecimal(vector, row, decimal);
        } else if (value instanceof byte[] bytes) {
            ((VarBinaryVector) vector).setSafe(row, bytes);
        } else if (value instanceof Boolean truth) {
            ((BitVector) vector).setSafe(row, truth ? 1 : 0);
        } else if (value instanceof Number number) {
            writeNumber(vector, row, number);
        } else {
            writeTemporal(vector, row, value);
        }
    }

    private static void writeText(FieldVector vector, int row, byte[] text) {
        if (vector instanceof LargeVarCharVector large) {
            large.setSafe(row, text);
        } else {
            ((VarCharVector) vector).setSafe(row, text);
        }
    }

    private static void writeDecimal(FieldVector vector, int row, BigDecimal value) {
        if (vector instanceof Decimal256Vector large) {
            large.setSafe(row, value.setScale(large.getScale()));
        } else {
            DecimalVector small = (DecimalVector) vector;
            small.setSafe(row, value.setScale(small.getScale()));
        }
    }

    private static void writeNumber(FieldVector vector, int row, Number value) {
        if (vector instanceof IntVector integers) {
            integers.setSafe(row, value.intValue());
        } else if (vector instanceof BigIntVector integers) {
            integers.setSafe(row, value.longValue());
        } else if (vector instanceof Float4Vector numbers) {
            numbers.setSafe(row, value.floatValue());
        } else {
            ((Float8Vector) vector).setSafe(row, value.doubleValue());
        }
    }

    private static void writeTemporal(FieldVector vector, int row, Object value) {
        if (value instanceof LocalDate date) {
            ((DateDayVector) vector).setSafe(row, Math.toIntExact(date.toEpochDay()));
        } else if (value instanceof LocalTime time) {
            ((TimeMicroVector) vector).setSafe(row, time.toNanoOfDay() / 1_000);
        } else if (value instanceof LocalDateTime time) {
            ((TimeStampVector) vector).setSafe(row, microseconds(time.toInstant(ZoneOffset.UTC)));
        } else {
            ((TimeStampVector) vector).setSafe(row, microseconds((Instant) value));
        }
    }

    private static long microseconds(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}

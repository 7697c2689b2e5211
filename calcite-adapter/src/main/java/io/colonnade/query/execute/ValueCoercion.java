package io.colonnade.query.execute;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.type.ColumnType;
import io.colonnade.type.PostgresLiterals;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings a value to the class that its type is bound as, where nothing of it is lost. Stateless. */
public final class ValueCoercion {
    /** More than any decimal of ours has. */
    private static final int MOST_DIGITS = 1_000;

    /** Of a number as text, before it is read: that takes a time that grows with the square of its digits. */
    private static final int MOST_CHARACTERS = 2 * MOST_DIGITS;

    private ValueCoercion() {}

    /**
     * Converts a value.
     *
     * @param what the thing that the value is for, for the error: {@code parameter $1}
     * @throws ColonnadeException INVALID_ARGUMENT if the value has no exact counterpart; the value is not in the message
     */
    public static @Nullable Object coerce(@Nullable Object value, ColumnType type, String what) {
        if (value == null) {
            return null;
        }
        try {
            return converted(value, type, what);
        } catch (ArithmeticException | NumberFormatException | DateTimeException | ClassCastException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Invalid value for " + what + ": it is no " + type);
        }
    }

    private static Object converted(Object value, ColumnType type, String what) {
        return switch (type.name()) {
            case STRING, LARGE_STRING, JSON -> PostgresLiterals.storable(text(value), what);
            case UUID -> PostgresLiterals.storable(uuid(value), what);
            case INT32 -> number(value).intValueExact();
            case INT64 -> number(value).longValueExact();
            case FLOAT32 -> narrowed(floating(value));
            case FLOAT64 -> floating(value);
            case DECIMAL -> bounded(number(value));
            case BOOL -> value instanceof Boolean ? value : truth(text(value));
            case DATE -> value instanceof LocalDate ? value : date(value);
            case TIME -> value instanceof LocalTime ? value : LocalTime.parse(text(value));
            case TIMESTAMP -> value instanceof LocalDateTime ? value : timestamp(value);
            case TIMESTAMP_UTC -> value instanceof Instant ? value : instant(value);
            case BINARY -> (byte[]) value;
        };
    }

    /** Lists, maps and bytes have a text in Java that means nothing to anybody else. */
    private static String text(Object value) {
        if (value instanceof byte[] || value instanceof Iterable || value instanceof Map || value instanceof Object[]) {
            throw new ClassCastException("no text");
        }
        return value instanceof BigDecimal decimal ? bounded(decimal).toPlainString() : value.toString();
    }

    /** Arrow's own type for UUIDs is their sixteen bytes. */
    private static String uuid(Object value) {
        if (value instanceof byte[] bytes && bytes.length == 16) {
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            return new UUID(halves.getLong(), halves.getLong()).toString();
        }
        String text = text(value);
        if (!PostgresLiterals.isUuid(text)) {
            throw new ClassCastException("no UUID");
        }
        return text;
    }

    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Double || value instanceof Float) {
            return BigDecimal.valueOf(((Number) value).doubleValue());
        }
        String text = text(value).trim();
        if (text.length() > MOST_CHARACTERS) {
            throw new ArithmeticException("out of range");
        }
        return new BigDecimal(text);
    }

    private static double floating(Object value) {
        double number = value instanceof Number given
                ? given.doubleValue()
                : Double.parseDouble(text(value).trim());
        boolean infinite = value instanceof Number
                ? value instanceof Double || value instanceof Float
                : text(value).contains("nf");
        if (Double.isInfinite(number) && !infinite) {
            throw new ArithmeticException("out of range");
        }
        return number;
    }

    private static float narrowed(double value) {
        float number = (float) value;
        if (Float.isInfinite(number) && !Double.isInfinite(value)) {
            throw new ArithmeticException("out of range");
        }
        return number;
    }

    /** A short text such as 1e999999999 stands for more digits than memory holds. */
    private static BigDecimal bounded(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw new ArithmeticException("out of range");
        }
        return number;
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> true;
            case "false", "f", "0" -> false;
            default -> throw new ClassCastException("no truth value");
        };
    }

    private static LocalDate date(Object value) {
        return value instanceof LocalDateTime timestamp ? dateOf(timestamp) : LocalDate.parse(text(value));
    }

    private static LocalDate dateOf(LocalDateTime timestamp) {
        if (!timestamp.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new ArithmeticException("a time would be lost");
        }
        return timestamp.toLocalDate();
    }

    private static LocalDateTime timestamp(Object value) {
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        return LocalDateTime.parse(text(value).replace(' ', 'T'));
    }

    private static Instant instant(Object value) {
        if (value instanceof LocalDateTime timestamp) {
            return timestamp.toInstant(ZoneOffset.UTC);
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        String text = text(value).replace(' ', 'T');
        return text.matches(".*([Zz]|[+-]\\d\\d(:?\\d\\d)?)$")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}

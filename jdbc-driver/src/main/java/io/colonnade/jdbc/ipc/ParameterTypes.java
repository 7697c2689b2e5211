package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.time.BoundTime;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which Arrow type a parameter travels: the one that the server declared, unless the value would lose digits in
 * it; without a declaration the one that the value's class suggests. Stateless.
 */
final class ParameterTypes {
    private static final long MICRO = 1_000L;

    private ParameterTypes() {}

    /** Returns the field for the values that one parameter has in the rows of a batch. */
    static ArrowField fieldFor(@Nullable ArrowField declared, String name, List<@Nullable Object> values)
            throws SQLException {
        ArrowField chosen = null;
        for (@Nullable Object value : values) {
            ArrowField wanted = fieldFor(declared, name, value);
            chosen = chosen == null ? wanted : common(chosen, wanted);
        }
        return chosen == null ? fieldFor(declared, name, (Object) null) : chosen;
    }

    /** Returns the field that takes what either takes: for decimals the one with more digits behind the point. */
    private static ArrowField common(ArrowField one, ArrowField other) throws SQLException {
        if (other.kind() == ArrowKind.NULL || one.hasLayoutOf(other)) {
            return one;
        }
        if (one.kind() == ArrowKind.NULL) {
            return other;
        }
        if (one.kind() == ArrowKind.DECIMAL && other.kind() == ArrowKind.DECIMAL) {
            return one.detail().scale() >= other.detail().scale() ? one : other;
        }
        throw SqlState.INVALID_CONVERSION.exception("Cannot send the batch: parameter " + one.name() + " is "
                + one.kind().typeName() + " in one entry and " + other.kind().typeName()
                + " in another; set it with values of one type");
    }

    private static ArrowField fieldFor(@Nullable ArrowField declared, String name, @Nullable Object value) {
        if (declared == null) {
            return natural(name, value);
        }
        if (value instanceof BigDecimal && losesDigits(declared, (BigDecimal) value)) {
            return natural(declared.name(), value);
        }
        return declared;
    }

    private static boolean losesDigits(ArrowField declared, BigDecimal value) {
        return declared.kind() == ArrowKind.DECIMAL
                && value.stripTrailingZeros().scale() > declared.detail().scale();
    }

    private static ArrowField natural(String name, @Nullable Object value) {
        if (value instanceof BigDecimal) {
            return decimal(name, (BigDecimal) value);
        }
        if (value instanceof BigInteger) {
            return decimal(name, new BigDecimal((BigInteger) value));
        }
        if (value instanceof LocalTime) {
            return ArrowField.of(name, ArrowKind.TIME, TypeDetail.ticks(8, MICRO, null));
        }
        if (value instanceof OffsetDateTime || value instanceof ZonedDateTime || value instanceof Instant) {
            return ArrowField.of(name, ArrowKind.TIMESTAMP_ZONED, TypeDetail.ticks(8, MICRO, "UTC"));
        }
        if (value instanceof LocalDateTime || isBound(value, false)) {
            return ArrowField.of(name, ArrowKind.TIMESTAMP, TypeDetail.ticks(8, MICRO, null));
        }
        if (value instanceof LocalDate || isBound(value, true)) {
            return ArrowField.of(name, ArrowKind.DATE_DAY, TypeDetail.width(4));
        }
        return ArrowField.of(name, simple(value));
    }

    private static boolean isBound(@Nullable Object value, boolean date) {
        return value instanceof BoundTime && ((BoundTime) value).isDate() == date;
    }

    private static ArrowField decimal(String name, BigDecimal value) {
        int scale = Math.max(0, value.scale());
        long precision = Math.max(38L, (long) value.precision() + scale - value.scale());
        int width = precision > 38 ? 32 : 16;
        return ArrowField.of(name, ArrowKind.DECIMAL, TypeDetail.decimal(width, width == 16 ? 38 : 76, scale));
    }

    private static ArrowKind simple(@Nullable Object value) {
        if (value == null) {
            return ArrowKind.NULL;
        }
        if (value instanceof Boolean) {
            return ArrowKind.BOOL;
        }
        if (value instanceof Long) {
            return ArrowKind.INT64;
        }
        if (value instanceof Double) {
            return ArrowKind.FLOAT64;
        }
        if (value instanceof Float) {
            return ArrowKind.FLOAT32;
        }
        if (value instanceof Number) {
            return ArrowKind.INT32;
        }
        return value instanceof byte[] ? ArrowKind.BINARY : ArrowKind.UTF8;
    }
}

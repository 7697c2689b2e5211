package io.colonnade.spark;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;

/**
 * Spark's constants as SQL that names their type: a moment with its offset, whatever the zone of Spark's session and of
 * the database; a float as the float that it is, not as the decimal that its digits spell. Null for what has no such form.
 */
final class PushedLiteral {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private PushedLiteral() {}

    static @Nullable String sql(Literal<?> literal) {
        @Nullable Object value = literal.value();
        return value == null ? null : sql(value, literal.dataType());
    }

    private static @Nullable String sql(Object value, DataType type) {
        if (type instanceof DecimalType) {
            return ((Decimal) value).toJavaBigDecimal().toPlainString();
        }
        if (type.equals(DataTypes.DateType)) {
            return date(LocalDate.ofEpochDay(((Number) value).longValue()));
        }
        if (type.equals(DataTypes.TimestampType)) {
            return dateTime("TIMESTAMPTZ", ((Number) value).longValue(), "+00");
        }
        if (type.equals(DataTypes.TimestampNTZType)) {
            return dateTime("TIMESTAMP", ((Number) value).longValue(), "");
        }
        if (type.equals(DataTypes.BinaryType)) {
            return hexadecimal((byte[]) value);
        }
        return type.equals(DataTypes.StringType) ? quotedOrNull(value.toString()) : number(value, type);
    }

    private static @Nullable String number(Object value, DataType type) {
        if (type.equals(DataTypes.FloatType)) {
            return "CAST('" + value + "' AS REAL)";
        }
        if (type.equals(DataTypes.DoubleType)) {
            return "CAST('" + value + "' AS DOUBLE PRECISION)";
        }
        if (type.equals(DataTypes.LongType)) {
            return "CAST('" + value + "' AS BIGINT)";
        }
        boolean plain = type.equals(DataTypes.ByteType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.BooleanType);
        return plain ? value.toString() : null;
    }

    /** Returns the text of a text constant that a database can hold. */
    static @Nullable String text(Literal<?> literal) {
        @Nullable Object value = literal.value();
        boolean isText = value != null && literal.dataType().equals(DataTypes.StringType);
        return isText && value.toString().indexOf('\0') < 0 ? value.toString() : null;
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static @Nullable String quotedOrNull(String text) {
        return text.indexOf('\0') < 0 ? quoted(text) : null;
    }

    private static @Nullable String date(LocalDate date) {
        return isWritable(date) ? "DATE '" + date + "'" : null;
    }

    private static @Nullable String dateTime(String type, long micros, String offset) {
        LocalDateTime value = LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
        return isWritable(value.toLocalDate()) ? type + " '" + DATE_TIME.format(value) + offset + "'" : null;
    }

    private static boolean isWritable(LocalDate date) {
        return !date.isBefore(FIRST) && !date.isAfter(LAST);
    }

    private static String hexadecimal(byte[] bytes) {
        StringBuilder digits = new StringBuilder("bytea '\\x");
        for (byte b : bytes) {
            digits.append(String.format(Locale.ROOT, "%02x", b));
        }
        return digits.append('\'').toString();
    }
}

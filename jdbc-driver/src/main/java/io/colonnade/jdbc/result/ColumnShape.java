package io.colonnade.jdbc.result;

import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import io.colonnade.jdbc.ipc.TypeDetail;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A column's type name, precision, scale and width: from the Arrow type where it says so, then from the metadata that
 * the server adds (FlightSql.proto, "ARROW:FLIGHT:SQL:…"), then from the type table. Used by result and by database
 * metadata, so that the two cannot disagree.
 */
public final class ColumnShape {
    public static final String CATALOG_NAME = "ARROW:FLIGHT:SQL:CATALOG_NAME";
    public static final String SCHEMA_NAME = "ARROW:FLIGHT:SQL:SCHEMA_NAME";
    public static final String TABLE_NAME = "ARROW:FLIGHT:SQL:TABLE_NAME";
    public static final String REMARKS = "ARROW:FLIGHT:SQL:REMARKS";
    private static final String COLUMN_NAME = "colonnade.column";
    private static final String TYPE_NAME = "ARROW:FLIGHT:SQL:TYPE_NAME";
    private static final String PRECISION = "ARROW:FLIGHT:SQL:PRECISION";
    private static final String SCALE = "ARROW:FLIGHT:SQL:SCALE";
    /** What PostgreSQL's driver answers for text without a limit. */
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int UUID_LENGTH = 36;
    private static final int HEXADECIMAL_PREFIX = 2;

    private ColumnShape() {}

    public static String typeName(ArrowField field) {
        @Nullable String stated = field.metadata(TYPE_NAME);
        if (stated != null && !stated.isEmpty()) {
            return stated;
        }
        return field.kind().sqlType() == Types.ARRAY
                ? typeName(field.children().get(0)) + " ARRAY"
                : field.kind().typeName();
    }

    /** Returns the name of the table's column where the server tells it, otherwise the result's. */
    public static String columnName(ArrowField field) {
        @Nullable String stated = field.metadata(COLUMN_NAME);
        return stated == null || stated.isEmpty() ? field.name() : stated;
    }

    public static int precision(ArrowField field) {
        if (field.kind() == ArrowKind.DECIMAL) {
            return field.detail().precision();
        }
        if (field.kind() == ArrowKind.FIXED_BINARY) {
            return field.detail().byteWidth();
        }
        if (isUnbounded(field.kind())) {
            return stated(field, PRECISION, isUuid(field) ? UUID_LENGTH : UNBOUNDED);
        }
        return field.kind().precision() + fractionWidth(field);
    }

    public static int scale(ArrowField field) {
        switch (field.kind()) {
            case DECIMAL:
                return field.detail().scale();
            case TIME:
            case TIMESTAMP:
            case TIMESTAMP_ZONED:
                return field.detail().fractionDigits();
            default:
                return stated(field, SCALE, 0);
        }
    }

    /** Tells whether digits after a point, or of a second, mean something for the type. */
    public static boolean hasScale(ArrowField field) {
        switch (field.kind()) {
            case TIME:
            case TIMESTAMP:
            case TIMESTAMP_ZONED:
                return true;
            case FLOAT32:
            case FLOAT64:
                return false;
            default:
                return isNumber(field);
        }
    }

    public static boolean isNumber(ArrowField field) {
        return Number.class.isAssignableFrom(field.kind().javaClass());
    }

    public static boolean isUnbounded(ArrowField field) {
        return isUnbounded(field.kind());
    }

    public static int displaySize(ArrowField field) {
        switch (field.kind()) {
            case DECIMAL:
                return field.detail().precision() + decimalMarks(field.detail());
            case FIXED_BINARY:
                return HEXADECIMAL_PREFIX + 2 * field.detail().byteWidth();
            default:
                return isUnbounded(field.kind())
                        ? precision(field)
                        : field.kind().displaySize() + fractionWidth(field);
        }
    }

    private static boolean isUuid(ArrowField field) {
        return "uuid".equals(field.metadata(TYPE_NAME));
    }

    /** The sign, the point, and the zero before it where all digits come after. */
    private static int decimalMarks(TypeDetail detail) {
        int point = detail.scale() > 0 ? 1 : 0;
        int zero = detail.scale() == detail.precision() ? 1 : 0;
        return 1 + point + zero;
    }

    private static boolean isUnbounded(ArrowKind kind) {
        switch (kind) {
            case UTF8:
            case LARGE_UTF8:
            case BINARY:
            case LARGE_BINARY:
                return true;
            default:
                return false;
        }
    }

    private static int fractionWidth(ArrowField field) {
        switch (field.kind()) {
            case TIME:
            case TIMESTAMP:
            case TIMESTAMP_ZONED:
                int digits = field.detail().fractionDigits();
                return digits == 0 ? 0 : digits + 1;
            default:
                return 0;
        }
    }

    private static int stated(ArrowField field, String key, int otherwise) {
        @Nullable String text = field.metadata(key);
        return text == null || !text.matches("\\d{1,9}") || text.equals("0") ? otherwise : Integer.parseInt(text);
    }
}

package io.colonnade.jdbc;

import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import org.jspecify.annotations.Nullable;

/**
 * A column's type name, precision, scale and width: from the Arrow type where it says so, then from the metadata that
 * the server adds (FlightSql.proto, "ARROW:FLIGHT:SQL:…"), then from the type table. Used by result and by database
 * metadata, so that the two cannot disagree.
 */
final class ColumnShape {
    static final String CATALOG_NAME = "ARROW:FLIGHT:SQL:CATALOG_NAME";
    static final String SCHEMA_NAME = "ARROW:FLIGHT:SQL:SCHEMA_NAME";
    static final String TABLE_NAME = "ARROW:FLIGHT:SQL:TABLE_NAME";
    static final String REMARKS = "ARROW:FLIGHT:SQL:REMARKS";
    private static final String TYPE_NAME = "ARROW:FLIGHT:SQL:TYPE_NAME";
    private static final String PRECISION = "ARROW:FLIGHT:SQL:PRECISION";
    private static final String SCALE = "ARROW:FLIGHT:SQL:SCALE";
    /** What PostgreSQL's driver answers for text without a limit. */
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private ColumnShape() {}

    static String typeName(ArrowField field) {
        @Nullable String stated = field.metadata(TYPE_NAME);
        return stated == null || stated.isEmpty() ? field.kind().typeName() : stated;
    }

    static int precision(ArrowField field) {
        if (field.kind() == ArrowKind.DECIMAL) {
            return field.detail().precision();
        }
        if (isUnbounded(field.kind())) {
            return stated(field, PRECISION, UNBOUNDED);
        }
        return field.kind().precision() + fractionWidth(field);
    }

    static int scale(ArrowField field) {
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

    static int displaySize(ArrowField field) {
        switch (field.kind()) {
            case DECIMAL:
                return field.detail().precision() + 2;
            default:
                return isUnbounded(field.kind())
                        ? precision(field)
                        : field.kind().displaySize() + fractionWidth(field);
        }
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

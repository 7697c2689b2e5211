package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.result.StreamContents;
import io.colonnade.jdbc.time.LegacyTimes;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.UUID;

/** What {@code setObject} makes of a program's object: text, a number, a boolean, bytes or a time. Stateless. */
final class BoundObjects {
    private BoundObjects() {}

    static Object plain(int index, Object value) throws SQLException {
        if (value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Temporal) {
            return value;
        }
        if (value instanceof java.util.Date || value instanceof Calendar) {
            return legacyTime(value);
        }
        if (value instanceof byte[]) {
            return ((byte[]) value).clone();
        }
        if (value instanceof Character || value instanceof UUID) {
            return value.toString();
        }
        return content(index, value);
    }

    private static Object legacyTime(Object value) {
        if (value instanceof Date) {
            return LegacyTimes.bound((Date) value, null);
        }
        if (value instanceof Time) {
            return LegacyTimes.localTime((Time) value, null);
        }
        if (value instanceof Timestamp) {
            return LegacyTimes.bound((Timestamp) value, null);
        }
        return value instanceof Calendar
                ? LegacyTimes.bound(new Timestamp(((Calendar) value).getTimeInMillis()), (Calendar) value)
                : LegacyTimes.bound(new Timestamp(((java.util.Date) value).getTime()), null);
    }

    private static Object content(int index, Object value) throws SQLException {
        if (value instanceof InputStream) {
            return StreamContents.bytes((InputStream) value);
        }
        if (value instanceof Reader) {
            return StreamContents.text((Reader) value);
        }
        if (value instanceof Blob) {
            return StreamContents.bytes((Blob) value);
        }
        if (value instanceof Clob) {
            return StreamContents.text((Clob) value);
        }
        if (value instanceof Array) {
            throw arrays();
        }
        throw SqlState.INVALID_PARAMETER.exception("Cannot bind parameter " + index + ": values of "
                + value.getClass().getName() + " have no SQL type");
    }

    static SQLException arrays() {
        return SqlState.unsupported("array parameters, for which no column has a type; write IN (?, ?) with one each");
    }
}

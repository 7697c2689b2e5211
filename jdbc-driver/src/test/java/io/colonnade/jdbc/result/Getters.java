package io.colonnade.jdbc.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every getter of a result set by name, and what it answers as text that compares and reads well. */
final class Getters {
    private static final List<Class<?>> CLASSES = List.of(
            Object.class,
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            byte[].class,
            int.class,
            UUID.class,
            java.sql.Date.class,
            java.sql.Time.class,
            Timestamp.class,
            java.util.Date.class,
            Calendar.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Instant.class,
            OffsetTime.class,
            Blob.class,
            Clob.class,
            NClob.class,
            Array.class,
            List.class,
            Map.class);

    static final Map<String, Getter> ALL = all();

    private Getters() {}

    @SuppressWarnings("deprecation")
    private static Map<String, Getter> all() {
        Map<String, Getter> getters = new LinkedHashMap<>();
        getters.put("getBoolean", rows -> rows.getBoolean(1));
        getters.put("getByte", rows -> rows.getByte(1));
        getters.put("getShort", rows -> rows.getShort(1));
        getters.put("getInt", rows -> rows.getInt(1));
        getters.put("getLong", rows -> rows.getLong(1));
        getters.put("getFloat", rows -> rows.getFloat(1));
        getters.put("getDouble", rows -> rows.getDouble(1));
        getters.put("getBigDecimal", rows -> rows.getBigDecimal(1));
        getters.put("getString", rows -> rows.getString(1));
        getters.put("getNString", rows -> rows.getNString(1));
        getters.put("getBytes", rows -> rows.getBytes(1));
        getters.put("getDate", rows -> rows.getDate(1));
        getters.put("getTime", rows -> rows.getTime(1));
        getters.put("getTimestamp", rows -> rows.getTimestamp(1));
        getters.put("getObject", rows -> rows.getObject(1));
        getters.put("getAsciiStream", rows -> rows.getAsciiStream(1));
        getters.put("getCharacterStream", rows -> rows.getCharacterStream(1));
        getters.put("getNCharacterStream", rows -> rows.getNCharacterStream(1));
        getters.put("getBinaryStream", rows -> rows.getBinaryStream(1));
        getters.put("getBlob", rows -> rows.getBlob(1));
        getters.put("getClob", rows -> rows.getClob(1));
        getters.put("getNClob", rows -> rows.getNClob(1));
        getters.put("getArray", rows -> rows.getArray(1));
        getters.put("getURL", rows -> rows.getURL(1));
        getters.put("getRef", rows -> rows.getRef(1));
        getters.put("getRowId", rows -> rows.getRowId(1));
        getters.put("getSQLXML", rows -> rows.getSQLXML(1));
        getters.put("getUnicodeStream", rows -> rows.getUnicodeStream(1));
        for (Class<?> type : CLASSES) {
            getters.put(name(type), rows -> rows.getObject(1, type));
        }
        return getters;
    }

    private static String name(Class<?> type) {
        return "as " + (type == java.util.Date.class ? "util.Date" : type.getSimpleName());
    }

    /** Asks a getter, and shows the value or the SQLSTATE. */
    static String ask(Getter getter, ResultSet rows) {
        try {
            return show(getter.get(rows));
        } catch (SQLException e) {
            return e.getSQLState();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String show(@Nullable Object value) throws SQLException, IOException {
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof InputStream stream) {
            return "stream " + HexFormat.of().formatHex(stream.readAllBytes());
        }
        if (value instanceof Reader reader) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return "reader " + text;
        }
        if (value instanceof Blob blob) {
            return "blob " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof Clob clob) {
            return "clob " + clob.getSubString(1, (int) clob.length());
        }
        if (value instanceof Array array) {
            return "array " + Arrays.deepToString((Object[]) array.getArray());
        }
        return value == null ? "null" : showPlain(value);
    }

    private static String showPlain(Object value) {
        if (value instanceof Timestamp timestamp) {
            return "Timestamp " + timestamp.toInstant();
        }
        if (value instanceof java.util.Date date) {
            return date.getClass().getSimpleName() + " " + Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof Calendar calendar) {
            return "Calendar " + calendar.toInstant();
        }
        String type = value instanceof List ? "List" : value.getClass().getSimpleName();
        return type + " " + value;
    }

    /** Reads the first column. */
    interface Getter {
        @Nullable
        Object get(ResultSet rows) throws SQLException;
    }
}

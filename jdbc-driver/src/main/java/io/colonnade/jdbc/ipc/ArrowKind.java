package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;

/**
 * The driver's table of types: an Arrow type a row, with its JDBC code, name and class, its widths, and its reader.
 * Metadata and result sets ask it and hold no list of types of their own.
 */
public enum ArrowKind {
    NULL(Types.NULL, "NULL", Object.class, 0, 4, false, NullReader::new),
    BOOL(Types.BOOLEAN, "BOOLEAN", Boolean.class, 1, 5, false, BoolReader::new),
    INT8(Types.TINYINT, "TINYINT", Integer.class, 3, 4, true, WholeNumberReader.Int8::new),
    INT16(Types.SMALLINT, "SMALLINT", Integer.class, 5, 6, true, WholeNumberReader.Int16::new),
    INT32(Types.INTEGER, "INTEGER", Integer.class, 10, 11, true, WholeNumberReader.Int32::new),
    INT64(Types.BIGINT, "BIGINT", Long.class, 19, 20, true, WholeNumberReader.Int64::new),
    UINT8(Types.SMALLINT, "SMALLINT", Integer.class, 3, 3, false, WholeNumberReader.UInt8::new),
    UINT16(Types.INTEGER, "INTEGER", Integer.class, 5, 5, false, WholeNumberReader.UInt16::new),
    UINT32(Types.BIGINT, "BIGINT", Long.class, 10, 10, false, WholeNumberReader.UInt32::new),
    UINT64(Types.NUMERIC, "NUMERIC", BigDecimal.class, 20, 20, false, UnsignedLongReader::new),
    FLOAT32(Types.REAL, "REAL", Float.class, 8, 15, true, FloatingReader.Single::new),
    FLOAT64(Types.DOUBLE, "DOUBLE PRECISION", Double.class, 17, 25, true, FloatingReader.Double::new),
    DECIMAL(Types.DECIMAL, "DECIMAL", BigDecimal.class, 38, 40, true, DecimalReader::new),
    UTF8(Types.VARCHAR, "VARCHAR", String.class, 0, 0, false, TextReader::new),
    LARGE_UTF8(Types.LONGVARCHAR, "LONGVARCHAR", String.class, 0, 0, false, TextReader::new),
    BINARY(Types.VARBINARY, "VARBINARY", byte[].class, 0, 0, false, BinaryReader::new),
    LARGE_BINARY(Types.LONGVARBINARY, "LONGVARBINARY", byte[].class, 0, 0, false, BinaryReader::new),
    FIXED_BINARY(Types.BINARY, "BINARY", byte[].class, 0, 0, false, BinaryReader::new),
    DATE_DAY(Types.DATE, "DATE", Date.class, 10, 10, false, DateReader::new),
    DATE_MILLI(Types.DATE, "DATE", Date.class, 10, 10, false, DateReader::new),
    TIME(Types.TIME, "TIME", Time.class, 8, 8, false, TimeReader::new),
    TIMESTAMP(Types.TIMESTAMP, "TIMESTAMP", Timestamp.class, 19, 19, false, TimestampReader::new),
    TIMESTAMP_ZONED(
            Types.TIMESTAMP_WITH_TIMEZONE,
            "TIMESTAMP WITH TIME ZONE",
            OffsetDateTime.class,
            25,
            25,
            false,
            ZonedTimestampReader::new),
    LIST(Types.ARRAY, "ARRAY", Array.class, 0, 0, false, ListReader::new),
    LARGE_LIST(Types.ARRAY, "ARRAY", Array.class, 0, 0, false, ListReader::new),
    MAP(Types.OTHER, "MAP", Map.class, 0, 0, false, MapReader::new),
    STRUCT(Types.OTHER, "STRUCT", Map.class, 0, 0, false, StructReader::new),
    DENSE_UNION(Types.OTHER, "UNION", Object.class, 0, 0, false, DenseUnionReader::new);

    private final int sqlType;
    private final String typeName;
    private final Class<?> javaClass;
    private final int precision;
    private final int displaySize;
    private final boolean signed;
    private final Function<ArrowField, ColumnReader> reader;

    ArrowKind(
            int sqlType,
            String typeName,
            Class<?> javaClass,
            int precision,
            int displaySize,
            boolean signed,
            Function<ArrowField, ColumnReader> reader) {
        this.sqlType = sqlType;
        this.typeName = typeName;
        this.javaClass = javaClass;
        this.precision = precision;
        this.displaySize = displaySize;
        this.signed = signed;
        this.reader = reader;
    }

    /** Returns the code of {@link Types}. */
    public int sqlType() {
        return sqlType;
    }

    /** Returns the name to show when the server sent none. */
    public String typeName() {
        return typeName;
    }

    /** Returns the class of what {@code getObject} hands out. */
    public Class<?> javaClass() {
        return javaClass;
    }

    /** Returns the digits or characters of the widest value before any fraction of a second; 0 when unbounded. */
    public int precision() {
        return precision;
    }

    /** Returns the characters of the widest value in the same sense. */
    public int displaySize() {
        return displaySize;
    }

    public boolean signed() {
        return signed;
    }

    /** Tells whether 64-bit offsets delimit the values. */
    boolean hasLargeOffsets() {
        return this == LARGE_UTF8 || this == LARGE_BINARY || this == LARGE_LIST;
    }

    ColumnReader newReader(ArrowField field) {
        return reader.apply(field);
    }
}

package io.colonnade.type;

import java.sql.Types;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.calcite.sql.type.SqlTypeName;

/** The rows of the type table: each contract type with its Arrow, SQL, JDBC and PostgreSQL counterparts. */
public enum TypeName {
    STRING("string", new ArrowType.Utf8(), SqlTypeName.VARCHAR, Types.VARCHAR, "text"),
    LARGE_STRING("large_string", new ArrowType.LargeUtf8(), SqlTypeName.VARCHAR, Types.LONGVARCHAR, "text"),
    INT32("int32", new ArrowType.Int(32, true), SqlTypeName.INTEGER, Types.INTEGER, "integer"),
    INT64("int64", new ArrowType.Int(64, true), SqlTypeName.BIGINT, Types.BIGINT, "bigint"),
    FLOAT32(
            "float32",
            new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
            SqlTypeName.REAL,
            Types.REAL,
            "real"),
    FLOAT64(
            "float64",
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
            SqlTypeName.DOUBLE,
            Types.DOUBLE,
            "double precision"),
    BOOL("bool", new ArrowType.Bool(), SqlTypeName.BOOLEAN, Types.BOOLEAN, "boolean"),
    /** Its Arrow type depends on precision and scale: {@link ColumnType#arrow()}. */
    DECIMAL("decimal", new ArrowType.Decimal(38, 0, 128), SqlTypeName.DECIMAL, Types.DECIMAL, "numeric"),
    DATE("date", new ArrowType.Date(DateUnit.DAY), SqlTypeName.DATE, Types.DATE, "date"),
    TIME(
            "time(us)",
            new ArrowType.Time(TimeUnit.MICROSECOND, 64),
            SqlTypeName.TIME,
            Types.TIME,
            "time without time zone"),
    TIMESTAMP_UTC(
            "timestamp(us, UTC)",
            new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
            Types.TIMESTAMP_WITH_TIMEZONE,
            "timestamp with time zone"),
    /** A result of expressions only; a contract states its zone. */
    TIMESTAMP(
            "timestamp(us)",
            new ArrowType.Timestamp(TimeUnit.MICROSECOND, null),
            SqlTypeName.TIMESTAMP,
            Types.TIMESTAMP,
            "timestamp without time zone"),
    /** JSON text. Its SQL type has no comparison, as in PostgreSQL. */
    JSON("json", new ArrowType.Utf8(), SqlTypeName.VARIANT, Types.VARCHAR, "jsonb"),
    BINARY("binary", new ArrowType.Binary(), SqlTypeName.VARBINARY, Types.VARBINARY, "bytea"),
    UUID("uuid", new ArrowType.Utf8(), SqlTypeName.UUID, Types.VARCHAR, "uuid");

    private final String contractName;
    private final ArrowType arrow;
    private final SqlTypeName sql;
    private final int jdbc;
    private final String postgres;

    TypeName(String contractName, ArrowType arrow, SqlTypeName sql, int jdbc, String postgres) {
        this.contractName = contractName;
        this.arrow = arrow;
        this.sql = sql;
        this.jdbc = jdbc;
        this.postgres = postgres;
    }

    /** Returns the type as a contract spells it, without a decimal's precision and scale. */
    public String contractName() {
        return contractName;
    }

    /** Returns the JDBC type code of {@link java.sql.Types}. */
    public int jdbc() {
        return jdbc;
    }

    /** Returns PostgreSQL's own name for the type, without a decimal's precision and scale. */
    public String postgres() {
        return postgres;
    }

    ArrowType arrow() {
        return arrow;
    }

    SqlTypeName sql() {
        return sql;
    }
}

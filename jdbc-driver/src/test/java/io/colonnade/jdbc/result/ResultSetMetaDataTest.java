package io.colonnade.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a result says of its columns, from the schema alone: all results here are empty. */
class ResultSetMetaDataTest {
    private static final Map<String, ArrowType> TYPES = Map.ofEntries(
            Map.entry("int8", new ArrowType.Int(8, true)),
            Map.entry("int16", new ArrowType.Int(16, true)),
            Map.entry("int32", new ArrowType.Int(32, true)),
            Map.entry("int64", new ArrowType.Int(64, true)),
            Map.entry("uint8", new ArrowType.Int(8, false)),
            Map.entry("uint16", new ArrowType.Int(16, false)),
            Map.entry("uint32", new ArrowType.Int(32, false)),
            Map.entry("uint64", new ArrowType.Int(64, false)),
            Map.entry("float32", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
            Map.entry("float64", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            Map.entry("decimal(12 2)", new ArrowType.Decimal(12, 2, 128)),
            Map.entry("decimal(4 4)", new ArrowType.Decimal(4, 4, 128)),
            Map.entry("decimal(76 0)", new ArrowType.Decimal(76, 0, 256)),
            Map.entry("bool", new ArrowType.Bool()),
            Map.entry("text", new ArrowType.Utf8()),
            Map.entry("large text", new ArrowType.LargeUtf8()),
            Map.entry("binary", new ArrowType.Binary()),
            Map.entry("large binary", new ArrowType.LargeBinary()),
            Map.entry("fixed binary", new ArrowType.FixedSizeBinary(3)),
            Map.entry("date", new ArrowType.Date(DateUnit.DAY)),
            Map.entry("date in milliseconds", new ArrowType.Date(DateUnit.MILLISECOND)),
            Map.entry("time", new ArrowType.Time(TimeUnit.MICROSECOND, 64)),
            Map.entry("time in seconds", new ArrowType.Time(TimeUnit.SECOND, 32)),
            Map.entry("timestamp", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
            Map.entry("timestamp in nanoseconds", new ArrowType.Timestamp(TimeUnit.NANOSECOND, null)),
            Map.entry("timestamp in UTC", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")),
            Map.entry("null", new ArrowType.Null()),
            Map.entry("list", new ArrowType.List()));

    private static ResultSetMetaData metadata(Field field) throws SQLException {
        try (ResultSet rows = ArrowColumns.result(field, List.of())) {
            assertThat(rows.next()).isFalse();
            return rows.getMetaData();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    int8                     | TINYINT                 | TINYINT                  | java.lang.Integer        | 3          | 0 | 4          | true  | false
                    int16                    | SMALLINT                | SMALLINT                 | java.lang.Integer        | 5          | 0 | 6          | true  | false
                    int32                    | INTEGER                 | INTEGER                  | java.lang.Integer        | 10         | 0 | 11         | true  | false
                    int64                    | BIGINT                  | BIGINT                   | java.lang.Long           | 19         | 0 | 20         | true  | false
                    uint8                    | SMALLINT                | SMALLINT                 | java.lang.Integer        | 3          | 0 | 3          | false | false
                    uint16                   | INTEGER                 | INTEGER                  | java.lang.Integer        | 5          | 0 | 5          | false | false
                    uint32                   | BIGINT                  | BIGINT                   | java.lang.Long           | 10         | 0 | 10         | false | false
                    uint64                   | NUMERIC                 | NUMERIC                  | java.math.BigDecimal     | 20         | 0 | 20         | false | false
                    float32                  | REAL                    | REAL                     | java.lang.Float          | 8          | 0 | 15         | true  | false
                    float64                  | DOUBLE                  | DOUBLE PRECISION         | java.lang.Double         | 17         | 0 | 25         | true  | false
                    decimal(12 2)            | DECIMAL                 | DECIMAL                  | java.math.BigDecimal     | 12         | 2 | 14         | true  | false
                    decimal(4 4)             | DECIMAL                 | DECIMAL                  | java.math.BigDecimal     | 4          | 4 | 7          | true  | false
                    decimal(76 0)            | DECIMAL                 | DECIMAL                  | java.math.BigDecimal     | 76         | 0 | 77         | true  | false
                    bool                     | BOOLEAN                 | BOOLEAN                  | java.lang.Boolean        | 1          | 0 | 5          | false | false
                    text                     | VARCHAR                 | VARCHAR                  | java.lang.String         | 2147483647 | 0 | 2147483647 | false | true
                    large text               | LONGVARCHAR             | LONGVARCHAR              | java.lang.String         | 2147483647 | 0 | 2147483647 | false | true
                    binary                   | VARBINARY               | VARBINARY                | [B                       | 2147483647 | 0 | 2147483647 | false | false
                    large binary             | LONGVARBINARY           | LONGVARBINARY            | [B                       | 2147483647 | 0 | 2147483647 | false | false
                    fixed binary             | BINARY                  | BINARY                   | [B                       | 3          | 0 | 8          | false | false
                    date                     | DATE                    | DATE                     | java.sql.Date            | 10         | 0 | 10         | false | false
                    date in milliseconds     | DATE                    | DATE                     | java.sql.Date            | 10         | 0 | 10         | false | false
                    time                     | TIME                    | TIME                     | java.sql.Time            | 15         | 6 | 15         | false | false
                    time in seconds          | TIME                    | TIME                     | java.sql.Time            | 8          | 0 | 8          | false | false
                    timestamp                | TIMESTAMP               | TIMESTAMP                | java.sql.Timestamp       | 26         | 6 | 26         | false | false
                    timestamp in nanoseconds | TIMESTAMP               | TIMESTAMP                | java.sql.Timestamp       | 29         | 9 | 29         | false | false
                    timestamp in UTC         | TIMESTAMP_WITH_TIMEZONE | TIMESTAMP WITH TIME ZONE | java.time.OffsetDateTime | 32         | 6 | 32         | false | false
                    null                     | NULL                    | NULL                     | java.lang.Object         | 0          | 0 | 4          | false | false
                    list                     | ARRAY                   | INTEGER ARRAY            | java.sql.Array           | 0          | 0 | 0          | false | false
                    """)
    void everyTypeIsDescribed(
            String type,
            JDBCType code,
            String typeName,
            String javaClass,
            int precision,
            int scale,
            int displaySize,
            boolean signed,
            boolean caseSensitive)
            throws SQLException {
        ResultSetMetaData metadata = metadata(ArrowColumns.field(TYPES.get(type)));
        assertThat(metadata.getColumnType(1)).isEqualTo(code.getVendorTypeNumber());
        assertThat(metadata.getColumnTypeName(1)).isEqualTo(typeName);
        assertThat(metadata.getColumnClassName(1)).isEqualTo(javaClass);
        assertThat(metadata.getPrecision(1)).isEqualTo(precision);
        assertThat(metadata.getScale(1)).isEqualTo(scale);
        assertThat(metadata.getColumnDisplaySize(1)).isEqualTo(displaySize);
        assertThat(metadata.isSigned(1)).isEqualTo(signed);
        assertThat(metadata.isCaseSensitive(1)).isEqualTo(caseSensitive);
    }

    @Test
    void columnsSayWhereTheyComeFrom() throws SQLException {
        Map<String, String> origin = Map.of(
                "ARROW:FLIGHT:SQL:CATALOG_NAME", "colonnade",
                "ARROW:FLIGHT:SQL:SCHEMA_NAME", "sales",
                "ARROW:FLIGHT:SQL:TABLE_NAME", "orders",
                "ARROW:FLIGHT:SQL:TYPE_NAME", "uuid",
                "ARROW:FLIGHT:SQL:REMARKS", "never a label",
                "colonnade.column", "id");
        Field field = new Field("Number", new FieldType(false, new ArrowType.Utf8(), null, origin), null);
        ResultSetMetaData metadata = metadata(field);
        assertThat(metadata.getColumnCount()).isEqualTo(1);
        assertThat(metadata.getColumnLabel(1)).isEqualTo("Number");
        assertThat(metadata.getColumnName(1)).isEqualTo("id");
        assertThat(metadata.getCatalogName(1)).isEqualTo("colonnade");
        assertThat(metadata.getSchemaName(1)).isEqualTo("sales");
        assertThat(metadata.getTableName(1)).isEqualTo("orders");
        assertThat(metadata.getColumnTypeName(1)).isEqualTo("uuid");
        assertThat(metadata.getPrecision(1)).isEqualTo(36);
        assertThat(metadata.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
    }

    @Test
    void computedColumnsComeFromNowhereAndMayBeNull() throws SQLException {
        ResultSetMetaData metadata = metadata(Field.nullable("sum", new ArrowType.Int(64, true)));
        assertThat(metadata.getColumnLabel(1)).isEqualTo("sum");
        assertThat(metadata.getColumnName(1)).isEqualTo("sum");
        assertThat(metadata.getCatalogName(1)).isEmpty();
        assertThat(metadata.getSchemaName(1)).isEmpty();
        assertThat(metadata.getTableName(1)).isEmpty();
        assertThat(metadata.isNullable(1)).isEqualTo(ResultSetMetaData.columnNullable);
    }

    @Test
    void everyColumnIsReadOnlyAndSearchable() throws SQLException {
        ResultSetMetaData metadata = metadata(Field.nullable("c", new ArrowType.Int(64, true)));
        assertThat(metadata.isSearchable(1)).isTrue();
        assertThat(metadata.isReadOnly(1)).isTrue();
        assertThat(metadata.isWritable(1)).isFalse();
        assertThat(metadata.isDefinitelyWritable(1)).isFalse();
        assertThat(metadata.isAutoIncrement(1)).isFalse();
        assertThat(metadata.isCurrency(1)).isFalse();
    }

    @Test
    void columnsThatDoNotExistAreRefused() throws SQLException {
        ResultSetMetaData metadata = metadata(Field.nullable("c", new ArrowType.Int(64, true)));
        for (int column : List.of(0, 2, -1)) {
            assertThatThrownBy(() -> metadata.isSearchable(column))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("07009"));
        }
    }
}

package io.colonnade.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.BatchReader;
import io.colonnade.local.LocalStatement.Input;
import io.colonnade.local.LocalStatement.Use;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value out of DuckDB, and once more through it as an Arrow input, in exactly the announced schema. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalTypesTest {
    private final RootAllocator allocator = new RootAllocator();
    private LocalEngine engine;

    @BeforeAll
    void start(@TempDir Path directory) {
        engine = LocalEngine.start(new LocalEngineSettings(256L << 20, 0, directory, 2));
    }

    @AfterAll
    void nothingLeaks() {
        engine.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    static Stream<Arguments> values() {
        ColumnType wide = ColumnType.UNCONSTRAINED_NUMERIC;
        return Stream.of(
                value(ColumnType.of(TypeName.STRING), "'Zürich 😀'", "Zürich 😀"),
                value(ColumnType.of(TypeName.STRING), "''", ""),
                value(
                        ColumnType.of(TypeName.LARGE_STRING),
                        "'ä long one that is not inlined'",
                        "ä long one that is not inlined"),
                value(ColumnType.of(TypeName.INT32), "-2147483648", Integer.MIN_VALUE),
                value(ColumnType.of(TypeName.INT32), "2147483647", Integer.MAX_VALUE),
                value(ColumnType.of(TypeName.INT64), "-9223372036854775808", Long.MIN_VALUE),
                value(ColumnType.of(TypeName.INT64), "(SELECT sum(i) FROM range(4) AS r(i))", 6L),
                value(ColumnType.of(TypeName.FLOAT32), "'-Infinity'", Float.NEGATIVE_INFINITY),
                value(ColumnType.of(TypeName.FLOAT64), "'NaN'", Double.NaN),
                value(ColumnType.of(TypeName.FLOAT64), "-0.0::DOUBLE", -0.0d),
                value(ColumnType.of(TypeName.BOOL), "true", true),
                value(ColumnType.of(TypeName.BOOL), "false", false),
                value(ColumnType.decimal(4, 2), "-12.34", new BigDecimal("-12.34")),
                value(ColumnType.decimal(9, 0), "999999999", new BigDecimal("999999999")),
                value(ColumnType.decimal(18, 2), "9999999999999999.99", new BigDecimal("9999999999999999.99")),
                value(
                        wide,
                        "'1234567890123456789012.1234567890123456'",
                        new BigDecimal("1234567890123456789012.1234567890123456")),
                value(
                        wide,
                        "'-9999999999999999999999.9999999999999999'",
                        new BigDecimal("-9999999999999999999999.9999999999999999")),
                value(
                        ColumnType.decimal(38, 0),
                        "'-99999999999999999999999999999999999999'",
                        new BigDecimal("-99999999999999999999999999999999999999")),
                value(ColumnType.of(TypeName.DATE), "DATE '0044-03-15 (BC)'", LocalDate.of(-43, 3, 15)),
                value(ColumnType.of(TypeName.DATE), "DATE '9999-12-31'", LocalDate.of(9999, 12, 31)),
                value(ColumnType.of(TypeName.DATE), "DATE '1970-01-01'", LocalDate.of(1970, 1, 1)),
                value(ColumnType.of(TypeName.TIME), "TIME '23:59:59.999999'", 86_399_999_999L),
                value(ColumnType.of(TypeName.TIMESTAMP), "TIMESTAMP '1969-12-31 23:59:59.999999'", -1L),
                value(
                        ColumnType.of(TypeName.TIMESTAMP),
                        "TIMESTAMP '0044-03-15 (BC) 12:00:00'",
                        micros(LocalDateTime.of(-43, 3, 15, 12, 0))),
                value(
                        ColumnType.of(TypeName.TIMESTAMP_UTC),
                        "TIMESTAMPTZ '2026-03-29 02:30:00+05:45'",
                        micros(Instant.parse("2026-03-28T20:45:00Z"))),
                value(
                        ColumnType.of(TypeName.TIMESTAMP_UTC),
                        "TIMESTAMPTZ '2026-01-01 00:00:00'",
                        micros(Instant.parse("2026-01-01T00:00:00Z"))),
                value(ColumnType.of(TypeName.JSON), "'{\"a\": [1, null]}'", "{\"a\": [1, null]}"),
                value(ColumnType.of(TypeName.BINARY), "'\\x00\\xFF'::BLOB", "\u0000\u00ff"),
                value(
                        ColumnType.of(TypeName.UUID),
                        "UUID 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueKeepsItsTypeAndNull(ColumnType type, String sql, @Nullable Object expected) throws Exception {
        ResultColumn column = new ResultColumn("v", type, true, "");
        LocalStatement first = new LocalStatement(
                "SELECT * FROM (VALUES (1, CAST(" + sql + " AS " + DuckType.of(type)
                        + ")), (2, NULL)) AS v(i, v) ORDER BY i",
                List.of(),
                List.of(),
                List.of(new ResultColumn("i", ColumnType.of(TypeName.INT32), false, ""), column));
        for (Use use : Use.values()) {
            Input input = new Input("t", engine.run(first, allocator), use);
            LocalStatement second =
                    new LocalStatement("SELECT v FROM t ORDER BY i", List.of(input), List.of(), List.of(column));
            try (BatchReader reader = engine.run(second, allocator)) {
                assertThat(reader.loadNextBatch()).isTrue();
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                assertThat(root.getSchema())
                        .isEqualTo(new Schema(List.of(new Field("v", new FieldType(true, type.arrow(), null), null))));
                assertThat(plain(root.getVector(0), 0)).isEqualTo(expected);
                assertThat(root.getVector(0).isNull(1)).isTrue();
                assertThat(root.getRowCount()).isEqualTo(2);
                assertThat(reader.loadNextBatch()).isFalse();
            }
        }
    }

    private static @Nullable Object plain(FieldVector vector, int row) {
        if (vector instanceof DateDayVector days) {
            return LocalDate.ofEpochDay(days.get(row));
        }
        if (vector instanceof TimeMicroVector time) {
            return time.get(row);
        }
        if (vector instanceof TimeStampVector stamp) {
            return stamp.get(row);
        }
        Object value = vector.getObject(row);
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return value instanceof org.apache.arrow.vector.util.Text ? value.toString() : value;
    }

    private static long micros(LocalDateTime time) {
        return micros(time.toInstant(ZoneOffset.UTC));
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
    }

    private static Arguments value(ColumnType type, String sql, @Nullable Object expected) {
        return Arguments.of(type, sql, expected);
    }
}

package io.colonnade.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type, a line a value, in zones that break careless conversions. */
class PostgresTypesTest {
    private static final TimeZone ZONE = TimeZone.getDefault();

    private final SourceReading reading = new SourceReading(PostgresFixture.shared());

    @AfterEach
    void close() {
        reading.close();
        TimeZone.setDefault(ZONE);
    }

    private void expect(String type, String sql, Object expected) {
        assertThat(reading.value(type, sql)).as("%s as %s", sql, type).isEqualTo(expected);
        assertThat(reading.value(type, "NULL::" + sql.substring(sql.lastIndexOf("::") + 2)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/Sao_Paulo", "Asia/Kathmandu", "UTC"})
    void everyValueArrivesAsItIsWhateverTheZone(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        expect("string", "'grüße 日本 🦜'::text", "grüße 日本 🦜");
        expect("string", "''::text", "");
        expect("string", "'ab'::char(4)", "ab  ");
        expect("string", "'x'::varchar(3)", "x");
        expect("large_string", "repeat('é', 3)::text", "ééé");
        expect("int32", "'-32768'::int2", -32768);
        expect("int32", "'-2147483648'::int4", Integer.MIN_VALUE);
        expect("int32", "'2147483647'::int8", Integer.MAX_VALUE);
        expect("int32", "7.000::numeric", 7);
        expect("int64", "'32767'::int2", 32767L);
        expect("int64", "'-2147483648'::int4", -2147483648L);
        expect("int64", "'9223372036854775807'::int8", Long.MAX_VALUE);
        expect("int64", "-9223372036854775808::numeric", Long.MIN_VALUE);
        expect("float32", "'3.4028235e38'::float4", Float.MAX_VALUE);
        expect("float32", "'NaN'::float4", Float.NaN);
        expect("float32", "'0.5'::float8", 0.5f);
        expect("float64", "'1.7976931348623157e308'::float8", Double.MAX_VALUE);
        expect("float64", "'4.9e-324'::float8", Double.MIN_VALUE);
        expect("float64", "'-Infinity'::float8", Double.NEGATIVE_INFINITY);
        expect("float64", "'0.1'::float8", 0.1);
        expect("bool", "true::bool", true);
        expect("bool", "false::bool", false);
        expect("decimal(12,2)", "-9999999999.99::numeric(12,2)", new BigDecimal("-9999999999.99"));
        expect("decimal(12,2)", "'5'::int4", new BigDecimal("5.00"));
        expect("decimal(12,2)", "5.100000::numeric", new BigDecimal("5.10"));
        expect(
                "decimal(38,0)",
                "99999999999999999999999999999999999999::numeric",
                new BigDecimal("99999999999999999999999999999999999999"));
        expect(
                "decimal(76,10)",
                "-" + "9".repeat(66) + ".0000000001::numeric",
                new BigDecimal("-" + "9".repeat(66) + ".0000000001"));
        expect("date", "'2024-02-29'::date", LocalDate.of(2024, 2, 29));
        expect("date", "'4713-01-01 BC'::date", LocalDate.of(-4712, 1, 1));
        expect("date", "'0001-12-31 BC'::date", LocalDate.of(0, 12, 31));
        expect("date", "'1582-10-10'::date", LocalDate.of(1582, 10, 10));
        expect("date", "'5874897-12-31'::date", LocalDate.of(5874897, 12, 31));
        expect("time(us)", "'23:59:59.999999'::time", LocalTime.of(23, 59, 59, 999_999_000));
        expect("time(us)", "'00:00'::time", LocalTime.MIDNIGHT);
        expect(
                "timestamp(us, UTC)",
                "'2018-11-04 00:30:00.000001+00'::timestamptz",
                Instant.parse("2018-11-04T00:30:00.000001Z"));
        expect("timestamp(us, UTC)", "'2024-01-01 00:00+05:45'::timestamptz", Instant.parse("2023-12-31T18:15:00Z"));
        expect("timestamp(us, UTC)", "'1900-01-01 00:00+00'::timestamptz", Instant.parse("1900-01-01T00:00:00Z"));
        expect("timestamp(us, UTC)", "'0044-03-15 12:00+00 BC'::timestamptz", Instant.parse("-0043-03-15T12:00:00Z"));
        expect(
                "timestamp(us, UTC)",
                "'294247-01-10 04:00:54.775807+00'::timestamptz",
                Instant.parse("+294247-01-10T04:00:54.775807Z"));
        expect("timestamp(us)", "'2018-11-04 00:30:00'::timestamp", LocalDateTime.of(2018, 11, 4, 0, 30));
        expect("timestamp(us)", "'1986-01-01 00:05:00'::timestamp", LocalDateTime.of(1986, 1, 1, 0, 5));
        expect("timestamp(us)", "'4713-11-24 00:00 BC'::timestamp", LocalDateTime.of(-4712, 11, 24, 0, 0));
        expect("timestamp(us)", "'10000-01-01 00:00'::timestamp", LocalDateTime.of(10000, 1, 1, 0, 0));
        expect("json", "'{\"a\": [1, null]}'::json", "{\"a\": [1, null]}");
        expect("json", "'{\"b\":2}'::jsonb", "{\"b\": 2}");
        expect("binary", "'\\x00ff10'::bytea", new byte[] {0, -1, 16});
        expect("binary", "'\\x'::bytea", new byte[0]);
        expect("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    }
}

package io.colonnade.query.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.type.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ValueCoercionTest {
    private static final String SOME_UUID = "00112233-4455-6677-8899-aabbccddeeff";

    static Stream<Arguments> fitting() {
        return Stream.of(
                Arguments.of("int32", 5L, 5),
                Arguments.of("int32", "-2147483648", Integer.MIN_VALUE),
                Arguments.of("int32", new BigDecimal("5.00"), 5),
                Arguments.of("int64", 5, 5L),
                Arguments.of("int64", "9223372036854775807", Long.MAX_VALUE),
                Arguments.of("float32", 1.5, 1.5f),
                Arguments.of("float64", "1.5", 1.5),
                Arguments.of("float64", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                Arguments.of("decimal(12,2)", 5, new BigDecimal("5")),
                Arguments.of("decimal(12,2)", "5.25", new BigDecimal("5.25")),
                Arguments.of("bool", "true", true),
                Arguments.of("bool", "F", false),
                Arguments.of("string", 5, "5"),
                Arguments.of("string", new BigDecimal("1E+3"), "1000"),
                Arguments.of("uuid", new UUID(0x0011223344556677L, 0x8899aabbccddeeffL), SOME_UUID),
                Arguments.of("uuid", "{" + SOME_UUID + "}", "{" + SOME_UUID + "}"),
                Arguments.of("uuid", SOME_UUID.replace("-", ""), SOME_UUID.replace("-", "")),
                Arguments.of("uuid", HexFormat.of().parseHex(SOME_UUID.replace("-", "")), SOME_UUID),
                Arguments.of("date", "2026-01-02", LocalDate.of(2026, 1, 2)),
                Arguments.of("date", LocalDateTime.of(2026, 1, 2, 0, 0), LocalDate.of(2026, 1, 2)),
                Arguments.of("time(us)", "03:04:05.123456", LocalTime.of(3, 4, 5, 123_456_000)),
                Arguments.of("timestamp(us, UTC)", "2026-01-02 03:04:05+02:00", Instant.parse("2026-01-02T01:04:05Z")),
                Arguments.of("timestamp(us, UTC)", "2026-01-02 03:04:05", Instant.parse("2026-01-02T03:04:05Z")));
    }

    static Stream<Arguments> misfitting() {
        return Stream.of(
                Arguments.of("int32", 2147483648L),
                Arguments.of("int32", "secret"),
                Arguments.of("int32", 1.5),
                Arguments.of("int32", ""),
                Arguments.of("int32", true),
                Arguments.of("int32", "1e999999999"),
                Arguments.of("int64", "9223372036854775808"),
                Arguments.of("float32", 1e300),
                Arguments.of("float64", "1e400"),
                Arguments.of("float64", "secret"),
                Arguments.of("decimal(12,2)", "1e999999999"),
                Arguments.of("decimal(12,2)", "1e-999999999"),
                Arguments.of("decimal(12,2)", "secret"),
                Arguments.of("decimal(12,2)", Double.NaN),
                Arguments.of("bool", "secret"),
                Arguments.of("bool", 2),
                Arguments.of("string", new byte[] {1}),
                Arguments.of("string", List.of("EUROPE", "ASIA")),
                Arguments.of("string", Map.of("region", "EUROPE")),
                Arguments.of("string", new BigDecimal("1e999999999")),
                Arguments.of("uuid", new byte[15]),
                Arguments.of("uuid", "1-1-1-1-1"),
                Arguments.of("uuid", "{" + SOME_UUID),
                Arguments.of("uuid", SOME_UUID.replace('f', 'g')),
                Arguments.of("int32", "0".repeat(3_000)),
                Arguments.of("date", "2026-02-30"),
                Arguments.of("date", LocalDateTime.of(2026, 1, 2, 3, 4)),
                Arguments.of("time(us)", "25:00:00"),
                Arguments.of("timestamp(us, UTC)", "secret"),
                Arguments.of("binary", "secret"));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void aValueThatFitsBecomesItsTypesClass(String type, Object value, Object expected) {
        assertThat(ValueCoercion.coerce(value, ColumnType.parse(type).orElseThrow(), "parameter $1"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("misfitting")
    void aValueThatDoesNotFitIsRefusedWithoutBeingShown(String type, Object value) {
        assertThatThrownBy(
                        () -> ValueCoercion.coerce(value, ColumnType.parse(type).orElseThrow(), "parameter $1"))
                .isInstanceOfSatisfying(ColonnadeException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
                    assertThat(e.clientMessage())
                            .contains("parameter $1")
                            .doesNotContain("secret", "EUROPE", "999999999", "2147483648", "2026");
                });
    }

    @Test
    void nullFitsEveryType() {
        assertThat(ValueCoercion.coerce(null, ColumnType.parse("int32").orElseThrow(), "parameter $1"))
                .isNull();
    }
}

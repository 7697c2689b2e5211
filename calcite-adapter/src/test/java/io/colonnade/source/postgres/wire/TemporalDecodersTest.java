package io.colonnade.source.postgres.wire;

import static io.colonnade.source.SourceReading.promised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Oid;

/** Dates and times from PostgreSQL's epoch to Arrow's, to the ends of what PostgreSQL holds. */
class TemporalDecodersTest {
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final LocalDateTime MIDNIGHT = EPOCH.atStartOfDay();

    private static @Nullable Object value(String type, int oid, byte[] bytes) {
        return DecodedColumn.value(promised("c", type), oid, bytes);
    }

    private static void assertRefused(String type, int oid, byte[] bytes, String state) {
        assertThatThrownBy(() -> value(type, oid, bytes))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        misfit -> assertThat(misfit.sqlState()).isEqualTo(state));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000-01-01",
                "1999-12-31",
                "1970-01-01",
                "1969-12-31",
                "0001-01-01",
                "0000-12-31",
                "9999-12-31",
                "-4712-11-24",
                "+294276-12-31",
                "+5874897-12-31",
                "2024-02-29"
            })
    void dateIsTheSameDay(String text) {
        LocalDate date = LocalDate.parse(text);
        byte[] days = WireBytes.int4(Math.toIntExact(ChronoUnit.DAYS.between(EPOCH, date)));
        assertThat(value("date", Oid.DATE, days)).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000-01-01T00:00",
                "1999-12-31T23:59:59.999999",
                "1970-01-01T00:00",
                "1969-12-31T23:59:59.999999",
                "0001-01-01T00:00:00.000001",
                "-4712-11-24T00:00",
                "9999-12-31T23:59:59.999999",
                "+294247-01-10T04:00:54.775807"
            })
    void timestampIsTheSameMicrosecond(String text) {
        LocalDateTime time = LocalDateTime.parse(text);
        byte[] bytes = WireBytes.int8(ChronoUnit.MICROS.between(MIDNIGHT, time));
        assertThat(value("timestamp(us)", Oid.TIMESTAMP, bytes)).isEqualTo(time);
        assertThat(value("timestamp(us, UTC)", Oid.TIMESTAMPTZ, bytes)).isEqualTo(Instant.parse(time + sameZone(time)));
        assertThat(value("date", Oid.TIMESTAMP, bytes)).isEqualTo(time.toLocalDate());
    }

    /** What turns a time's text into an instant's: texts leave seconds of zero out. */
    private static String sameZone(LocalDateTime time) {
        return time.toString().length() - time.toString().indexOf('T') == 6 ? ":00Z" : "Z";
    }

    @ParameterizedTest
    @CsvSource({"00:00", "00:00:00.000001", "12:34:56.789", "23:59:59.999999"})
    void timeIsTheSameMicrosecond(String text) {
        LocalTime time = LocalTime.parse(text);
        assertThat(value("time(us)", Oid.TIME, WireBytes.int8(time.toNanoOfDay() / 1_000)))
                .isEqualTo(time);
    }

    @Test
    void infinityIsRefused() {
        for (int end : List.of(Integer.MAX_VALUE, Integer.MIN_VALUE)) {
            assertRefused("date", Oid.DATE, WireBytes.int4(end), "22000");
        }
        for (long end : List.of(Long.MAX_VALUE, Long.MIN_VALUE)) {
            assertRefused("date", Oid.TIMESTAMP, WireBytes.int8(end), "22000");
            assertRefused("timestamp(us)", Oid.TIMESTAMP, WireBytes.int8(end), "22000");
            assertRefused("timestamp(us, UTC)", Oid.TIMESTAMPTZ, WireBytes.int8(end), "22000");
        }
    }

    @Test
    void whatArrowCannotCountIsRefused() {
        byte[] first = WireBytes.int8(Long.MAX_VALUE - PostgresEpoch.MICROSECONDS + 1);
        assertRefused("timestamp(us)", Oid.TIMESTAMP, first, "22003");
        assertRefused("date", Oid.DATE, WireBytes.int4(Integer.MAX_VALUE - 1), "22003");
        assertRefused("time(us)", Oid.TIME, WireBytes.int8(86_400_000_000L), "22003");
    }

    @Test
    void timeOutsideTheDayIsNoTime() {
        for (long time : List.of(-1L, 86_400_000_001L)) {
            assertThatThrownBy(() -> value("time(us)", Oid.TIME, WireBytes.int8(time)))
                    .isInstanceOf(WireFormatException.class);
        }
    }
}

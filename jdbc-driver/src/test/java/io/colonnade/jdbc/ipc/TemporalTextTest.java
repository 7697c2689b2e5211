package io.colonnade.jdbc.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dates and times as PostgreSQL prints them. */
class TemporalTextTest {
    @Test
    void datesHaveFourDigitsOfAYearOrMore() {
        assertText(LocalDate.of(2024, 2, 9), "2024-02-09");
        assertText(LocalDate.of(7, 12, 31), "0007-12-31");
        assertText(LocalDate.of(12_345, 1, 1), "12345-01-01");
        assertText(LocalDate.of(0, 1, 1), "0001-01-01 BC");
        assertText(LocalDate.of(-4712, 11, 24), "4713-11-24 BC");
    }

    @Test
    void fractionsEndWithTheirLastDigit() {
        assertText(LocalTime.of(0, 0), "00:00:00");
        assertText(LocalTime.of(1, 2, 3, 120_000_000), "01:02:03.12");
        assertText(LocalTime.of(23, 59, 59, 999_999_999), "23:59:59.999999999");
        assertText(LocalTime.of(12, 0, 0, 1), "12:00:00.000000001");
        assertText(LocalDateTime.of(2024, 1, 2, 3, 4, 5, 60_000), "2024-01-02 03:04:05.00006");
        assertText(LocalDateTime.of(-1, 1, 2, 3, 4, 5), "0002-01-02 03:04:05 BC");
    }

    @Test
    void offsetsShowWhatIsNotZero() {
        LocalDateTime wall = LocalDateTime.of(2024, 1, 2, 3, 4, 5);
        assertText(wall.atOffset(ZoneOffset.UTC), "2024-01-02 03:04:05+00");
        assertText(wall.atOffset(ZoneOffset.ofHours(-11)), "2024-01-02 03:04:05-11");
        assertText(wall.atOffset(ZoneOffset.ofHoursMinutes(5, 45)), "2024-01-02 03:04:05+05:45");
        assertText(wall.atOffset(ZoneOffset.ofHoursMinutesSeconds(0, -19, -32)), "2024-01-02 03:04:05-00:19:32");
        assertText(wall.atOffset(ZoneOffset.ofHoursMinutesSeconds(1, 0, 7)), "2024-01-02 03:04:05+01:00:07");
        assertText(wall.withYear(0).atOffset(ZoneOffset.UTC), "0001-01-02 03:04:05+00 BC");
    }

    private static void assertText(Temporal value, String text) {
        assertThat(TemporalText.format(value)).isEqualTo(text);
    }

    @Test
    void textIsReadAsTheValueThatItWasMadeOf() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextInt() * 60L, random.nextInt(1_000_000_000));
            OffsetDateTime zoned = instant.atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(64_800)));
            assertReadBack(zoned);
            assertReadBack(zoned.toLocalDateTime());
            assertReadBack(zoned.toLocalDate());
            assertReadBack(zoned.toLocalTime());
        }
    }

    private static void assertReadBack(Temporal value) {
        assertThat(TemporalText.parse(TemporalText.format(value))).contains(value);
    }
}

package io.colonnade.jdbc.time;

import static org.assertj.core.api.Assertions.fail;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That what is remembered is what {@link Date} itself would find. */
class MidnightsTest {
    private static final List<String> ZONES =
            List.of("UTC", "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca", "Asia/Kathmandu", "Europe/Dublin");
    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(before);
    }

    @Test
    void everyDayBeginsWhenDateSays() {
        for (String zone : ZONES) {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            LocalDate last = LocalDate.of(2040, 1, 1);
            for (LocalDate date = LocalDate.of(1850, 1, 1); date.isBefore(last); date = date.plusDays(1)) {
                assertMidnight(date);
            }
        }
    }

    @Test
    void daysOfOneZoneAreNotTakenForThoseOfAnother() {
        for (int i = 0; i < 2; i++) {
            for (String zone : ZONES) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                for (int year : List.of(-44, 1, 1500, 1582, 1900, 2024, 9999, 200_000)) {
                    assertMidnight(LocalDate.of(year, 10, 15));
                }
            }
        }
    }

    private static void assertMidnight(LocalDate date) {
        long expected = Date.valueOf(date).getTime();
        long first = Midnights.millis(date.toEpochDay());
        long again = Midnights.millis(date.toEpochDay());
        if (first != expected || again != expected) {
            fail("%s begins at %d, then at %d, and not at %d", date, first, again, expected);
        }
    }
}

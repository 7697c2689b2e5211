package io.colonnade.jdbc.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule of {@link LegacyTimes} in zones that break what half of all drivers assume. */
class LegacyTimesTest {
    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(before);
    }

    private static Calendar calendar(String zone) {
        return new GregorianCalendar(TimeZone.getTimeZone(zone));
    }

    @Test
    void yearsThatJavaSqlCannotCountAreRefusedAndNotWrapped() {
        for (int year : new int[] {-300_000_000, 300_000_000, 999_999_999}) {
            LocalDate far = LocalDate.of(year, 1, 1);
            assertThatIllegalArgumentException().isThrownBy(() -> LegacyTimes.date(far, null));
            assertThatIllegalArgumentException().isThrownBy(() -> LegacyTimes.date(far.toEpochDay()));
            assertThatIllegalArgumentException().isThrownBy(() -> LegacyTimes.timestamp(far.atStartOfDay(), null));
        }
        assertThat(LegacyTimes.date(LocalDate.of(291_000_000, 1, 1), null).getTime())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "America/New_York",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Monrovia",
                "America/Sao_Paulo",
                "Pacific/Kiritimati"
            })
    void valuesAreRightInEveryZoneOfTheJvm(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        LocalDateTime wall = LocalDateTime.parse("2024-07-15T12:34:56.123456");
        assertThat(LegacyTimes.timestamp(wall, null)).hasToString("2024-07-15 12:34:56.123456");
        assertThat(LegacyTimes.date(LocalDate.of(1500, 2, 28), null)).hasToString("1500-02-28");
        assertThat(LegacyTimes.time(LocalTime.of(23, 59, 58), null)).hasToString("23:59:58");
        assertThat(LegacyTimes.localTime(LegacyTimes.time(LocalTime.of(1, 2, 3, 4_000_000), null), null))
                .isEqualTo(LocalTime.of(1, 2, 3, 4_000_000));
        OffsetDateTime instant = OffsetDateTime.parse("2024-07-15T12:00:00.000001Z");
        assertThat(LegacyTimes.timestamp(instant, null).toInstant()).isEqualTo(instant.toInstant());
        assertThat(LegacyTimes.timestamp(instant, calendar("Asia/Tokyo")).toInstant())
                .isEqualTo(instant.toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"})
    void aCalendarShowsWallClocksInItsZoneWhateverTheJvms(String jvm) {
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        Calendar tokyo = calendar("Asia/Tokyo");
        tokyo.setTimeInMillis(42);
        LocalDateTime wall = LocalDateTime.parse("2024-07-15T12:00:00.5");
        Timestamp timestamp = LegacyTimes.timestamp(wall, tokyo);
        assertThat(timestamp.toInstant()).isEqualTo(Instant.parse("2024-07-15T03:00:00.5Z"));
        assertThat(LegacyTimes.bound(timestamp, tokyo).wall()).isEqualTo(wall);
        Date date = LegacyTimes.date(LocalDate.of(2024, 7, 15), tokyo);
        assertThat(date.getTime())
                .isEqualTo(Instant.parse("2024-07-14T15:00:00Z").toEpochMilli());
        assertThat(LegacyTimes.bound(date, tokyo).wall().toLocalDate()).isEqualTo(LocalDate.of(2024, 7, 15));
        Time time = LegacyTimes.time(LocalTime.of(9, 0), tokyo);
        assertThat(time.getTime()).isZero();
        assertThat(LegacyTimes.localTime(time, tokyo)).isEqualTo(LocalTime.of(9, 0));
        assertThat(tokyo.getTimeInMillis()).as("the caller's calendar").isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York"})
    void anInstantsDateIsTheOneOfTheCalendar(String jvm) {
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        OffsetDateTime lateInUtc = OffsetDateTime.parse("2024-07-15T23:30:00Z");
        Date date = LegacyTimes.date(lateInUtc, calendar("Asia/Tokyo"));
        assertThat(LegacyTimes.bound(date, calendar("Asia/Tokyo")).wall().toLocalDate())
                .isEqualTo(LocalDate.of(2024, 7, 16));
        assertThat(LegacyTimes.localTime(LegacyTimes.time(lateInUtc, calendar("Asia/Tokyo")), calendar("Asia/Tokyo")))
                .isEqualTo(LocalTime.of(8, 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York"})
    void bothHoursOfAnOverlapStayApart(String jvm) {
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        Timestamp first = Timestamp.from(Instant.parse("2024-11-03T05:30:00Z"));
        Timestamp second = Timestamp.from(Instant.parse("2024-11-03T06:30:00Z"));
        assertThat(LegacyTimes.bound(first, null).instant()).isEqualTo(first.toInstant());
        assertThat(LegacyTimes.bound(second, null).instant()).isEqualTo(second.toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kathmandu"})
    void whatIsReadIsBoundAgainUnchangedHoweverOld(String jvm) {
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        for (String text :
                List.of("0001-01-01T00:00", "1500-02-28T23:59:59.5", "-0043-03-15T12:00", "1883-11-18T12:00")) {
            LocalDateTime wall = LocalDateTime.parse(text);
            OffsetDateTime instant = wall.atOffset(ZoneOffset.UTC);
            for (Calendar calendar : Arrays.asList(null, calendar("UTC"), calendar("Asia/Tokyo"))) {
                assertThat(LegacyTimes.bound(LegacyTimes.timestamp(wall, calendar), calendar)
                                .wall())
                        .isEqualTo(wall);
                assertThat(LegacyTimes.bound(LegacyTimes.timestamp(instant, calendar), calendar)
                                .instant())
                        .isEqualTo(instant.toInstant());
                assertThat(LegacyTimes.bound(LegacyTimes.date(wall.toLocalDate(), calendar), calendar)
                                .wall())
                        .isEqualTo(wall.toLocalDate().atStartOfDay());
            }
        }
    }

    @Test
    void aLeapDayThatOnlyTheJulianCalendarHasIsTheNextDay() {
        Timestamp julian = Timestamp.valueOf("1500-02-29 12:00:00");
        assertThat(LegacyTimes.bound(julian, null).wall()).isEqualTo(LocalDateTime.parse("1500-03-01T12:00"));
    }

    @Test
    void aCalendarOfAnotherCultureSaysOnlyAZone() {
        Calendar buddhist = Calendar.getInstance(TimeZone.getTimeZone("Asia/Bangkok"), Locale.forLanguageTag("th-TH"));
        assertThat(buddhist.getCalendarType()).isEqualTo("buddhist");
        LocalDateTime wall = LocalDateTime.parse("2024-07-15T12:00");
        Timestamp timestamp = LegacyTimes.timestamp(wall, buddhist);
        assertThat(timestamp.toInstant()).isEqualTo(Instant.parse("2024-07-15T05:00:00Z"));
        assertThat(LegacyTimes.bound(timestamp, buddhist).wall()).isEqualTo(wall);
    }
}

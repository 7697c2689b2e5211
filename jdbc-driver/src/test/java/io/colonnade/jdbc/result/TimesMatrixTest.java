package io.colonnade.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dates and times by every getter, in every zone of the JVM, with every calendar, from columns of every zone. What is right
 * is computed by java.time: an instant stays one, and what has no zone is shown by the calendar's clock, or the JVM's.
 */
class TimesMatrixTest {
    private static final List<String> ZONES =
            List.of("UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe");
    private static final LocalDate EPOCH = LocalDate.of(1970, 1, 1);

    /** Gaps and overlaps of the zones above, their neighbours, and midnights that are another day elsewhere. */
    private static final List<LocalDateTime> WALLS = List.of(
            LocalDateTime.parse("1970-01-01T00:00"),
            LocalDateTime.parse("1969-12-31T23:59:59.999999"),
            LocalDateTime.parse("2024-02-29T12:34:56.789012"),
            LocalDateTime.parse("2024-03-10T02:30"),
            LocalDateTime.parse("2024-11-03T01:30"),
            LocalDateTime.parse("2024-04-07T01:45"),
            LocalDateTime.parse("2024-10-06T02:15"),
            LocalDateTime.parse("9999-12-31T00:00:00.000001"));

    private final TimeZone before = TimeZone.getDefault();
    private final List<String> wrong = new ArrayList<>();
    private String where = "";

    @AfterEach
    void restore() {
        TimeZone.setDefault(before);
    }

    private static List<@Nullable Calendar> calendars() {
        List<@Nullable Calendar> calendars = new ArrayList<>();
        calendars.add(null);
        for (String zone : ZONES) {
            calendars.add(Calendar.getInstance(TimeZone.getTimeZone(zone)));
        }
        return calendars;
    }

    private static ZoneId zone(@Nullable Calendar calendar) {
        return calendar == null
                ? ZoneId.systemDefault()
                : calendar.getTimeZone().toZoneId();
    }

    private void compare(String getter, @Nullable Calendar calendar, Object found, Object expected) {
        if (!found.equals(expected)) {
            wrong.add(where + ", " + getter + " with " + (calendar == null ? "no calendar" : zone(calendar)) + ": "
                    + found + " instead of " + expected);
        }
    }

    private void comparePlain(String getter, Object found, Object expected) {
        compare(getter, null, found, expected);
    }

    /** The instant at which a clock shows this; of two the one without summer time, as java.sql has it. */
    private static Instant shown(LocalDateTime wall, ZoneId zone) {
        return wall.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"})
    void instantsStayInstants(String jvm) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        for (String column :
                List.of("UTC", "Z", "+05:30", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")) {
            ArrowType type = new ArrowType.Timestamp(TimeUnit.MICROSECOND, column);
            for (LocalDateTime wall : WALLS) {
                OffsetDateTime value = wall.atOffset(ZoneOffset.UTC);
                where = "JVM in " + jvm + ", column in " + column + ", " + value;
                try (ResultSet row = ArrowColumns.result(type, List.of(value))) {
                    row.next();
                    compareInstant(row, value, ZoneId.of(column));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void compareInstant(ResultSet row, OffsetDateTime value, ZoneId column) throws SQLException {
        for (Calendar calendar : calendars()) {
            Timestamp timestamp = calendar == null ? row.getTimestamp(1) : row.getTimestamp(1, calendar);
            compare("getTimestamp", calendar, timestamp.toInstant(), value.toInstant());
            LocalDateTime there = value.atZoneSameInstant(zone(calendar)).toLocalDateTime();
            compareDate(row, calendar, there.toLocalDate());
            compareTime(row, calendar, there.toLocalTime());
        }
        OffsetDateTime atColumn = value.atZoneSameInstant(column).toOffsetDateTime();
        comparePlain("getObject", row.getObject(1), atColumn);
        comparePlain("as OffsetDateTime", row.getObject(1, OffsetDateTime.class), atColumn);
        comparePlain("as Instant", row.getObject(1, Instant.class), value.toInstant());
        comparePlain(
                "as Calendar",
                row.getObject(1, Calendar.class).getTimeInMillis(),
                value.toInstant().toEpochMilli());
        String text = row.getString(1).replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00");
        comparePlain("getString", OffsetDateTime.parse(text), atColumn);
    }

    private void compareDate(ResultSet row, @Nullable Calendar calendar, LocalDate expected) throws SQLException {
        Date date = calendar == null ? row.getDate(1) : row.getDate(1, calendar);
        Instant midnight = expected.atStartOfDay(zone(calendar)).toInstant();
        compare("getDate", calendar, Instant.ofEpochMilli(date.getTime()), midnight);
    }

    private void compareTime(ResultSet row, @Nullable Calendar calendar, LocalTime expected) throws SQLException {
        Time time = calendar == null ? row.getTime(1) : row.getTime(1, calendar);
        Instant onTheFirst = EPOCH.atTime(expected).atZone(zone(calendar)).toInstant();
        compare("getTime", calendar, time.getTime(), onTheFirst.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"})
    void wallClocksAreShownByTheCalendarOrTheJvm(String jvm) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        for (LocalDateTime wall : WALLS) {
            where = "JVM in " + jvm + ", " + wall;
            try (ResultSet row =
                    ArrowColumns.result(new ArrowType.Timestamp(TimeUnit.MICROSECOND, null), List.of(wall))) {
                row.next();
                compareWall(row, wall);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void compareWall(ResultSet row, LocalDateTime wall) throws SQLException {
        for (Calendar calendar : calendars()) {
            Timestamp timestamp = calendar == null ? row.getTimestamp(1) : row.getTimestamp(1, calendar);
            compare("getTimestamp", calendar, timestamp.toInstant(), shown(wall, zone(calendar)));
            compareDate(row, calendar, wall.toLocalDate());
            compareTime(row, calendar, wall.toLocalTime());
        }
        comparePlain("getObject", ((Timestamp) row.getObject(1)).toInstant(), shown(wall, ZoneId.systemDefault()));
        comparePlain("as LocalDateTime", row.getObject(1, LocalDateTime.class), wall);
        comparePlain("as LocalDate", row.getObject(1, LocalDate.class), wall.toLocalDate());
        comparePlain("as LocalTime", row.getObject(1, LocalTime.class), wall.toLocalTime());
        comparePlain("getString", LocalDateTime.parse(row.getString(1).replace(' ', 'T')), wall);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"})
    void datesAndTimesAreNotMoved(String jvm) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        for (LocalDateTime wall : WALLS) {
            where = "JVM in " + jvm + ", " + wall;
            try (ResultSet date = ArrowColumns.result(new ArrowType.Date(DateUnit.DAY), List.of(wall.toLocalDate()));
                    ResultSet time = ArrowColumns.result(
                            new ArrowType.Time(TimeUnit.MICROSECOND, 64), List.of(wall.toLocalTime()))) {
                date.next();
                time.next();
                compareDateAndTime(date, time, wall);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void compareDateAndTime(ResultSet date, ResultSet time, LocalDateTime wall) throws SQLException {
        for (Calendar calendar : calendars()) {
            compareDate(date, calendar, wall.toLocalDate());
            compareTime(time, calendar, wall.toLocalTime());
            Timestamp midnight = calendar == null ? date.getTimestamp(1) : date.getTimestamp(1, calendar);
            compare(
                    "getTimestamp of a date",
                    calendar,
                    midnight.toInstant(),
                    shown(wall.toLocalDate().atStartOfDay(), zone(calendar)));
        }
        comparePlain("getDate", date.getDate(1).toString(), wall.toLocalDate().toString());
        comparePlain(
                "getTime",
                time.getTime(1).toString(),
                wall.toLocalTime().withNano(0).format(DateTimeFormatter.ISO_LOCAL_TIME));
        comparePlain("as LocalDate", date.getObject(1, LocalDate.class), wall.toLocalDate());
        comparePlain("as LocalTime", time.getObject(1, LocalTime.class), wall.toLocalTime());
        comparePlain("getString", LocalDate.parse(date.getString(1)), wall.toLocalDate());
        comparePlain("getString", LocalTime.parse(time.getString(1)), wall.toLocalTime());
    }
}

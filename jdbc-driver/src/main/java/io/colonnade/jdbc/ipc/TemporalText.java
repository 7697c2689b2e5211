package io.colonnade.jdbc.ipc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Optional;

/** How dates and times look as text: as PostgreSQL prints them, so that text from either side compares equal. */
final class TemporalText {
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 9, SignStyle.NORMAL)
            .appendPattern("-MM-dd")
            .toFormatter();
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm")
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DATE)
            .appendLiteral(' ')
            .append(TIME)
            .toFormatter();
    private static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder()
            .append(DATE_TIME)
            .appendOffset("+HH:mm", "+00")
            .toFormatter();

    private TemporalText() {}

    static String format(Temporal value) {
        if (value instanceof LocalDate) {
            return DATE.format(value);
        }
        if (value instanceof LocalTime) {
            return TIME.format(value);
        }
        return value instanceof LocalDateTime ? DATE_TIME.format(value) : ZONED.format(value);
    }

    static Optional<Temporal> parse(String text) {
        String trimmed = text.trim();
        try {
            if (trimmed.length() <= 10 && trimmed.indexOf('-', 1) > 0) {
                return Optional.of(LocalDate.parse(trimmed));
            }
            if (trimmed.indexOf('-', 1) < 0) {
                return Optional.of(LocalTime.parse(trimmed));
            }
            return Optional.of(parseDateTime(trimmed.replaceFirst("(?<=\\d) (?=\\d)", "T")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Temporal parseDateTime(String iso) {
        int clock = iso.indexOf('T');
        int sign = Math.max(iso.indexOf('+', clock), iso.indexOf('-', clock));
        if (sign > 0) {
            LocalDateTime wall = LocalDateTime.parse(iso.substring(0, sign));
            return OffsetDateTime.of(wall, ZoneOffset.of(iso.substring(sign)));
        }
        return iso.endsWith("Z") ? OffsetDateTime.parse(iso) : LocalDateTime.parse(iso);
    }
}

package io.colonnade.jdbc.ipc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Optional;

/**
 * How dates and times look as text: as PostgreSQL prints them, so that text from either side compares equal. Years
 * before the first are counted backwards and end in BC.
 */
final class TemporalText {
    static final String BEFORE_CHRIST = " BC";
    private static final DateTimeFormatter DATE = date(IsoEra.CE);
    private static final DateTimeFormatter DATE_BEFORE_CHRIST = date(IsoEra.BCE);

    private TemporalText() {}

    private static DateTimeFormatter date(IsoEra era) {
        return new DateTimeFormatterBuilder()
                .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NORMAL)
                .appendPattern("-MM-dd")
                .parseDefaulting(ChronoField.ERA, era.getValue())
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    static String format(Temporal value) {
        return TemporalPrinter.print(value);
    }

    /** Reads what {@link #format} writes, and ISO 8601. */
    static Optional<Temporal> parse(String text) {
        String trimmed = text.trim();
        try {
            return Optional.of(
                    trimmed.endsWith(BEFORE_CHRIST)
                            ? parse(trimmed.substring(0, trimmed.length() - BEFORE_CHRIST.length()), DATE_BEFORE_CHRIST)
                            : parse(trimmed, DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Temporal parse(String text, DateTimeFormatter dates) {
        int clock = text.indexOf(':');
        int dash = text.indexOf('-', 1);
        if (clock >= 0 && (dash < 0 || clock < dash)) {
            return LocalTime.parse(text);
        }
        int gap = Math.max(text.indexOf(' '), text.indexOf('T'));
        if (gap < 0) {
            return LocalDate.parse(text, dates);
        }
        return at(LocalDate.parse(text.substring(0, gap), dates), text.substring(gap + 1));
    }

    private static Temporal at(LocalDate date, String timeAndOffset) {
        int sign =
                Math.max(Math.max(timeAndOffset.indexOf('+'), timeAndOffset.indexOf('-')), timeAndOffset.indexOf('Z'));
        if (sign < 0) {
            return date.atTime(LocalTime.parse(timeAndOffset));
        }
        LocalDateTime wall = date.atTime(LocalTime.parse(timeAndOffset.substring(0, sign)));
        return OffsetDateTime.of(wall, ZoneOffset.of(timeAndOffset.substring(sign)));
    }
}

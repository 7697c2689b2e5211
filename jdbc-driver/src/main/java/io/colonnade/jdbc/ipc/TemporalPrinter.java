package io.colonnade.jdbc.ipc;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;

/**
 * Writes one date, time or timestamp digit by digit. A formatter of the JDK takes ten times as long, and a tool that asks
 * for text asks for each value of a column.
 */
final class TemporalPrinter {
    private static final int LONGEST = 48;

    private final byte[] text = new byte[LONGEST];
    private int length;

    private TemporalPrinter() {}

    static String print(Temporal value) {
        TemporalPrinter printer = new TemporalPrinter();
        if (value instanceof LocalTime) {
            printer.time((LocalTime) value);
        } else if (value instanceof LocalDate) {
            printer.date((LocalDate) value);
            printer.era((LocalDate) value);
        } else if (value instanceof LocalDateTime) {
            printer.dateTime((LocalDateTime) value);
            printer.era(((LocalDateTime) value).toLocalDate());
        } else {
            printer.zoned((OffsetDateTime) value);
        }
        return new String(printer.text, 0, printer.length, StandardCharsets.ISO_8859_1);
    }

    private void zoned(OffsetDateTime value) {
        dateTime(value.toLocalDateTime());
        offset(value.getOffset().getTotalSeconds());
        era(value.toLocalDate());
    }

    private void dateTime(LocalDateTime value) {
        date(value.toLocalDate());
        one(' ');
        time(value.toLocalTime());
    }

    private void date(LocalDate value) {
        int year = value.getYear() > 0 ? value.getYear() : 1 - value.getYear();
        if (year > 9999) {
            word(Integer.toString(year));
        } else {
            two(year / 100);
            two(year % 100);
        }
        after('-', value.getMonthValue());
        after('-', value.getDayOfMonth());
    }

    /** Years before the first are counted backwards. */
    private void era(LocalDate value) {
        if (value.getYear() < 1) {
            word(TemporalText.BEFORE_CHRIST);
        }
    }

    private void time(LocalTime value) {
        two(value.getHour());
        after(':', value.getMinute());
        after(':', value.getSecond());
        if (value.getNano() > 0) {
            fraction(value.getNano());
        }
    }

    private void fraction(int nanos) {
        one('.');
        int rest = nanos;
        for (int unit = 100_000_000; rest > 0; unit /= 10) {
            one((char) ('0' + rest / unit));
            rest %= unit;
        }
    }

    private void offset(int seconds) {
        int distance = Math.abs(seconds);
        one(seconds < 0 ? '-' : '+');
        two(distance / 3600);
        if (distance % 3600 != 0) {
            after(':', distance / 60 % 60);
        }
        if (distance % 60 != 0) {
            after(':', distance % 60);
        }
    }

    private void after(char separator, int number) {
        one(separator);
        two(number);
    }

    private void two(int number) {
        one((char) ('0' + number / 10));
        one((char) ('0' + number % 10));
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            one(word.charAt(i));
        }
    }

    private void one(char character) {
        text[length++] = (byte) character;
    }
}

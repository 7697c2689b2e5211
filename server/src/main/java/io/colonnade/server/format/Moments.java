package io.colonnade.server.format;

import java.io.IOException;
import java.time.LocalDate;

/** Dates and times in ISO 8601, with as many digits of a second as it has. */
final class Moments {
    private static final long MICROS_OF_DAY = 86_400_000_000L;
    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final int MICRO_DIGITS = 6;
    private static final long YEAR_0 = LocalDate.of(0, 1, 1).toEpochDay();
    private static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay();
    /** From the first of March of the year 0, from which on months have their days in a row, to 1970. */
    private static final int MARCH_OF_YEAR_0 = 719_468;

    private static final int DAYS_OF_400_YEARS = 146_097;

    private Moments() {}

    static void timestamp(long micros, ByteSink out) throws IOException {
        date(Math.floorDiv(micros, MICROS_OF_DAY), out);
        out.put('T');
        time(Math.floorMod(micros, MICROS_OF_DAY), out);
    }

    static void date(long day, ByteSink out) throws IOException {
        if (day < YEAR_0 || day >= YEAR_10000) {
            out.ascii(LocalDate.ofEpochDay(day).toString());
            return;
        }
        long shifted = day + MARCH_OF_YEAR_0;
        int era = (int) Math.floorDiv(shifted, (long) DAYS_OF_400_YEARS);
        int dayOfEra = (int) (shifted - (long) era * DAYS_OF_400_YEARS);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        out.padded(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), 4);
        out.put('-');
        out.padded(month, 2);
        out.put('-');
        out.padded(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2);
    }

    static void time(long micros, ByteSink out) throws IOException {
        int second = (int) (micros / MICROS_OF_SECOND);
        out.padded(second / 3_600, 2);
        out.put(':');
        out.padded(second / 60 % 60, 2);
        out.put(':');
        out.padded(second % 60, 2);
        long fraction = micros % MICROS_OF_SECOND;
        if (fraction != 0) {
            int width = MICRO_DIGITS;
            while (fraction % 10 == 0) {
                fraction /= 10;
                width--;
            }
            out.put('.');
            out.padded(fraction, width);
        }
    }
}

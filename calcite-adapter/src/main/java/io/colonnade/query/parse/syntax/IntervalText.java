package io.colonnade.query.parse.syntax;

import io.colonnade.error.ColonnadeException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * What the text of an interval means, in months or in milliseconds but never both: Calcite keeps the two apart. Reads the
 * verbose and the ISO 8601 styles of PostgreSQL's manual, section 8.5.4.
 *
 * @param months the length, if it is counted in months; else 0
 * @param days the milliseconds of its whole days, which PostgreSQL keeps apart from its time
 * @param millis the milliseconds of its time
 */
record IntervalText(long months, long days, long millis) {
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400_000);
    private static final Map<String, BigDecimal> MONTHS = Map.of(
            "millennium", BigDecimal.valueOf(12_000),
            "century", BigDecimal.valueOf(1_200),
            "decade", BigDecimal.valueOf(120),
            "year", BigDecimal.valueOf(12),
            "month", BigDecimal.ONE);
    private static final Map<String, BigDecimal> MILLIS = Map.of(
            "week", DAY.multiply(BigDecimal.valueOf(7)),
            "day", DAY,
            "hour", BigDecimal.valueOf(3_600_000),
            "minute", BigDecimal.valueOf(60_000),
            "second", BigDecimal.valueOf(1_000),
            "millisecond", BigDecimal.ONE,
            "microsecond", new BigDecimal("0.001"));
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("millennia", "millennium"),
            Map.entry("millenniums", "millennium"),
            Map.entry("centuries", "century"),
            Map.entry("y", "year"),
            Map.entry("yr", "year"),
            Map.entry("yrs", "year"),
            Map.entry("mon", "month"),
            Map.entry("mons", "month"),
            Map.entry("w", "week"),
            Map.entry("d", "day"),
            Map.entry("h", "hour"),
            Map.entry("hr", "hour"),
            Map.entry("hrs", "hour"),
            Map.entry("m", "minute"),
            Map.entry("min", "minute"),
            Map.entry("mins", "minute"),
            Map.entry("s", "second"),
            Map.entry("sec", "second"),
            Map.entry("secs", "second"),
            Map.entry("ms", "millisecond"),
            Map.entry("msec", "millisecond"),
            Map.entry("msecs", "millisecond"),
            Map.entry("us", "microsecond"),
            Map.entry("usec", "microsecond"),
            Map.entry("usecs", "microsecond"));

    private static final String NUMBER = "[+-]?\\d{1,12}(?:\\.\\d{0,9})?|[+-]?\\.\\d{1,9}";
    private static final Pattern PART =
            Pattern.compile("\\s*(?:(?<clock>[+-]?\\d{1,9}:\\d{1,2}(?::\\d{1,2}(?:\\.\\d{1,9})?)?)|(?<number>" + NUMBER
                    + ")\\s*(?<unit>[a-z]+)?)\\s*");
    private static final Pattern YEAR_MONTH = Pattern.compile("\\s*([+-]?)(\\d{1,9})-(\\d{1,2})\\s*");
    private static final Pattern ISO = Pattern.compile("p(?<date>[^t]*)(?:t(?<time>.+))?");

    static IntervalText of(String text, SqlParserPos place) {
        String lower = text.toLowerCase(Locale.ROOT).strip();
        try {
            return new Reader(text, place).read(lower);
        } catch (ArithmeticException e) {
            throw SyntaxProblem.at(place, "Invalid interval: '" + shown(text) + "' (it is out of range)");
        }
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** Adds up the parts of one text. */
    private static final class Reader {
        private final String text;
        private final SqlParserPos place;
        private BigDecimal months = BigDecimal.ZERO;
        private BigDecimal days = BigDecimal.ZERO;
        private BigDecimal millis = BigDecimal.ZERO;

        Reader(String text, SqlParserPos place) {
            this.text = text;
            this.place = place;
        }

        IntervalText read(String lower) {
            boolean ago = lower.endsWith(" ago");
            String body = ago ? lower.substring(0, lower.length() - 4) : lower;
            Matcher iso = ISO.matcher(body);
            Matcher yearMonth = YEAR_MONTH.matcher(body);
            if (iso.matches()) {
                readIso(iso);
            } else if (yearMonth.matches()) {
                BigDecimal length = new BigDecimal(yearMonth.group(2))
                        .multiply(MONTHS.get("year"))
                        .add(new BigDecimal(yearMonth.group(3)));
                months = yearMonth.group(1).equals("-") ? length.negate() : length;
            } else {
                readParts(body, "");
            }
            return result(ago);
        }

        private void readIso(Matcher iso) {
            String date = iso.group("date").replace("m", "mon");
            String time = iso.group("time");
            if (!date.isEmpty()) {
                readParts(date, "none");
            }
            if (time != null) {
                readParts(time, "none");
            }
            if (date.isEmpty() && time == null) {
                throw invalid();
            }
        }

        private void readParts(String body, String unitless) {
            Matcher part = PART.matcher(body);
            int end = 0;
            while (end < body.length()) {
                if (!part.find() || part.start() != end || part.end() == end) {
                    throw invalid();
                }
                end = part.end();
                if (part.group("clock") != null) {
                    addClock(part.group("clock"));
                } else {
                    addNumber(new BigDecimal(part.group("number")), unit(part.group("unit"), body, end, unitless));
                }
            }
            if (end == 0) {
                throw invalid();
            }
        }

        /** A number without a unit is days where a clock follows, and seconds at the end. */
        private String unit(@Nullable String unit, String body, int end, String unitless) {
            if (unit != null) {
                String plain = SPELLINGS.getOrDefault(unit, unit);
                return plain.endsWith("s") && !MILLIS.containsKey(plain)
                        ? plain.substring(0, plain.length() - 1)
                        : plain;
            }
            if (!unitless.isEmpty()) {
                throw invalid();
            }
            return end < body.length() ? "day" : "second";
        }

        private void addNumber(BigDecimal number, String unit) {
            if (MONTHS.containsKey(unit)) {
                months = months.add(number.multiply(MONTHS.get(unit)));
            } else if (MILLIS.containsKey(unit)) {
                BigDecimal length = number.multiply(MILLIS.get(unit));
                BigDecimal whole =
                        MILLIS.get(unit).compareTo(DAY) < 0 ? BigDecimal.ZERO : length.divideToIntegralValue(DAY);
                days = days.add(whole);
                millis = millis.add(length.subtract(whole.multiply(DAY)));
            } else {
                throw SyntaxProblem.at(
                        place,
                        "Invalid interval: '" + shown(text) + "' (unknown unit '" + shown(unit)
                                + "'; use year, month, week," + " day, hour, minute or second)");
            }
        }

        private void addClock(String clock) {
            boolean negative = clock.startsWith("-");
            String[] fields = (negative || clock.startsWith("+") ? clock.substring(1) : clock).split(":");
            BigDecimal total = new BigDecimal(fields[0])
                    .multiply(MILLIS.get("hour"))
                    .add(new BigDecimal(fields[1]).multiply(MILLIS.get("minute")));
            if (fields.length == 3) {
                total = total.add(new BigDecimal(fields[2]).multiply(MILLIS.get("second")));
            }
            millis = millis.add(negative ? total.negate() : total);
        }

        private IntervalText result(boolean ago) {
            boolean whole = months.remainder(BigDecimal.ONE).signum() == 0;
            boolean hasTime = millis.signum() != 0;
            if (!whole || (months.signum() != 0 && (hasTime || days.signum() != 0))) {
                throw SyntaxProblem.unsupported(
                        place,
                        "Cannot use interval '" + shown(text)
                                + "': it mixes months with days or time; write it as two intervals");
            }
            if (millis.remainder(BigDecimal.ONE).signum() != 0) {
                throw SyntaxProblem.unsupported(
                        place, "Cannot use interval '" + shown(text) + "': it is finer than a millisecond");
            }
            inRange(days.multiply(DAY).add(millis));
            IntervalText sum = new IntervalText(inRange(months), inRange(days.multiply(DAY)), inRange(millis));
            return ago ? new IntervalText(-sum.months, -sum.days, -sum.millis) : sum;
        }

        private long inRange(BigDecimal length) {
            long value = length.longValueExact();
            if (Math.abs(value) > 999_999_999L * 3_600_000L) {
                throw new ArithmeticException();
            }
            return value;
        }

        private ColonnadeException invalid() {
            return SyntaxProblem.at(
                    place,
                    "Invalid interval: '" + shown(text)
                            + "' (write it as in '1 day 12:00:00', '2 weeks' or 'P1DT12H')");
        }
    }
}

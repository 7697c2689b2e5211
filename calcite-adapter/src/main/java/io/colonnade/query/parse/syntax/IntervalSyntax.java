package io.colonnade.query.parse.syntax;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.jspecify.annotations.Nullable;

/** Interval literals, which in PostgreSQL need no unit behind the text. Stateless. */
public final class IntervalSyntax {
    /** Calcite's default of two digits is too few for {@code interval '90' day} to be safe to write. */
    private static final int LEADING_DIGITS = 9;

    private static final int FRACTION_DIGITS = 6;
    private static final long MILLIS_OF_A_DAY = 86_400_000;

    private IntervalSyntax() {}

    /** Makes {@code interval '3' day}. */
    public static SqlNode qualified(int sign, String text, SqlIntervalQualifier unit, SqlParserPos place) {
        if (unit.getStartUnit() == TimeUnit.DAY
                && unit.getEndUnit() != null
                && text.stripLeading().startsWith("-")) {
            throw SyntaxProblem.unsupported(
                    place,
                    "Cannot use an interval with a sign before several parts, which is the first part's alone: write a"
                            + " sign at each, such as interval '-1 day -12:30:00'");
        }
        SqlIntervalQualifier wide = unit.useDefaultStartPrecision()
                ? new SqlIntervalQualifier(
                        unit.getStartUnit(),
                        LEADING_DIGITS,
                        unit.getEndUnit(),
                        unit.getFractionalSecondPrecisionPreservingDefault(),
                        unit.getParserPosition())
                : unit;
        return SqlParserUtil.parseIntervalLiteral(place, sign, text, wide);
    }

    /** Makes {@code interval '1 day 12:00'}. */
    public static SqlNode unqualified(int sign, String text, SqlParserPos place) {
        IntervalText parts = IntervalText.of(text, place);
        return parts.months() == 0 ? time(sign, parts, place) : months(sign, parts, place);
    }

    private static SqlNode months(int sign, IntervalText parts, SqlParserPos place) {
        long months = Math.abs(parts.months());
        return literal(
                sign * Long.signum(parts.months()),
                "%d-%d".formatted(months / 12, months % 12),
                TimeUnit.YEAR,
                TimeUnit.MONTH,
                place);
    }

    private static SqlNode time(int sign, IntervalText parts, SqlParserPos place) {
        if (isSum(parts)) {
            return SqlStdOperatorTable.PLUS.createCall(
                    place,
                    time(sign, new IntervalText(0, parts.days(), 0), place),
                    time(sign, new IntervalText(0, 0, parts.millis()), place));
        }
        long millis = Math.abs(parts.days() + parts.millis());
        int signum = parts.days() + parts.millis() < 0 ? -sign : sign;
        long seconds = millis / 1000;
        if (parts.days() != 0) {
            return seconds % 86_400 == 0 && millis % 1000 == 0
                    ? literal(signum, Long.toString(seconds / 86_400), TimeUnit.DAY, null, place)
                    : literal(
                            signum,
                            seconds / 86_400 + " " + clock(seconds % 86_400, millis % 1000),
                            TimeUnit.DAY,
                            TimeUnit.SECOND,
                            place);
        }
        return literal(signum, clock(seconds, millis % 1000), TimeUnit.HOUR, TimeUnit.SECOND, place);
    }

    /** Whether Calcite, which has one sign for all fields and no more than 24 hours beside days, would carry between them. */
    private static boolean isSum(IntervalText parts) {
        boolean both = parts.days() != 0 && parts.millis() != 0;
        return both
                && (Long.signum(parts.days()) != Long.signum(parts.millis())
                        || Math.abs(parts.millis()) >= MILLIS_OF_A_DAY);
    }

    private static String clock(long seconds, long millis) {
        String clock = "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
        return millis == 0 ? clock : clock + ".%03d".formatted(millis);
    }

    private static SqlNode literal(int sign, String text, TimeUnit first, @Nullable TimeUnit last, SqlParserPos place) {
        SqlIntervalQualifier unit = new SqlIntervalQualifier(first, LEADING_DIGITS, last, FRACTION_DIGITS, place);
        return SqlLiteral.createInterval(sign < 0 ? -1 : 1, text, unit, place);
    }
}

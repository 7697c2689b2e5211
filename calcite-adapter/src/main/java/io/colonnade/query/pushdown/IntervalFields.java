package io.colonnade.query.pushdown;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.StringJoiner;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;

/**
 * An interval with a sign and a unit at every field. The standard's form has one sign for all of them, which PostgreSQL
 * takes for the first field's alone: it reads {@code '-1 12:00' DAY TO MINUTE} as minus one day plus twelve hours.
 */
final class IntervalFields {
    private IntervalFields() {}

    /** Returns {@code -1 day -12 hour}. */
    static String of(IntervalValue interval) {
        SqlIntervalQualifier units = interval.getIntervalQualifier();
        int unit = units.getStartUnit().ordinal();
        StringJoiner fields = new StringJoiner(" ");
        fields.setEmptyValue("0 " + units.getStartUnit().name().toLowerCase(Locale.ROOT));
        for (String digits : interval.getIntervalLiteral().split("[- :]")) {
            BigDecimal number = new BigDecimal(digits);
            if (number.signum() != 0) {
                fields.add((interval.getSign() < 0 ? number.negate() : number).toPlainString() + " "
                        + TimeUnit.values()[unit].name().toLowerCase(Locale.ROOT));
            }
            unit++;
        }
        return fields.toString();
    }
}

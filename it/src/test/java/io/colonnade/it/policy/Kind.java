package io.colonnade.it.policy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/** What a column holds, as far as every door can tell, and the one spelling of each value of that kind. */
enum Kind {
    NUMBER {
        /** PostgreSQL's numeric has no end; Colonnade carries what has no scale of its own with sixteen digits. */
        @Override
        String spelled(String text) {
            BigDecimal number = new BigDecimal(text);
            BigDecimal carried = number.scale() > DIGITS ? number.setScale(DIGITS, RoundingMode.HALF_UP) : number;
            return carried.signum() == 0 ? "0" : carried.stripTrailingZeros().toPlainString();
        }
    },
    FLOAT {
        /** The last digits depend on the order in which values were added up. */
        @Override
        String spelled(String text) {
            double number = Double.parseDouble(
                    text.replace("inf", "Infinity").replace("nan", "NaN").replace("Infinityinity", "Infinity"));
            return Double.isFinite(number)
                    ? NUMBER.spelled(new BigDecimal(number).round(PRECISION).toString())
                    : Double.toString(number);
        }
    },
    BOOLEAN {
        @Override
        String spelled(String text) {
            return text.equals("t") ? "true" : text.equals("f") ? "false" : text;
        }
    },
    DATE {
        @Override
        String spelled(String text) {
            return LocalDate.parse(text).toString();
        }
    },
    TIME {
        @Override
        String spelled(String text) {
            return LocalTime.parse(text).toString();
        }
    },
    TIMESTAMP {
        @Override
        String spelled(String text) {
            return LocalDateTime.parse(text.replace(' ', 'T')).toString();
        }
    },
    INSTANT {
        @Override
        String spelled(String text) {
            String iso = text.replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00");
            return OffsetDateTime.parse(iso).toInstant().toString();
        }
    },
    TEXT {
        @Override
        String spelled(String text) {
            return text;
        }
    };

    private static final int DIGITS = 16;
    private static final MathContext PRECISION = new MathContext(12);

    /** Returns the one spelling of a value that a door has spelled in its own way. */
    abstract String spelled(String text);
}

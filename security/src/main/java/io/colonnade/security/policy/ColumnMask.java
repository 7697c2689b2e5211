package io.colonnade.security.policy;

/** How a column's values are hidden. Every mask keeps the column's type and nullability. */
public sealed interface ColumnMask {
    /** Returns how policies spell this kind of mask, without its argument. */
    String word();

    /** The constant {@code [REDACTED]} in place of every value, NULL included. */
    record Redact() implements ColumnMask {
        /** What stands in place of every value. */
        public static final String TEXT = "[REDACTED]";

        @Override
        public String word() {
            return "redact";
        }
    }

    /** HMAC-SHA-256 of the text in hexadecimal digits, keyed per deployment; NULL stays NULL. */
    record Hash() implements ColumnMask {
        @Override
        public String word() {
            return "hash";
        }
    }

    /**
     * AES-SIV of the text in base64, keyed per deployment, which whoever has the key can decrypt; equal texts are
     * encrypted equally. NULL stays NULL.
     */
    record Encrypt() implements ColumnMask {
        @Override
        public String word() {
            return "encrypt";
        }
    }

    /**
     * The first characters of the text and nothing else; NULL stays NULL.
     *
     * @param characters how many, at least 0
     */
    record FirstN(int characters) implements ColumnMask {
        @Override
        public String word() {
            return "first_n";
        }
    }

    /**
     * The last characters of the text and nothing else; NULL stays NULL.
     *
     * @param characters how many, at least 0
     */
    record LastN(int characters) implements ColumnMask {
        @Override
        public String word() {
            return "last_n";
        }
    }

    /** NULL in place of every value; for nullable columns only. */
    record Null() implements ColumnMask {
        @Override
        public String word() {
            return "null";
        }
    }

    /**
     * A number rounded half away from zero; NULL stays NULL.
     *
     * @param digits decimal places to keep; negative rounds before the decimal point
     */
    record Round(int digits) implements ColumnMask {
        @Override
        public String word() {
            return "round";
        }
    }

    /**
     * A date or timestamp cut down to the beginning of its unit, in UTC; NULL stays NULL.
     *
     * @param unit what is kept
     */
    record Truncate(TimeUnit unit) implements ColumnMask {
        @Override
        public String word() {
            return "truncate";
        }
    }

    /** The units of {@link Truncate}. */
    enum TimeUnit {
        YEAR,
        QUARTER,
        MONTH,
        WEEK,
        DAY,
        HOUR,
        MINUTE
    }
}

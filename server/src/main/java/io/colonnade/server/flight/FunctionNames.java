package io.colonnade.server.flight;

import java.util.List;

/**
 * The scalar functions of the SQL that clients may write, sorted as GetSqlInfo has them. A test holds them against the
 * operators that queries are resolved with.
 */
final class FunctionNames {
    static final List<String> NUMERIC = List.of(
            "ABS", "CEIL", "CEILING", "EXP", "FLOOR", "LN", "LOG", "MOD", "POWER", "ROUND", "SIGN", "SQRT", "TRUNC");

    static final List<String> STRING = List.of(
            "ASCII",
            "BTRIM",
            "CHARACTER_LENGTH",
            "CHAR_LENGTH",
            "CHR",
            "CONCAT",
            "INITCAP",
            "LEFT",
            "LENGTH",
            "LOWER",
            "LPAD",
            "LTRIM",
            "MD5",
            "OCTET_LENGTH",
            "OVERLAY",
            "POSITION",
            "REGEXP_REPLACE",
            "REPEAT",
            "REPLACE",
            "REVERSE",
            "RIGHT",
            "RPAD",
            "RTRIM",
            "SPLIT_PART",
            "STARTS_WITH",
            "STRPOS",
            "SUBSTR",
            "SUBSTRING",
            "TO_CHAR",
            "TRANSLATE",
            "TRIM",
            "UPPER");

    static final List<String> SYSTEM = List.of("CAST", "COALESCE", "GREATEST", "LEAST", "NULLIF");

    static final List<String> DATETIME = List.of(
            "CURRENT_DATE",
            "CURRENT_TIMESTAMP",
            "DATE_PART",
            "DATE_TRUNC",
            "EXTRACT",
            "LOCALTIMESTAMP",
            "MAKE_DATE",
            "NOW",
            "TIMEZONE",
            "TO_DATE",
            "TO_TIMESTAMP");

    private FunctionNames() {}
}

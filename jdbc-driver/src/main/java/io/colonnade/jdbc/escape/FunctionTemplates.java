package io.colonnade.jdbc.escape;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JDBC's scalar functions (JDBC 4.3, appendix C) that the server has by another name or as an expression. In a template
 * {@code $1} is the first argument; each argument stands there once and in its order, so that parameters stay what they are.
 */
public final class FunctionTemplates {
    /** The names of JDBC's numeric functions that are translated here. */
    public static final List<String> NUMERIC = List.of("LOG", "LOG10", "PI", "TRUNCATE");

    /** The names of its string functions. */
    public static final List<String> STRING = List.of("CHAR", "CONCAT", "LCASE", "LENGTH", "LOCATE", "SPACE", "UCASE");

    /** The names of its system functions. */
    public static final List<String> SYSTEM = List.of("CONVERT", "IFNULL");

    /** The names of its functions of time and date. */
    public static final List<String> TIME_DATE = List.of(
            "CURDATE",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "CURTIME",
            "DAYNAME",
            "DAYOFMONTH",
            "DAYOFWEEK",
            "DAYOFYEAR",
            "HOUR",
            "MINUTE",
            "MONTH",
            "MONTHNAME",
            "QUARTER",
            "SECOND",
            "TIMESTAMPADD",
            "TIMESTAMPDIFF",
            "WEEK",
            "YEAR");

    private static final Map<String, String> TEMPLATES = new HashMap<>();
    private static final Map<String, String> INTERVALS = Map.ofEntries(
            Map.entry("SQL_TSI_SECOND", "'1' SECOND"),
            Map.entry("SQL_TSI_MINUTE", "'1' MINUTE"),
            Map.entry("SQL_TSI_HOUR", "'1' HOUR"),
            Map.entry("SQL_TSI_DAY", "'1' DAY"),
            Map.entry("SQL_TSI_WEEK", "'7' DAY"),
            Map.entry("SQL_TSI_MONTH", "'1' MONTH"),
            Map.entry("SQL_TSI_QUARTER", "'3' MONTH"),
            Map.entry("SQL_TSI_YEAR", "'1' YEAR"));
    private static final Map<String, Integer> SECONDS = Map.of(
            "SQL_TSI_SECOND", 1,
            "SQL_TSI_MINUTE", 60,
            "SQL_TSI_HOUR", 3_600,
            "SQL_TSI_DAY", 86_400,
            "SQL_TSI_WEEK", 604_800);
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("BIGINT", "bigint"),
            Map.entry("BOOLEAN", "boolean"),
            Map.entry("DATE", "date"),
            Map.entry("DECIMAL", "numeric"),
            Map.entry("DOUBLE", "double precision"),
            Map.entry("FLOAT", "double precision"),
            Map.entry("INTEGER", "integer"),
            Map.entry("LONGVARCHAR", "text"),
            Map.entry("NUMERIC", "numeric"),
            Map.entry("REAL", "real"),
            Map.entry("TIME", "time"),
            Map.entry("TIMESTAMP", "timestamp"),
            Map.entry("VARCHAR", "text"));

    static {
        numbers();
        text();
        times();
        put("IFNULL", 2, "coalesce($1, $2)");
    }

    private FunctionTemplates() {}

    private static void numbers() {
        put("LOG", 1, "ln($1)");
        put("LOG10", 1, "log($1)");
        put("PI", 0, "CAST(3.141592653589793 AS double precision)");
        put("TRUNCATE", 2, "trunc($1, $2)");
    }

    private static void text() {
        put("CHAR", 1, "chr($1)");
        put("CONCAT", 2, "($1 || $2)");
        put("LCASE", 1, "lower($1)");
        put("LENGTH", 1, "length(rtrim($1))");
        put("LOCATE", 2, "position($1 IN $2)");
        put("SPACE", 1, "repeat(' ', $1)");
        put("UCASE", 1, "upper($1)");
    }

    private static void times() {
        for (String now : List.of("CURRENT_DATE", "CURDATE")) {
            put(now, 0, "current_date");
        }
        for (String now : List.of("CURRENT_TIME", "CURTIME")) {
            put(now, 0, "CAST(localtimestamp AS time)");
        }
        put("CURRENT_TIMESTAMP", 0, "current_timestamp");
        put("DAYNAME", 1, "to_char($1, 'FMDay')");
        put("MONTHNAME", 1, "to_char($1, 'FMMonth')");
        put("DAYOFWEEK", 1, "(CAST(extract(dow FROM $1) AS integer) + 1)");
        put("SECOND", 1, "CAST(floor(extract(second FROM $1)) AS integer)");
        field("DAYOFMONTH", "day");
        field("DAYOFYEAR", "doy");
        for (String name : List.of("YEAR", "QUARTER", "MONTH", "WEEK", "HOUR", "MINUTE")) {
            field(name, name.toLowerCase(Locale.ROOT));
        }
    }

    private static void field(String name, String field) {
        put(name, 1, "CAST(extract(" + field + " FROM $1) AS integer)");
    }

    private static void put(String name, int arguments, String template) {
        TEMPLATES.put(name + "/" + arguments, template);
    }

    /** Returns the template of a function, or the empty string if it needs none. */
    static String find(String name, List<String> arguments) {
        boolean first = !arguments.isEmpty();
        String unit = first ? arguments.get(0).toUpperCase(Locale.ROOT) : "";
        if (name.equals("TIMESTAMPADD") && arguments.size() == 3 && INTERVALS.containsKey(unit)) {
            return "(($2) * INTERVAL " + INTERVALS.get(unit) + " + $3)";
        }
        if (name.equals("TIMESTAMPDIFF") && arguments.size() == 3 && SECONDS.containsKey(unit)) {
            return "CAST(trunc((-extract(epoch FROM $2) + extract(epoch FROM $3)) / " + SECONDS.get(unit)
                    + ") AS bigint)";
        }
        if (name.equals("CONVERT") && arguments.size() == 2) {
            return conversion(arguments.get(1));
        }
        return TEMPLATES.getOrDefault(name + "/" + arguments.size(), "");
    }

    private static String conversion(String target) {
        String name = target.toUpperCase(Locale.ROOT);
        String type = TYPES.get(name.startsWith("SQL_") ? name.substring("SQL_".length()) : name);
        return type == null ? "" : "CAST($1 AS " + type + ")";
    }
}

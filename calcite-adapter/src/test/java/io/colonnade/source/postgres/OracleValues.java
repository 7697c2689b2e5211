package io.colonnade.source.postgres;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A database type with the columns that take it, its edge values and a source of random ones, all as texts that PostgreSQL
 * reads as the type.
 *
 * @param type as SQL spells it
 * @param columns as contracts spell their types; the first holds every value of the type that has no more digits than it
 */
record OracleValues(String type, List<String> columns, List<String> edges, Function<Random, String> random) {
    private static final List<String> DECIMALS = List.of(
            "decimal(76,38)",
            "decimal(15,2)",
            "decimal(18,0)",
            "decimal(38,16)",
            "decimal(39,2)",
            "int32",
            "int64",
            "float32",
            "float64");
    private static final List<String> TEXT = List.of("string", "large_string");
    private static final List<String> UUIDS = List.of(
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11");

    /** Returns every type that can be read. */
    static List<OracleValues> all() {
        return Stream.of(numbers(), texts(), documents(), addresses(), times())
                .flatMap(List::stream)
                .toList();
    }

    private static List<OracleValues> numbers() {
        return List.of(
                new OracleValues("bool", List.of("bool"), List.of("t", "f"), random -> "" + random.nextBoolean()),
                new OracleValues("int2", numbers("int32"), borders(15), random -> "" + (short) magnitude(random)),
                new OracleValues("int4", numbers("int32"), borders(31), random -> "" + (int) magnitude(random)),
                new OracleValues("int8", numbers("int64"), borders(63), random -> "" + magnitude(random)),
                new OracleValues(
                        "oid",
                        numbers("int64"),
                        List.of("0", "1", "2147483647", "2147483648", "4294967295"),
                        random -> "" + Integer.toUnsignedLong(random.nextInt())),
                new OracleValues(
                        "float4",
                        numbers("float32"),
                        List.of(
                                "0",
                                "-0",
                                "NaN",
                                "Infinity",
                                "-Infinity",
                                "1e-45",
                                "1.17549435e-38",
                                "3.4028235e38",
                                "0.1",
                                "-2.5",
                                "16777217",
                                "2147483648"),
                        random -> "" + Float.intBitsToFloat(random.nextInt())),
                new OracleValues(
                        "float8",
                        numbers("float64"),
                        List.of(
                                "0",
                                "-0",
                                "NaN",
                                "Infinity",
                                "-Infinity",
                                "4.9e-324",
                                "2.2250738585072014e-308",
                                "1.7976931348623157e308",
                                "0.1",
                                "2.5",
                                "-0.49999999999999994",
                                "9007199254740993",
                                "9223372036854775807",
                                "-9223372036854775808",
                                "1e22",
                                "1e23"),
                        random -> "" + Double.longBitsToDouble(random.nextLong())),
                new OracleValues("numeric", DECIMALS, numerics(), OracleValues::numeric),
                new OracleValues(
                        "numeric(15,2)",
                        DECIMALS,
                        List.of("0", "-0.01", "9999999999999.99"),
                        random -> "" + random.nextInt() / 100.0),
                new OracleValues(
                        "numeric(5,-2)",
                        DECIMALS,
                        List.of("0", "-100", "9999900"),
                        random -> "" + random.nextInt(9_999_900)));
    }

    private static List<String> numbers(String natural) {
        return List.of(
                natural, "int32", "int64", "float32", "float64", "decimal(9,2)", "decimal(38,16)", "decimal(60,30)");
    }

    private static List<String> borders(int bits) {
        BigInteger power = BigInteger.TWO.pow(bits);
        return List.of(
                "0",
                "1",
                "-1",
                "99",
                "-100",
                power.negate().toString(),
                power.subtract(BigInteger.ONE).toString());
    }

    private static long magnitude(Random random) {
        return random.nextLong() >> random.nextInt(64);
    }

    private static List<String> numerics() {
        List<String> values = new ArrayList<>(List.of("NaN", "Infinity", "-Infinity", "0", "0.000", "-0"));
        for (int digits : new int[] {4, 5, 18, 19, 38, 39, 76, 77, 1_000}) {
            BigInteger power = BigInteger.TEN.pow(digits);
            values.add(power.toString());
            values.add("-1234." + "0".repeat(digits) + "1");
            values.add("9".repeat(digits) + ".5");
        }
        for (int bits : new int[] {31, 63, 127}) {
            values.add(BigInteger.TWO.pow(bits).toString());
            values.add(BigInteger.TWO.pow(bits).negate().toString());
        }
        return values;
    }

    private static String numeric(Random random) {
        String alphabet = random.nextInt(3) == 0 ? "0009995" : "0123456789";
        String sign = random.nextBoolean() ? "-" : "";
        return sign + digits(random, alphabet, 1 + random.nextInt(38)) + "."
                + digits(random, alphabet, random.nextInt(40));
    }

    private static String digits(Random random, String alphabet, int count) {
        StringBuilder digits = new StringBuilder();
        for (int digit = 0; digit < count; digit++) {
            digits.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return digits.toString();
    }

    private static List<OracleValues> texts() {
        List<String> edges = List.of(
                "",
                " ",
                "a",
                "it's \\ \"quoted\" $1 ?",
                "line\nfeed\ttab\r",
                everyPlane(),
                "é".repeat(10_000),
                "\u0001\u007f\u0080\u07ff\u0800\uffff");
        return List.of(
                new OracleValues("text", TEXT, edges, OracleValues::text),
                new OracleValues("varchar", TEXT, edges, OracleValues::text),
                new OracleValues(
                        "char(40)",
                        TEXT,
                        List.of("", "a", "é  ", "😀"),
                        random -> text(random)
                                .codePoints()
                                .limit(40)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString()),
                new OracleValues("name", TEXT, List.of("", "pg_class", "é"), random -> "n" + random.nextInt()),
                new OracleValues(
                        "\"char\"",
                        TEXT,
                        List.of("", "a", "\\200", "\\377", "~"),
                        random -> "" + (char) (' ' + random.nextInt(90))),
                new OracleValues(
                        "oracle_mood",
                        TEXT,
                        List.of("sad", "glücklich", ""),
                        random -> random.nextBoolean() ? "sad" : "glücklich"),
                new OracleValues("oracle_word", TEXT, List.of("", "domain"), OracleValues::text),
                new OracleValues(
                        "bytea",
                        List.of("binary"),
                        List.of("\\x", "\\x00", "\\xff00fe"),
                        random -> "\\x" + digits(random, "0123456789abcdef", 2 * random.nextInt(50))));
    }

    private static String everyPlane() {
        StringBuilder text = new StringBuilder();
        for (int plane = 0; plane <= 16; plane++) {
            text.appendCodePoint((plane << 16) + 0x1234).appendCodePoint((plane << 16) + 0xFFFD);
        }
        return text.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        while (text.length() < length) {
            int point = 1 + random.nextInt(random.nextBoolean() ? 127 : Character.MAX_CODE_POINT);
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    private static List<OracleValues> documents() {
        List<String> columns = List.of("json", "string", "large_string");
        List<String> edges =
                List.of("null", "{}", "[]", "\"\"", "{\"a\": [1, 2.50, {\"é\": \"😀\"}], \"a\" :true}", "1e400");
        Function<Random, String> random =
                source -> "{\"k" + source.nextInt(9) + "\": [" + source.nextLong() + ",  null]}";
        return List.of(
                new OracleValues("json", columns, edges, random),
                new OracleValues("jsonb", columns, edges, random),
                new OracleValues(
                        "uuid",
                        List.of("uuid", "string", "large_string"),
                        UUIDS,
                        source -> new UUID(source.nextLong(), source.nextLong()).toString()));
    }

    private static List<OracleValues> addresses() {
        return List.of(
                new OracleValues(
                        "inet",
                        TEXT,
                        List.of(
                                "127.0.0.1",
                                "10.0.0.5/24",
                                "0.0.0.0/0",
                                "::",
                                "::1",
                                "::ffff:1.2.3.4",
                                "::1.2.3.4/100"),
                        random -> random.nextBoolean() ? version4(random) : version6(random)),
                new OracleValues(
                        "cidr",
                        TEXT,
                        List.of("10.0.0.0/8", "10.0.0.1/32", "::/0", "2001:db8::/64", "::1/128"),
                        random -> random.nextBoolean() ? version4(random) : version6(random)));
    }

    private static String version4(Random random) {
        return random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }

    private static String version6(Random random) {
        List<String> words = new ArrayList<>();
        for (int word = 0; word < 8; word++) {
            int value = random.nextInt(1 << 16) >> random.nextInt(17);
            words.add(random.nextInt(3) == 0 ? Integer.toHexString(value) : "0");
        }
        return String.join(":", words);
    }

    private static List<OracleValues> times() {
        List<String> stamps = List.of(
                "2000-01-01 00:00:00",
                "1999-12-31 23:59:59.999999",
                "1970-01-01 00:00:00",
                "1969-12-31 23:59:59.999999",
                "0001-01-01 00:00:00.000001",
                "0001-12-31 23:59:59.999999 BC",
                "4713-11-24 00:00:00 BC",
                "9999-12-31 23:59:59.999999",
                "294247-01-10 04:00:54.775807",
                "294247-01-10 04:00:54.775808",
                "294276-12-31 23:59:59.999999",
                "infinity",
                "-infinity");
        return List.of(
                new OracleValues(
                        "date",
                        List.of("date"),
                        List.of(
                                "2000-01-01",
                                "1970-01-01",
                                "1969-12-31",
                                "0001-01-01",
                                "0001-12-31 BC",
                                "4713-11-24 BC",
                                "9999-12-31",
                                "5874897-12-31",
                                "2024-02-29",
                                "infinity",
                                "-infinity"),
                        random -> dated(random, "")),
                new OracleValues(
                        "time",
                        List.of("time(us)"),
                        List.of("00:00", "00:00:00.000001", "23:59:59.999999", "24:00"),
                        OracleValues::clock),
                new OracleValues(
                        "timestamp",
                        List.of("timestamp(us)", "date"),
                        stamps,
                        random -> day(random) + " " + clock(random)),
                new OracleValues(
                        "timestamptz",
                        List.of("timestamp(us, UTC)"),
                        stamps,
                        random -> dated(random, " " + clock(random) + "+" + random.nextInt(14))),
                new OracleValues(
                        "interval",
                        TEXT,
                        List.of(
                                "0",
                                "1 year 2 mons 3 days 04:05:06.789",
                                "-1 year",
                                "-1 mon 1 day -00:00:00.000001",
                                "1 day",
                                "1 year",
                                "1 mon -1 day 100:00:00",
                                "178000000 years",
                                "-178000000 years -2147483648 days",
                                "9223372036854775807 microseconds",
                                "-9223372036854775808 microseconds",
                                "infinity",
                                "-infinity"),
                        random -> magnitude(random) / (1L << 34) + " mons " + (int) magnitude(random) + " days "
                                + magnitude(random) + " microseconds"));
    }

    private static String day(Random random) {
        String year = "%04d".formatted(1 + random.nextInt(random.nextBoolean() ? 5_000 : 200_000));
        return "%s-%02d-%02d".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    /** A date with what may stand between it and its era. */
    private static String dated(Random random, String time) {
        String day = day(random);
        // The first of March may be a leap day in UTC, which pgjdbc cannot read before Christ.
        boolean early = day.length() == 10 && day.compareTo("4700") < 0 && !day.endsWith("-03-01");
        return day + time + (early && random.nextBoolean() ? " BC" : "");
    }

    private static String clock(Random random) {
        return "%02d:%02d:%02d.%06d"
                .formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60), random.nextInt(1_000_000));
    }
}

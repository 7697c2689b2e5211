package io.colonnade.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values that SQL text gets wrong, from a seed, which a failing test names. */
public final class HostileValues {
    /** What ends a text, a name, a comment or a statement early, or is easily lost. */
    public static final List<String> PIECES = List.of(
            "'",
            "''",
            "\\",
            "\\'",
            "--",
            "/*",
            "*/",
            "$$",
            "$a$",
            ";",
            "\"",
            "U&'",
            "E'",
            "?",
            "$1",
            "%_!",
            "\n",
            "\r",
            "\uD83D\uDE00",
            "\u202Eאב",
            "e\u0301",
            "\uDBFF\uDFFF",
            " ",
            "x");

    private final long seed = Long.getLong("hostile.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** Returns what a failure says. */
    public String seed() {
        return "-Dhostile.seed=" + seed;
    }

    /** Returns all distinct concatenations of up to {@code length} pieces. */
    public static List<String> concatenations(int length) {
        List<String> all = new ArrayList<>(List.of(""));
        int start = 0;
        for (int i = 0; i < length; i++) {
            int end = all.size();
            for (String beginning : all.subList(start, end).toArray(String[]::new)) {
                PIECES.forEach(piece -> all.add(beginning + piece));
            }
            start = end;
        }
        return all.stream().distinct().toList();
    }

    /** Returns a text of nasty pieces and of code points from every plane. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            if (random.nextBoolean()) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            } else {
                text.appendCodePoint(codePoint());
            }
        }
        return text.toString();
    }

    private int codePoint() {
        int plane = random.nextInt(17);
        int point = (plane << 16) + random.nextInt(1 << 16);
        return point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 1 + plane : point;
    }

    /** Returns a number of any size that {@code numeric} holds, often at the limit of an integer type. */
    public BigDecimal exact() {
        BigInteger digits = switch (random.nextInt(4)) {
            case 0 -> BigInteger.valueOf(random.nextInt(5) - 2);
            case 1 -> BigInteger.TWO.pow(random.nextInt(130)).add(BigInteger.valueOf(random.nextInt(3) - 1));
            case 2 -> new BigInteger(random.nextInt(126), random);
            default -> BigInteger.TEN.pow(random.nextInt(38));
        };
        BigInteger signed = random.nextBoolean() ? digits.negate() : digits;
        return new BigDecimal(signed, random.nextBoolean() ? 0 : random.nextInt(60) - 20);
    }

    /** Returns a double of any bits: subnormal, negative zero, infinite or no number. */
    public double approximate() {
        return switch (random.nextInt(8)) {
            case 0 -> Double.MIN_VALUE;
            case 1 -> -Double.MAX_VALUE;
            case 2 -> -0.0;
            case 3 -> Double.NaN;
            case 4 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }
}

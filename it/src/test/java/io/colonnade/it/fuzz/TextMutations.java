package io.colonnade.it.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts made of real ones: words exchanged for others of the same kind, which most often still parse, and everything that
 * does not; plus the tokens that parsers fear. Immutable.
 */
final class TextMutations implements Function<RandomGenerator, String> {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_]\\w*|\\d[\\d.]*|'[^']*'|\"[^\"]*\"|\\s+|(?s:.)");
    private static final int LONGEST = 20_000;

    /** What any parser may stumble over. */
    static final List<String> NASTY = List.of(
            "\0",
            "\uD800",
            "\uDC00\uD800",
            "\uFEFF",
            "\u2028",
            "\u0085",
            "\u00A0",
            "\u202E",
            "\uFFFF",
            "e\u0301",
            "𝒳",
            "ſ",
            "İ",
            "'",
            "\"",
            "''",
            "\"\"",
            "`",
            "\\",
            "\\'",
            "$$",
            "$1",
            "$99999999999",
            "?",
            ";",
            "--",
            "/*",
            "*/",
            "#",
            "%",
            "_",
            "{",
            "}",
            "{context.region}",
            "${HOME}",
            "(",
            ")",
            "((((((((((",
            "))))))))))",
            "[",
            "]",
            "[[[[[[[[",
            "<",
            ">",
            "&",
            "*",
            "-1",
            "0",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "1e999999999",
            "-1e-999999999",
            "0x7f",
            "1_000",
            "NaN",
            "99999999999999999999999999999999999999999999",
            "1.7976931348623157E309",
            "\r\n",
            "\t",
            "\n",
            " ",
            ",",
            ".",
            ":",
            "::",
            "null",
            "true",
            "'infinity'",
            "'2024-02-30'",
            "'99999999-01-01'",
            "'1e999999999'",
            "%s%n%d",
            "../../etc/passwd");

    private final List<String> corpus;
    private final List<List<String>> words;
    private final List<String> tokens;

    TextMutations(List<String> corpus, List<String> tokens) {
        this.corpus = List.copyOf(corpus);
        this.words = corpus.stream().map(TextMutations::words).toList();
        List<String> all = new ArrayList<>(NASTY);
        all.addAll(tokens);
        this.tokens = List.copyOf(all);
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    @Override
    public String apply(RandomGenerator random) {
        int kind = random.nextInt(100);
        if (kind < 5) {
            return soup(random);
        }
        if (kind < 70) {
            return byWords(random);
        }
        String text = pick(corpus, random);
        for (int i = random.nextInt(4); i >= 0; i--) {
            text = byCharacters(text, random);
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private String soup(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.append(random.nextBoolean() ? pick(tokens, random) : pick(pick(words, random), random));
            text.append(random.nextInt(4) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private String byWords(RandomGenerator random) {
        List<String> text = new ArrayList<>(pick(words, random));
        for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.size());
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> text.set(at, alike(text.get(at), random));
                case 3 -> text.remove(at);
                case 4 -> text.add(at, text.get(at));
                case 5 -> text.add(at, pick(tokens, random));
                case 6 -> text.set(at, pick(tokens, random));
                default -> graft(text, at, random);
            }
        }
        return String.join("", text);
    }

    /** Puts a piece of another text in place of a piece of this one. */
    private void graft(List<String> text, int at, RandomGenerator random) {
        List<String> other = pick(words, random);
        int from = random.nextInt(other.size());
        int to = Math.min(other.size(), from + 1 + random.nextInt(15));
        text.subList(at, Math.min(text.size(), at + random.nextInt(10))).clear();
        text.addAll(Math.min(at, text.size()), other.subList(from, to));
    }

    private String alike(String word, RandomGenerator random) {
        for (int i = 0; i < 20; i++) {
            String other = pick(pick(words, random), random);
            if (kind(other) == kind(word) && !other.equals(word)) {
                return other;
            }
        }
        return pick(tokens, random);
    }

    private static int kind(String word) {
        char first = word.charAt(0);
        if (Character.isLetter(first)) {
            return 0;
        }
        if (Character.isDigit(first)) {
            return 1;
        }
        return first == '\'' ? 2 : first == '"' ? 3 : Character.isWhitespace(first) ? 4 : 5;
    }

    private String byCharacters(String text, RandomGenerator random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(1 + random.nextInt(40)));
        String head = text.substring(0, from);
        String piece = text.substring(from, to);
        String tail = text.substring(to);
        return switch (random.nextInt(9)) {
            case 0 -> head + tail;
            case 1 -> head;
            case 2 -> head + piece + piece + tail;
            case 3 -> head + pick(tokens, random) + tail;
            case 4 -> head + piece.repeat(1 + random.nextInt(300)) + tail;
            case 5 ->
                head + pick(tokens, random).repeat(1 + random.nextInt(random.nextInt(40) == 0 ? 10_000 : 60)) + tail;
            case 6 -> head + (char) (random.nextInt(3) == 0 ? random.nextInt(0x10000) : random.nextInt(128)) + tail;
            case 7 -> {
                String other = pick(corpus, random);
                yield head + other.substring(random.nextInt(other.length() + 1));
            }
            default -> head + piece.toUpperCase(java.util.Locale.ROOT) + new StringBuilder(tail).reverse();
        };
    }

    static <T> T pick(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}

package io.colonnade.contract;

import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import java.util.regex.Pattern;

/** The rules for SQL of the source's dialect that a contract holds: it must keep its place wherever it is put. */
final class SourceText {
    /** Texts, quoted names, dollar-quoted texts and comments (PostgreSQL manual, "Lexical Structure"). */
    private static final Pattern QUOTED = Pattern.compile(
            "[eE]'(?:[^'\\\\]++|\\\\.|'')*+'|'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|\\$(\\w*)\\$.*?\\$\\1\\$|--[^\\n]*|/\\*.*?\\*/",
            Pattern.DOTALL);

    /** What a table stands behind; the comma of a FROM too, which cannot be told from others without a parser. */
    private static final Pattern BEFORE_TABLE = Pattern.compile("\\b(?:FROM|JOIN)\\b", Pattern.CASE_INSENSITIVE);

    private final Problems problems;

    SourceText(Problems problems) {
        this.problems = problems;
    }

    /** Returns how many tables a query reads, give or take those that commas join and the FROMs of functions; at least one. */
    static int tables(String query) {
        String bare = QUOTED.matcher(query).replaceAll(" ");
        return (int) Math.max(1, BEFORE_TABLE.matcher(bare).results().count());
    }

    /** Notes what is wrong with a text under a key. */
    void check(String key, String text, Location location) {
        String refusal = refusal(text);
        if (!refusal.isEmpty()) {
            problems.add(location, "Invalid " + key + ": " + refusal);
        }
    }

    private static String refusal(String text) {
        if (text.isBlank()) {
            return "it is empty";
        }
        String bare = QUOTED.matcher(text).replaceAll(" ");
        if (bare.contains("'") || bare.contains("\"") || bare.contains("/*")) {
            return "a quoted text or a comment in it has no end";
        }
        if (bare.contains(";")) {
            return "it holds a semicolon; write one statement or expression without it";
        }
        if (bare.contains("?")) {
            return "the operators with a question mark are taken for parameters; write jsonb_exists, jsonb_exists_any or"
                    + " jsonb_exists_all";
        }
        return isBalanced(bare) ? "" : "its parentheses do not match";
    }

    private static boolean isBalanced(String bare) {
        int depth = 0;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }
}

package io.colonnade.query.parse;

/** Looks at a statement's brackets before the grammar does, past strings, quoted names and comments. */
final class TextScan {
    private final String text;
    private int at;

    TextScan(String text) {
        this.text = text;
    }

    /** Returns how deep the brackets nest. */
    int deepestBrackets() {
        int depth = 0;
        int deepest = 0;
        for (at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '(', '[' -> deepest = Math.max(deepest, ++depth);
                case ')', ']' -> depth--;
                case '\'' -> skipQuoted('\'', escapes());
                case '"' -> skipQuoted('"', false);
                case '-' -> skipComment("--", "\n");
                case '/' -> skipComment("/*", "*/");
                default -> {}
            }
        }
        return deepest;
    }

    /** Only E'…' has backslash escapes. */
    private boolean escapes() {
        boolean prefixed = at >= 1 && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e');
        return prefixed && (at < 2 || !Character.isJavaIdentifierPart(text.charAt(at - 2)));
    }

    /** A doubled quote ends one string and starts the next, which comes to the same. */
    private void skipQuoted(char quote, boolean escapes) {
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            if (escapes && text.charAt(at) == '\\') {
                at++;
            }
        }
    }

    private void skipComment(String start, String end) {
        if (text.startsWith(start, at)) {
            int close = text.indexOf(end, at + start.length());
            at = close < 0 ? text.length() : close + end.length() - 1;
        }
    }
}

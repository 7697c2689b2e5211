package io.colonnade.jdbc.escape;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the parts of a statement end in which a brace, a comma or a parenthesis is text and not syntax: literals, quoted
 * names and comments, as PostgreSQL writes them.
 */
final class Lexemes {
    private static final Pattern DOLLAR_TAG = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private Lexemes() {}

    /** Returns where what begins at a place ends: a whole literal, name in quotes or comment, otherwise one character. */
    static int end(String sql, int at) {
        switch (sql.charAt(at)) {
            case '\'':
                return quoted(sql, at, isEscapeString(sql, at));
            case '"':
                return quoted(sql, at, false);
            case '-':
                return sql.startsWith("--", at) ? lineEnd(sql, at) : at + 1;
            case '/':
                return sql.startsWith("/*", at) ? commentEnd(sql, at) : at + 1;
            case '$':
                return dollarQuoted(sql, at);
            default:
                return at + 1;
        }
    }

    /** Tells whether the literal is PostgreSQL's E'…', in which a backslash takes the next character as it is. */
    private static boolean isEscapeString(String sql, int at) {
        boolean marked = at > 0 && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E');
        return marked && (at == 1 || !isNamePart(sql.charAt(at - 2)));
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static int quoted(String sql, int start, boolean backslashes) {
        char quote = sql.charAt(start);
        for (int at = start + 1; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\\' && backslashes) {
                at++;
            } else if (c == quote) {
                return at + 1;
            }
        }
        return sql.length();
    }

    private static int lineEnd(String sql, int start) {
        int end = sql.indexOf('\n', start);
        return end < 0 ? sql.length() : end;
    }

    private static int commentEnd(String sql, int start) {
        int end = sql.indexOf("*/", start + 2);
        return end < 0 ? sql.length() : end + 2;
    }

    private static int dollarQuoted(String sql, int start) {
        Matcher tag = DOLLAR_TAG.matcher(sql).region(start, sql.length());
        if ((start > 0 && isNamePart(sql.charAt(start - 1))) || !tag.lookingAt()) {
            return start + 1;
        }
        int end = sql.indexOf(tag.group(), tag.end());
        return end < 0 ? sql.length() : end + tag.group().length();
    }

    /** Returns where the bracket that opens at a place is closed, or -1. */
    static int closing(String sql, int start, char opens, char closes) {
        int depth = 0;
        for (int at = start; at < sql.length(); at = end(sql, at)) {
            char c = sql.charAt(at);
            if (c == opens) {
                depth++;
            } else if (c == closes && --depth == 0) {
                return at;
            }
        }
        return -1;
    }
}

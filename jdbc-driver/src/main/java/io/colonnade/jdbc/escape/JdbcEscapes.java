package io.colonnade.jdbc.escape;

import java.util.Locale;

/**
 * Translates JDBC's escapes ({@code {d '…'}}, {@code {t '…'}}, {@code {ts '…'}}, {@code {oj …}}, {@code {escape '…'}},
 * {@code {limit …}}, {@code {fn …}}) into the server's SQL. Statements call it before they send their text. What it does not
 * know stays as it is, for the server to refuse; parameters keep their order. Stateless.
 */
public final class JdbcEscapes {
    /** Far more than anybody writes, and far less than overflows a stack. */
    private static final int DEEPEST = 50;

    private JdbcEscapes() {}

    /** Returns the statement without escapes. */
    public static String translate(String sql) {
        return sql.indexOf('{') < 0 ? sql : translate(sql, 0);
    }

    private static String translate(String sql, int depth) {
        StringBuilder result = new StringBuilder(sql.length() + 32);
        int at = 0;
        while (at < sql.length()) {
            boolean opens = sql.charAt(at) == '{';
            int end = opens ? Lexemes.closing(sql, at, '{', '}') + 1 : Lexemes.end(sql, at);
            if (opens && (end == 0 || depth == DEEPEST)) {
                return result.append(sql, at, sql.length()).toString();
            }
            result.append(opens ? escape(sql.substring(at + 1, end - 1), depth + 1) : sql.substring(at, end));
            at = end;
        }
        return result.toString();
    }

    private static String escape(String inside, int depth) {
        int start = 0;
        while (start < inside.length() && Character.isWhitespace(inside.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < inside.length() && Character.isLetter(inside.charAt(end))) {
            end++;
        }
        String body = translate(inside.substring(end), depth).strip();
        switch (inside.substring(start, end).toLowerCase(Locale.ROOT)) {
            case "d":
                return "DATE " + body;
            case "t":
                return "TIME " + body;
            case "ts":
                return "TIMESTAMP " + body;
            case "oj":
                return body;
            case "escape":
                return "ESCAPE " + body;
            case "limit":
                return "LIMIT " + body;
            case "fn":
                return ScalarFunction.parse(body).translate();
            default:
                return "{" + inside + "}";
        }
    }
}

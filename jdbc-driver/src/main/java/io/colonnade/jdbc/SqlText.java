package io.colonnade.jdbc;

import java.util.Locale;
import java.util.Set;

/** The little that the driver must know of a statement's text: whether it asks for rows or does something. */
final class SqlText {
    private static final Set<String> UPDATES = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "COPY",
            "CREATE",
            "DROP",
            "ALTER",
            "TRUNCATE",
            "GRANT",
            "REVOKE",
            "APPROVE",
            "REJECT",
            "CANCEL");

    private SqlText() {}

    /** Tells whether a statement goes to the server as an update. Everything that is not known to be one is a query. */
    static boolean isUpdate(String sql) {
        int start = startOfStatement(sql);
        int end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return UPDATES.contains(sql.substring(start, end).toUpperCase(Locale.ROOT));
    }

    private static int startOfStatement(String sql) {
        int at = 0;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                return at;
            }
        }
        return at;
    }
}

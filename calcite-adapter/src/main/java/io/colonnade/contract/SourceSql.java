package io.colonnade.contract;

import io.colonnade.type.PostgresLiterals;

/** How the texts of a contract become SQL of their source. */
final class SourceSql {
    private SourceSql() {}

    /** Returns an identifier exactly as the database names it. */
    static String quote(String identifier) {
        return PostgresLiterals.identifier(identifier);
    }

    /** Returns an author's text so that a line comment at its end does not swallow what a statement puts behind it. */
    static String contained(String text) {
        String trimmed = text.strip();
        return trimmed.contains("--") ? trimmed + "\n" : trimmed;
    }

    /** Returns an author's text in parentheses. */
    static String enclose(String text) {
        return "(" + contained(text) + ")";
    }

    /** Returns what follows FROM. */
    static String from(Relation relation) {
        if (relation instanceof Relation.Table table) {
            return table.sql();
        }
        return enclose(((Relation.Query) relation).sql()) + " AS \"source\"";
    }
}

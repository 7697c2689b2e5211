package io.colonnade.contract;

/** How the texts of a contract become SQL of their source. */
final class SourceSql {
    private SourceSql() {}

    /** Returns an identifier exactly as the database names it. */
    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Returns an author's text in parentheses; a line comment at its end does not swallow them. */
    static String enclose(String text) {
        String trimmed = text.strip();
        return "(" + trimmed + (trimmed.contains("--") ? "\n)" : ")");
    }

    /** Returns what follows FROM. */
    static String from(Relation relation) {
        if (relation instanceof Relation.Table table) {
            return table.sql();
        }
        return enclose(((Relation.Query) relation).sql()) + " AS \"relation\"";
    }
}

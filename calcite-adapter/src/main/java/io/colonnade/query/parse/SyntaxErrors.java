package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.TextPosition;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The wording of syntax errors: what was found, and a few words on what would have fitted. */
final class SyntaxErrors {
    private static final Set<String> WRITES = Set.of(
            "alter",
            "analyze",
            "begin",
            "call",
            "cluster",
            "comment",
            "commit",
            "copy",
            "create",
            "delete",
            "do",
            "drop",
            "grant",
            "import",
            "insert",
            "lock",
            "merge",
            "notify",
            "refresh",
            "reindex",
            "revoke",
            "rollback",
            "security",
            "truncate",
            "update",
            "upsert",
            "vacuum");

    private SyntaxErrors() {}

    static ColonnadeException of(String text, SqlParseException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ColonnadeException ours) {
                return ours;
            }
            if (cause instanceof StackOverflowError) {
                return NestingLimit.tooDeep();
            }
        }
        SqlParserPos place = e.getPos();
        if (place == null) {
            return syntax(e, "it is not SQL that can be read");
        }
        return at(text, place, e);
    }

    static ColonnadeException onlyReads(TextPosition place) {
        return ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.READ_ONLY_TRANSACTION,
                        "Cannot run the statement: Colonnade only reads; send a SELECT")
                .at(place);
    }

    private static ColonnadeException at(String text, SqlParserPos place, SqlParseException e) {
        TextPosition position = new TextPosition(place.getLineNum(), place.getColumnNum());
        FoundToken found = FoundToken.at(text, position, e);
        if (WRITES.contains(found.word()) && found.startsStatement()) {
            return onlyReads(position);
        }
        if (found.word().equals("collate")) {
            return unsupported("Cannot use COLLATE: text is compared by the collation of its source")
                    .at(position);
        }
        return syntax(e, found.explanation()).at(found.reported());
    }

    private static ColonnadeException unsupported(String message) {
        return ColonnadeException.of(ErrorKind.INVALID_ARGUMENT, SqlState.FEATURE_NOT_SUPPORTED, message);
    }

    private static ColonnadeException syntax(SqlParseException cause, String why) {
        return ColonnadeException.causedBy(
                cause, ErrorKind.INVALID_ARGUMENT, SqlState.SYNTAX_ERROR, "Cannot parse the statement: " + why);
    }

    /** Makes another library's sentence fit behind a colon, and drops it if it tells of internals. */
    static String sentence(String message) {
        String first = message.lines().findFirst().orElse("").strip();
        if (first.isEmpty() || first.contains("apache") || first.contains("Exception") || first.length() > 200) {
            return "it is not SQL that can be read";
        }
        String second = first.length() > 1 ? first.substring(1, 2) : "";
        return second.equals(second.toUpperCase(Locale.ROOT))
                ? first
                : first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
    }
}

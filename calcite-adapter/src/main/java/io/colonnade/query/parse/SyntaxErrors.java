package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.error.TextPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParseException;

/** The wording of syntax errors: what was found, and a few words on what would have fitted. */
final class SyntaxErrors {
    private static final int LONGEST_SHOWN = 40;
    private static final int MOST_EXPECTED = 8;
    private static final Set<String> WRITES = Set.of(
            "alter",
            "analyze",
            "begin",
            "call",
            "cluster",
            "comment",
            "commit",
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
    private static final List<String> STARTS = List.of("select", "values", "table", "with", "explain");
    private static final String EXPECTED_START = "SELECT, VALUES, TABLE, WITH or EXPLAIN";

    /** Words that give a query its shape, so that nobody means them as names. */
    private static final Set<String> SHAPE = Set.of(
            "as",
            "by",
            "case",
            "else",
            "end",
            "except",
            "fetch",
            "from",
            "group",
            "having",
            "in",
            "intersect",
            "into",
            "join",
            "like",
            "limit",
            "offset",
            "on",
            "order",
            "select",
            "then",
            "union",
            "using",
            "values",
            "when",
            "where",
            "with");

    private static final List<String> CLAUSES = List.of("from", "where", "group", "having", "order", "limit", "union");

    /** In the order in which they help most. */
    private static final List<String> HELPFUL = List.of(
            ")", "(", "]", ",", "SELECT", "FROM", "JOIN", "ON", "AS", "WHEN", "THEN", "END", "AND", "BY", "NULL", "IN",
            "BETWEEN", "LIKE", "WHERE", "GROUP", "ORDER", "LIMIT", "OVER", "UNION", "WITH", "VALUES", "ROWS", "ZONE");

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
        if (text.isEmpty()) {
            return syntax(e, "found no statement, expected " + EXPECTED_START).at(new TextPosition(1, 1));
        }
        if (e.getPos() == null) {
            return syntax(e, sentence(e));
        }
        SourceText source = new SourceText(text);
        FoundToken found = FoundToken.of(source, e);
        TextPosition start = source.position(source.tokenStart(0));
        boolean writes = WRITES.contains(source.firstWord()) || readsFiles(source, found);
        return writes ? onlyReads(start) : at(found, e).at(found.place());
    }

    private static boolean readsFiles(SourceText source, FoundToken found) {
        return source.firstWord().equals("copy") && found.word().equals("from");
    }

    static ColonnadeException onlyReads(TextPosition place) {
        return onlyReads().at(place);
    }

    private static ColonnadeException onlyReads() {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.READ_ONLY_TRANSACTION,
                "Cannot run the statement: Colonnade only reads; send a SELECT");
    }

    private static ColonnadeException at(FoundToken found, SqlParseException e) {
        boolean writes = WRITES.contains(found.word()) && (found.startsStatement() || found.follows("for"));
        if (writes || found.word().equals("into")) {
            return onlyReads();
        }
        if (found.word().equals("collate")) {
            return ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot use COLLATE: text is compared by the collation of its source");
        }
        return syntax(e, explanation(found, e));
    }

    private static ColonnadeException syntax(SqlParseException cause, String why) {
        return ColonnadeException.causedBy(
                cause, ErrorKind.INVALID_ARGUMENT, SqlState.SYNTAX_ERROR, "Cannot parse the statement: " + why);
    }

    private static String explanation(FoundToken found, SqlParseException e) {
        String message = String.valueOf(e.getMessage());
        if (found.unclosed() || (message.startsWith("Lexical error") && message.contains("<EOF>"))) {
            return "a string, quoted name or comment is not closed";
        }
        if (message.startsWith("Lexical error")) {
            return "unexpected character " + shown(found);
        }
        if (found.before().isEmpty()) {
            return "found " + shown(found) + ", expected " + EXPECTED_START + hint(found, STARTS);
        }
        if (found.expected().isEmpty()) {
            return sentence(e);
        }
        if (found.before().endsWith(";")) {
            return "found " + shown(found) + " after ';'; send one statement at a time";
        }
        return "found " + shown(found) + expectation(found);
    }

    private static String shown(FoundToken found) {
        String image = found.image();
        if (image.isEmpty()) {
            return found.before().isEmpty() ? "no statement" : "the end of the statement";
        }
        return "'" + (image.length() > LONGEST_SHOWN ? image.substring(0, LONGEST_SHOWN) + "…" : image) + "'";
    }

    private static String hint(FoundToken found, Collection<String> known) {
        return found.word().length() < 3 ? "" : Suggestion.hint(found.word(), known);
    }

    private static String expectation(FoundToken found) {
        Set<String> expected = found.expected();
        if (!found.word().isEmpty() && expected.contains("<IDENTIFIER>") && !SHAPE.contains(found.word())) {
            return "; it is a reserved word: to use it as a name, write \"" + found.word() + "\"";
        }
        String hint = SHAPE.contains(found.word()) ? "" : hint(found, keywords(expected)) + slip(found);
        if (!hint.isEmpty()) {
            return hint;
        }
        List<String> few = helpful(expected);
        return few.isEmpty() ? "" : ", expected " + String.join(" or ", few);
    }

    /** The word before may be a mistyped keyword that was taken for an alias. */
    private static String slip(FoundToken found) {
        String last = found.lastWord();
        return last.length() < 3 || SHAPE.contains(last)
                ? ""
                : Suggestion.nearest(last, CLAUSES)
                        .map(clause -> " after '" + last + "'; did you mean '" + clause + "'?")
                        .orElse("");
    }

    private static List<String> helpful(Set<String> expected) {
        List<String> helpful = new ArrayList<>();
        if (expected.contains("<IDENTIFIER>")) {
            helpful.add("a name");
        }
        if (expected.contains("<UNSIGNED_INTEGER_LITERAL>")) {
            helpful.add(expected.contains("<QUOTED_STRING>") ? "a value" : "a number");
        }
        HELPFUL.stream()
                .filter(expected::contains)
                .map(token -> token.length() == 1 ? "'" + token + "'" : token)
                .forEach(helpful::add);
        return helpful.subList(0, Math.min(MOST_EXPECTED, helpful.size()));
    }

    private static List<String> keywords(Collection<String> expected) {
        return expected.stream()
                .filter(name -> Character.isLetter(name.charAt(0)))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Makes another library's sentence fit behind a colon, and drops it if it tells of internals. */
    private static String sentence(SqlParseException e) {
        String first =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        if (first.length() < 2
                || first.length() > 200
                || first.matches(".*(apache|java\\.|Exception|Error|null|out of bounds).*")) {
            return "it is not SQL that can be read";
        }
        return Character.isUpperCase(first.charAt(1))
                ? first
                : first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
    }
}

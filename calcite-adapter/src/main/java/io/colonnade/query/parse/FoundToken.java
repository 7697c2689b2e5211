package io.colonnade.query.parse;

import io.colonnade.error.Suggestion;
import io.colonnade.error.TextPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * The token at which the grammar gave up, as the caller wrote it.
 *
 * @param image its text; empty at the end of the statement or where no token could be read
 * @param before the statement up to it
 */
record FoundToken(String image, String before, TextPosition place, SqlParseException error) {
    private static final int LONGEST_SHOWN = 40;
    private static final int MOST_EXPECTED = 8;
    private static final Pattern TOKEN = Pattern.compile(
            "[\\p{L}_$][\\p{L}\\p{N}_$]*|\\d[\\d.]*|'[^'\\n]*'?|\"[^\"\\n]*\"?|->>|->|::|<>|!=|<=|>=|\\|\\||\\S");
    private static final Pattern BLANK = Pattern.compile("(?s)(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*");
    private static final Pattern LEXICAL = Pattern.compile("(?s)Lexical error at line \\d+, column \\d+\\.\\s+(.*)");

    /** In the order in which they help most. */
    private static final List<String> HELPFUL = List.of(
            ")", "(", "]", ",", "SELECT", "FROM", "JOIN", "ON", "AS", "WHEN", "THEN", "END", "AND", "BY", "NULL", "IN",
            "BETWEEN", "LIKE", "WHERE", "GROUP", "ORDER", "LIMIT", "OVER", "UNION", "WITH", "VALUES", "ROWS", ";");

    static FoundToken at(String text, TextPosition place, SqlParseException error) {
        int offset = offset(text, place);
        boolean atEnd = String.valueOf(error.getMessage()).startsWith("Encountered \"<EOF>\"");
        if (atEnd) {
            return new FoundToken("", text, place, error);
        }
        Matcher token = TOKEN.matcher(text);
        String image = offset < text.length() && token.find(offset) && token.start() == offset ? token.group() : "";
        return new FoundToken(image, text.substring(0, Math.min(offset, text.length())), place, error);
    }

    /** Lines as JavaCC counts them: a carriage return, a line feed, or one after the other ends a line. */
    private static int offset(String text, TextPosition place) {
        int offset = 0;
        for (int line = 1; line < place.line() && offset < text.length(); line++) {
            while (offset < text.length() && text.charAt(offset) != '\n' && text.charAt(offset) != '\r') {
                offset++;
            }
            offset += text.startsWith("\r\n", offset) ? 2 : 1;
        }
        return Math.min(text.length(), offset + place.column() - 1);
    }

    /** Returns the token in lower case if it is a word, else nothing. */
    String word() {
        return !image.isEmpty() && Character.isLetter(image.charAt(0)) ? image.toLowerCase(Locale.ROOT) : "";
    }

    /** Whether a statement can begin here: at the start, after a semicolon, a parenthesis or a list of WITH. */
    boolean startsStatement() {
        String left = before.replaceAll("(?s)/\\*.*?\\*/|--[^\\n]*", " ").strip();
        return left.isEmpty()
                || left.endsWith(";")
                || left.endsWith("(")
                || (left.endsWith(")") && left.toLowerCase(Locale.ROOT).startsWith("with"));
    }

    /** The place to tell the caller: at the end of the statement the parser names its last character. */
    TextPosition reported() {
        return place;
    }

    /** Says what is wrong here, to be read behind a colon. */
    String explanation() {
        String message = String.valueOf(error.getMessage());
        Matcher lexical = LEXICAL.matcher(message);
        if (lexical.matches()) {
            return lexical.group(1).contains("<EOF>")
                    ? "a string, quoted name or comment is not closed"
                    : "unexpected character " + shown();
        }
        if (error.getExpectedTokenSequences() == null && !message.startsWith("Incorrect syntax")) {
            return SyntaxErrors.sentence(message);
        }
        if (before.strip().endsWith(";")) {
            return "found " + shown() + " after ';'; send one statement at a time";
        }
        return "found " + shown() + expectation();
    }

    private String shown() {
        if (image.isEmpty()) {
            return BLANK.matcher(before).matches() ? "no statement" : "the end of the statement";
        }
        return "'" + (image.length() > LONGEST_SHOWN ? image.substring(0, LONGEST_SHOWN) + "…" : image) + "'";
    }

    private String expectation() {
        TreeSet<String> expected = new TreeSet<>();
        Collection<String> names = error.getExpectedTokenNames();
        names.forEach(name -> expected.add(name.replace("\"", "")));
        if (!word().isEmpty() && expected.contains("<IDENTIFIER>") && !expected.contains(word())) {
            return "; it is a reserved word: to use it as a name, write \"" + word() + "\"";
        }
        String hint = word().isEmpty() ? "" : Suggestion.hint(word(), keywords(expected));
        if (!hint.isEmpty()) {
            return hint;
        }
        List<String> helpful = new ArrayList<>();
        if (expected.contains("<IDENTIFIER>")) {
            helpful.add("a name");
        }
        if (expected.contains("<UNSIGNED_INTEGER_LITERAL>")) {
            helpful.add(expected.contains("<QUOTED_STRING>") ? "a value" : "a number");
        }
        HELPFUL.stream().filter(expected::contains).forEach(helpful::add);
        List<String> few = helpful.subList(0, Math.min(MOST_EXPECTED, helpful.size()));
        return few.isEmpty() ? "" : ", expected " + String.join(" or ", few);
    }

    private static List<String> keywords(Collection<String> expected) {
        return expected.stream()
                .filter(name -> !name.isEmpty() && Character.isLetter(name.charAt(0)))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }
}

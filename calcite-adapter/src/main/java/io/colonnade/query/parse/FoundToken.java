package io.colonnade.query.parse;

import io.colonnade.error.TextPosition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.parser.SqlParseException;
import org.jspecify.annotations.Nullable;

/**
 * The token at which the grammar gave up.
 *
 * @param image its text as the caller wrote it; empty at the end of the statement
 * @param before the statement up to it
 * @param expected the names of the tokens that would have fitted
 */
record FoundToken(String image, String before, TextPosition place, Set<String> expected) {

    /** The parser names the first token of those that it looked at; where that one fits, the next does not. */
    static FoundToken of(SourceText source, SqlParseException error) {
        int offset = source.offset(
                new TextPosition(error.getPos().getLineNum(), error.getPos().getColumnNum()));
        String first = source.tokenAt(offset);
        if (atEnd(error)) {
            int end = source.text().stripTrailing().length();
            return new FoundToken("", source.before(end), source.position(end), following(error, null));
        }
        Set<String> next = following(error, first);
        if (next.isEmpty()) {
            return new FoundToken(first, source.before(offset), source.position(offset), following(error, null));
        }
        int second = source.tokenStart(offset + first.length());
        return new FoundToken(source.tokenAt(second), source.before(second), source.position(second), next);
    }

    private static boolean atEnd(SqlParseException error) {
        return String.valueOf(error.getMessage()).startsWith("Encountered \"<EOF>\"");
    }

    /** Returns which tokens may follow a token here, or may stand here if it is null. */
    private static Set<String> following(SqlParseException error, @Nullable String first) {
        Set<String> names = new TreeSet<>();
        int[][] sequences = error.getExpectedTokenSequences();
        String[] images = error.getTokenImages();
        if (sequences == null || images == null) {
            return names;
        }
        int index = first == null ? 0 : 1;
        Arrays.stream(sequences)
                .filter(sequence -> sequence.length > index)
                .filter(sequence -> first == null || fits(first, images[sequence[0]]))
                .forEach(sequence -> names.add(plain(images[sequence[index]])));
        return names;
    }

    private static boolean fits(String token, String image) {
        return plain(image).equalsIgnoreCase(token);
    }

    private static String plain(String image) {
        return image.startsWith("\"") ? image.substring(1, image.length() - 1) : image;
    }

    /** Returns the token in lower case if it is a word, else nothing. */
    String word() {
        return !image.isEmpty() && Character.isLetter(image.charAt(0)) ? image.toLowerCase(Locale.ROOT) : "";
    }

    /** Whether it is a string or a quoted name that nothing closes. */
    boolean unclosed() {
        return (image.startsWith("'") || image.startsWith("\""))
                && (image.length() == 1 || !image.endsWith(image.substring(0, 1)));
    }

    /** Whether a statement can begin here: at the start, after a semicolon, a parenthesis or a list of WITH. */
    boolean startsStatement() {
        return before.isEmpty()
                || List.of(";", "(").stream().anyMatch(before::endsWith)
                || (before.endsWith(")") && before.toLowerCase(Locale.ROOT).startsWith("with"));
    }

    /** Whether it follows the word FOR. */
    boolean follows(String word) {
        return before.toLowerCase(Locale.ROOT).endsWith(" " + word);
    }

    /** Returns the word right before it in lower case, or nothing. */
    String lastWord() {
        int start = before.length();
        while (start > 0 && Character.isLetter(before.charAt(start - 1))) {
            start--;
        }
        return before.substring(start).toLowerCase(Locale.ROOT);
    }
}

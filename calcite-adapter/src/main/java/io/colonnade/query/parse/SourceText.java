package io.colonnade.query.parse;

import io.colonnade.error.TextPosition;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as the caller wrote it, to find again what an error points at. Lines are counted as JavaCC does: a carriage
 * return, a line feed, or one after the other ends a line.
 */
record SourceText(String text) {
    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*|\\d[\\d.]*|'(?:[^']|'')*'?|\"(?:[^\"]|\"\")*\"?"
                    + "|->>|->|::|<>|!=|<=|>=|\\|\\||(?s:.)");
    private static final Pattern BLANK = Pattern.compile("(?s)(?:\\s|--[^\\r\\n]*|/\\*.*?\\*/)*+");

    /** Returns the index in the text that a position stands for. */
    int offset(TextPosition place) {
        int offset = 0;
        for (int line = 1; line < place.line() && offset < text.length(); line++) {
            while (offset < text.length() && !endsLine(offset)) {
                offset++;
            }
            offset += text.startsWith("\r\n", offset) ? 2 : 1;
        }
        return Math.min(text.length(), offset + place.column() - 1);
    }

    /** Returns the position of an index in the text. */
    TextPosition position(int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            if (endsLine(i) && !text.startsWith("\r\n", i)) {
                line++;
                start = i + 1;
            }
        }
        return new TextPosition(line, offset - start + 1);
    }

    private boolean endsLine(int offset) {
        return text.charAt(offset) == '\n' || text.charAt(offset) == '\r';
    }

    /** Returns the index of the next token at or behind an index; the text's length if there is none. */
    int tokenStart(int offset) {
        Matcher blank = BLANK.matcher(text).region(offset, text.length());
        return blank.lookingAt() ? blank.end() : offset;
    }

    /** Returns the token at an index; empty at the end of the text. */
    String tokenAt(int offset) {
        Matcher token = TOKEN.matcher(text).region(offset, text.length());
        return token.lookingAt() ? token.group() : "";
    }

    /** Returns what stands before an index, without comments and outer blanks. */
    String before(int offset) {
        return text.substring(0, offset)
                .replaceAll("(?s)/\\*.*?\\*/|--[^\\r\\n]*", " ")
                .strip();
    }

    /** Returns the first word of the statement in lower case, or nothing. */
    String firstWord() {
        return tokenAt(tokenStart(0)).toLowerCase(Locale.ROOT);
    }
}

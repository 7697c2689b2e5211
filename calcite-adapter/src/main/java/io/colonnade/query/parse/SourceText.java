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
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*|\\d[\\d.]*|->>|->|::|<>|!=|<=|>=|\\|\\||(?s:.)");

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
        int at = offset;
        int next = afterBlank(at);
        while (next > at) {
            at = next;
            next = afterBlank(at);
        }
        return at;
    }

    /** Returns the index behind the blank or the comment at an index; the index itself if there is neither. */
    private int afterBlank(int at) {
        if (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            return at + 1;
        }
        return afterComment(at);
    }

    private int afterComment(int at) {
        if (text.startsWith("--", at)) {
            int end = at;
            while (end < text.length() && !endsLine(end)) {
                end++;
            }
            return end;
        }
        int close = text.startsWith("/*", at) ? text.indexOf("*/", at + 2) : -1;
        return close < 0 ? at : close + 2;
    }

    /** Returns the token at an index; empty at the end of the text. */
    String tokenAt(int offset) {
        if (offset < text.length() && (text.charAt(offset) == '\'' || text.charAt(offset) == '"')) {
            return text.substring(offset, afterQuoted(offset));
        }
        Matcher token = TOKEN.matcher(text).region(offset, text.length());
        return token.lookingAt() ? token.group() : "";
    }

    /** By hand: an expression for it would recurse over every character of a long text. */
    private int afterQuoted(int offset) {
        char quote = text.charAt(offset);
        int at = offset + 1;
        while (at < text.length() && (text.charAt(at) != quote || text.startsWith("" + quote + quote, at))) {
            at += text.charAt(at) == quote ? 2 : 1;
        }
        return Math.min(text.length(), at + 1);
    }

    /** Returns what stands before an index, without comments and outer blanks. */
    String before(int offset) {
        SourceText part = new SourceText(text.substring(0, offset));
        StringBuilder bare = new StringBuilder();
        boolean closed = true;
        for (int at = 0; at < offset; at++) {
            int end = closed ? part.afterComment(at) : at;
            // Where one comment has no end, none behind it has: looking for it again would take the square of the time.
            closed &= end > at || !part.text().startsWith("/*", at);
            bare.append(end > at ? ' ' : part.text().charAt(at));
            at = Math.max(at, end - 1);
        }
        return bare.toString().strip();
    }

    /** Returns the first word of the statement in lower case, or nothing. */
    String firstWord() {
        return tokenAt(tokenStart(0)).toLowerCase(Locale.ROOT);
    }
}

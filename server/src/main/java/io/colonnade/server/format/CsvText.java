package io.colonnade.server.format;

import java.io.IOException;

/** A text as RFC 4180 has it: in quotes where it needs them. An empty text is quoted, because nothing between two commas is NULL. */
final class CsvText implements CellWriter {
    private static final long QUOTES = EightBytes.all('"');
    private static final long COMMAS = EightBytes.all(',');
    private static final long LINE_FEEDS = EightBytes.all('\n');
    private static final long RETURNS = EightBytes.all('\r');

    private final TextValues texts;

    CsvText(TextValues texts) {
        this.texts = texts;
    }

    /** Returns a text as a field, such as a column's name. */
    static String field(String text) {
        boolean plain =
                !text.isBlank() && text.equals(text.strip()) && text.chars().noneMatch(CsvText::isSpecial);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void write(int row, ByteSink out) throws IOException {
        texts.at(row);
        int length = texts.length();
        if (length > 0 && length <= ByteSink.LARGEST_PIECE) {
            int start = out.room(length);
            texts.copy(0, length, out);
            if (isPlain(out.bytes(), start, length)) {
                return;
            }
            out.truncate(start);
        }
        quoted(length, out);
    }

    private void quoted(int length, ByteSink out) throws IOException {
        out.put('"');
        for (int i = 0; i < length; i++) {
            byte value = texts.get(i);
            if (value == '"') {
                out.put('"');
            }
            out.put(value);
        }
        out.put('"');
    }

    /** Some readers strip spaces that are not quoted. */
    private static boolean isPlain(byte[] bytes, int start, int length) {
        if (bytes[start] == ' ' || bytes[start + length - 1] == ' ') {
            return false;
        }
        int at = start;
        for (; at + Long.BYTES <= start + length; at += Long.BYTES) {
            long word = EightBytes.word(bytes, at);
            long marks = EightBytes.equal(word, QUOTES)
                    | EightBytes.equal(word, COMMAS)
                    | EightBytes.equal(word, LINE_FEEDS)
                    | EightBytes.equal(word, RETURNS);
            if (marks != 0) {
                return false;
            }
        }
        for (; at < start + length; at++) {
            if (isSpecial(bytes[at])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpecial(int value) {
        return value == '"' || value == ',' || value == '\n' || value == '\r';
    }
}

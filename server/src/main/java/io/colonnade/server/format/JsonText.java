package io.colonnade.server.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A text as a JSON string: copied as it is, and only where a character must be escaped gone through byte by byte. */
final class JsonText implements CellWriter {
    private static final long QUOTES = EightBytes.all('"');
    private static final long BACKSLASHES = EightBytes.all('\\');
    private static final byte[][] ESCAPES = escapes();

    private final TextValues texts;

    JsonText(TextValues texts) {
        this.texts = texts;
    }

    private static byte[][] escapes() {
        byte[][] escapes = new byte[1 << Byte.SIZE][];
        for (int value = 0; value < escapes.length; value++) {
            escapes[value] = value < ' '
                    ? String.format("\\u%04x", value).getBytes(StandardCharsets.US_ASCII)
                    : new byte[] {(byte) value};
        }
        for (String pair : new String[] {"\"\"", "\\\\", "\nn", "\rr", "\tt", "\bb", "\ff"}) {
            escapes[pair.charAt(0)] = new byte[] {'\\', (byte) pair.charAt(1)};
        }
        return escapes;
    }

    /** Returns a text as a JSON string. */
    static byte[] string(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('"');
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            out.writeBytes(ESCAPES[value & 0xff]);
        }
        out.write('"');
        return out.toByteArray();
    }

    @Override
    public void write(int row, ByteSink out) throws IOException {
        texts.at(row);
        int length = texts.length();
        out.put('"');
        for (int from = 0; from < length; from += ByteSink.LARGEST_PIECE) {
            piece(from, Math.min(ByteSink.LARGEST_PIECE, length - from), out);
        }
        out.put('"');
    }

    private void piece(int from, int count, ByteSink out) throws IOException {
        int start = out.room(count);
        texts.copy(from, count, out);
        int clean = clean(out.bytes(), start, count);
        if (clean < count) {
            out.truncate(start + clean);
            for (int i = from + clean; i < from + count; i++) {
                out.put(ESCAPES[texts.get(i) & 0xff]);
            }
        }
    }

    /** Returns how many bytes from a place on need no escape. */
    private static int clean(byte[] bytes, int start, int count) {
        int clean = 0;
        for (; clean + Long.BYTES <= count; clean += Long.BYTES) {
            long word = EightBytes.word(bytes, start + clean);
            long marks =
                    EightBytes.control(word) | EightBytes.equal(word, QUOTES) | EightBytes.equal(word, BACKSLASHES);
            if (marks != 0) {
                return clean + EightBytes.first(marks);
            }
        }
        while (clean < count && ESCAPES[bytes[start + clean] & 0xff].length == 1) {
            clean++;
        }
        return clean;
    }
}

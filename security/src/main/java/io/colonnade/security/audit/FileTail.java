package io.colonnade.security.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The end of a file of lines, long enough for its last one. */
final class FileTail {
    static final int LONGEST_LINE = 1024 * 1024;

    private final byte[] bytes;
    private final boolean whole;

    private FileTail(byte[] bytes, boolean whole) {
        this.bytes = bytes;
        this.whole = whole;
    }

    static FileTail of(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return of(file, file.length());
        }
    }

    static FileTail of(RandomAccessFile file, long length) throws IOException {
        byte[] bytes = new byte[(int) Math.min(length, LONGEST_LINE)];
        file.seek(length - bytes.length);
        file.readFully(bytes);
        return new FileTail(bytes, bytes.length == length);
    }

    /** Returns what stands behind the last line end. */
    byte[] torn() throws IOException {
        return Arrays.copyOfRange(bytes, lineStart(bytes.length), bytes.length);
    }

    /** Returns the last line without its line end, if there is one. */
    Optional<String> lastLine() throws IOException {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        if (torn().length > 0) {
            throw new IOException("its last line was cut short");
        }
        int end = bytes.length - 1;
        int start = lineStart(end);
        return Optional.of(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    private int lineStart(int end) throws IOException {
        int start = end;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        if (start == 0 && !whole) {
            throw new IOException("its last line is too long for an audit record; move the file away");
        }
        return start;
    }
}

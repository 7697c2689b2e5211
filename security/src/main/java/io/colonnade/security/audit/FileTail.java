package io.colonnade.security.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return of(channel, channel.size());
        }
    }

    static FileTail of(FileChannel channel, long length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, LONGEST_LINE));
        long position = length - buffer.capacity();
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position + buffer.position());
            if (read < 0) {
                throw new IOException("it shrinks while it is read");
            }
        }
        return new FileTail(buffer.array(), position == 0);
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

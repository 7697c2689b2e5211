package io.colonnade.server.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;

/** A buffer before a stream, of a size that does not grow, in which values are written where they will stand. For one thread. */
final class ByteSink {
    /** The most that {@link #room} makes room for. */
    static final int LARGEST_PIECE = 1 << 14;

    private static final int USUAL_SIZE = 1 << 16;
    private static final int LARGEST_NUMBER = 20;
    private static final byte[] PAIRS = pairs();
    private static final long[] POWERS = powers();

    private final byte[] bytes;
    private final OutputStream out;
    private int length;

    ByteSink(OutputStream out) {
        this(out, USUAL_SIZE);
    }

    /**
     * Creates a buffer.
     *
     * @param size of at least {@link #LARGEST_PIECE}
     */
    ByteSink(OutputStream out, int size) {
        this.out = out;
        this.bytes = new byte[size];
    }

    private static byte[] pairs() {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            pairs.append((char) ('0' + i / 10)).append((char) ('0' + i % 10));
        }
        return pairs.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** Returns ten to the power of an exponent up to 18. */
    static long power(int exponent) {
        return POWERS[exponent];
    }

    /** Makes room for so many bytes, {@link #LARGEST_PIECE} at most, and returns where they begin in {@link #bytes}. */
    int room(int count) throws IOException {
        if (bytes.length - length < count) {
            drain();
        }
        return length;
    }

    /** Returns the buffer, for looking at what was written since room was made for it. */
    byte[] bytes() {
        return bytes;
    }

    /** Takes back what stands behind this place. */
    void truncate(int end) {
        length = end;
    }

    void put(int value) throws IOException {
        int at = room(1);
        bytes[at] = (byte) value;
        length = at + 1;
    }

    void put(byte[] values) throws IOException {
        if (values.length > LARGEST_PIECE) {
            drain();
            out.write(values);
            return;
        }
        int at = room(values.length);
        System.arraycopy(values, 0, bytes, at, values.length);
        length = at + values.length;
    }

    /** Writes a part of an array, {@link #LARGEST_PIECE} at most. */
    void put(byte[] values, int from, int count) throws IOException {
        int at = room(count);
        System.arraycopy(values, from, bytes, at, count);
        length = at + count;
    }

    /** Writes a text of ASCII characters. */
    @SuppressWarnings("deprecation") // Of characters without a second byte, nothing is lost, and no array is made.
    void ascii(String text) throws IOException {
        int at = room(text.length());
        text.getBytes(0, text.length(), bytes, at);
        length = at + text.length();
    }

    /** Copies a piece, {@link #LARGEST_PIECE} at most. */
    void copy(ArrowBuf from, long start, int count) throws IOException {
        int at = room(count);
        from.getBytes(start, bytes, at, count);
        length = at + count;
    }

    /** Writes an integer in decimal digits. */
    void number(long value) throws IOException {
        if (value == Long.MIN_VALUE) {
            ascii("-9223372036854775808");
            return;
        }
        int at = room(LARGEST_NUMBER);
        if (value < 0) {
            bytes[at++] = '-';
        }
        long digits = Math.abs(value);
        length = fill(at, width(digits), digits);
    }

    /** Writes a number that is not negative in so many digits, with zeros before it. */
    void padded(long value, int width) throws IOException {
        length = fill(room(width), width, value);
    }

    private static int width(long value) {
        int width = 1;
        while (width < POWERS.length && value >= POWERS[width]) {
            width++;
        }
        return width;
    }

    private int fill(int at, int width, long value) {
        int end = at + width;
        int next = end;
        long rest = value;
        while (next - at >= 2) {
            int pair = (int) (rest % 100) * 2;
            rest /= 100;
            bytes[--next] = PAIRS[pair + 1];
            bytes[--next] = PAIRS[pair];
        }
        if (next > at) {
            bytes[at] = (byte) ('0' + rest % 10);
        }
        return end;
    }

    private void drain() throws IOException {
        int count = length;
        length = 0;
        out.write(bytes, 0, count);
    }

    /** Hands on what there is. The stream itself is not flushed. */
    void handOn() throws IOException {
        if (length > 0) {
            drain();
        }
    }
}

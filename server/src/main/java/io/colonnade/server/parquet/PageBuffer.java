package io.colonnade.server.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** A page's bytes while they are put together, least significant first. It grows, and all columns use it in turn. */
final class PageBuffer {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int[] numbers = new int[0];

    void clear() {
        length = 0;
    }

    /** Forgets what was put after a place. */
    void cut(int end) {
        length = end;
    }

    int length() {
        return length;
    }

    long memory() {
        return bytes.length + (long) numbers.length * Integer.BYTES;
    }

    /** Returns what has been put; it holds until the buffer is used again. */
    BytesInput content() {
        return BytesInput.from(bytes, 0, length);
    }

    /** Makes room for so many bytes, which the caller then writes into {@link #array} from where this says, and returns that place. */
    int grow(int more) {
        int start = length;
        int end = Math.addExact(length, more);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
        length = end;
        return start;
    }

    /** Returns an array at least so long, for numbers that are to be put; what is in it is anything. */
    int[] numbers(int count) {
        if (numbers.length < count) {
            numbers = new int[count];
        }
        return numbers;
    }

    byte[] array() {
        return bytes;
    }

    void putByte(int value) {
        int at = grow(1);
        bytes[at] = (byte) value;
    }

    void putInt(int value) {
        int at = grow(Integer.BYTES);
        setInt(at, value);
    }

    void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    void setLong(int at, long value) {
        LONG.set(bytes, at, value);
    }

    void put(byte[] source, int offset, int count) {
        int at = grow(count);
        System.arraycopy(source, offset, bytes, at, count);
    }

    /** Puts a number in as few bytes as it needs, seven bits in each. */
    void putVarint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            putByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        putByte(rest);
    }
}

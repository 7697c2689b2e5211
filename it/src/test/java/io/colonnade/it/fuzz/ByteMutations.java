package io.colonnade.it.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Byte strings made of real ones: flipped, cut, spliced, repeated, and with the numbers in them that lengths fear. */
public final class ByteMutations {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        8,
        127,
        128,
        255,
        256,
        0x7fff,
        0x8000,
        0xffff,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0x40000000,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 40
    };

    private ByteMutations() {}

    /** Returns a changed copy; now and then the very same bytes. */
    public static byte[] mutated(byte[] original, List<byte[]> others, RandomGenerator random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(5); i > 0 && bytes.length > 0; i--) {
            bytes = once(bytes, others, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, List<byte[]> others, RandomGenerator random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(10)) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[at] = (byte) random.nextInt(256);
            case 3, 4, 5 -> number(bytes, at, random);
            case 6 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 7 -> {
                byte[] other = TextMutations.pick(others, random);
                int from = random.nextInt(other.length + 1);
                return join(bytes, at, other, from, other.length, at);
            }
            case 8 -> {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(32));
                return join(bytes, to, bytes, at, to, to);
            }
            default -> {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
                return join(bytes, at, new byte[0], 0, 0, to);
            }
        }
        return bytes;
    }

    private static void number(byte[] bytes, int at, RandomGenerator random) {
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes).order(random.nextInt(8) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long number = NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(3) - 1;
        int width = 1 << random.nextInt(4);
        int place = random.nextInt(4) == 0 ? at : at / width * width;
        if (place + width > bytes.length) {
            return;
        }
        switch (width) {
            case 1 -> buffer.put(place, (byte) number);
            case 2 -> buffer.putShort(place, (short) number);
            case 4 -> buffer.putInt(place, (int) number);
            default -> buffer.putLong(place, number);
        }
    }

    private static byte[] join(byte[] bytes, int head, byte[] other, int from, int to, int tail) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, head);
        joined.write(other, from, to - from);
        joined.write(bytes, tail, bytes.length - tail);
        return joined.toByteArray();
    }

    /** Returns bytes as a failure shows them. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

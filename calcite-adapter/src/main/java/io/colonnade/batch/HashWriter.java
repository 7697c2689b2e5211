package io.colonnade.batch;

import io.colonnade.security.policy.KeyedHash;
import io.colonnade.security.policy.MaskKeys;
import java.nio.ByteOrder;
import org.apache.arrow.memory.util.MemoryUtil;

/** The {@code hash} mask: the digest's bytes as hexadecimal digits. */
final class HashWriter extends KeyedWriter {
    private static final int TEXT_BYTES = 2 * KeyedHash.BYTES;
    private static final short[] DIGITS = digits();

    private final KeyedHash hash;
    private final byte[] digest = new byte[KeyedHash.BYTES];

    HashWriter(MaskKeys keys) {
        hash = keys.newHash();
    }

    @Override
    long capacity(long bytes, int rows) {
        return (long) TEXT_BYTES * rows;
    }

    @Override
    int mask(byte[] text, int length, long target) {
        hash.digest(text, length, digest);
        for (int i = 0; i < KeyedHash.BYTES; i++) {
            MemoryUtil.putShort(target + 2L * i, DIGITS[digest[i] & 0xff]);
        }
        return TEXT_BYTES;
    }

    /** Returns both digits of each byte as they stand in memory. */
    private static short[] digits() {
        short[] pairs = new short[256];
        for (int i = 0; i < pairs.length; i++) {
            int high = Character.forDigit(i >> 4, 16);
            int low = Character.forDigit(i & 0xf, 16);
            boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
            pairs[i] = (short) (little ? low << 8 | high : high << 8 | low);
        }
        return pairs;
    }
}

package io.colonnade.batch;

import java.util.Arrays;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * The masks of short texts that one stream has met, one in each slot of a small table, so that columns of few values cost
 * no cryptography. It lives as long as the stream: who could tell from the time that a value came before in it sees the
 * same from the mask. For one thread.
 */
final class RememberedMasks {
    static final int LONGEST_TEXT = 32;

    /** A digest in hexadecimal digits, or 32 bytes and their tag in base64. */
    private static final int MASK_BYTES = 64;

    private static final int SLOT_BITS = 10;
    private static final int SLOTS = 1 << SLOT_BITS;
    /** The fraction of the golden ratio spreads words over the slots. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final byte[] texts = new byte[SLOTS * LONGEST_TEXT];
    private final byte[] textLengths = new byte[SLOTS];
    private final byte[] masks = new byte[SLOTS * MASK_BYTES];
    private final byte[] maskLengths = new byte[SLOTS];

    /** Returns where the mask of a text of at most {@link #LONGEST_TEXT} bytes is, if it is known. */
    static int slot(long address, int length) {
        long hash = length;
        int words = length & -Long.BYTES;
        for (int i = 0; i < words; i += Long.BYTES) {
            hash = (hash ^ MemoryUtil.getLong(address + i)) * SPREAD;
            hash ^= hash >>> 32;
        }
        for (int i = words; i < length; i++) {
            hash = (hash ^ MemoryUtil.getByte(address + i)) * SPREAD;
        }
        return (int) (hash >>> (Long.SIZE - SLOT_BITS));
    }

    /** Puts the mask of a text where it belongs and returns its length; 0 if it is not known. */
    int put(int slot, byte[] text, int length, long target) {
        int start = slot * LONGEST_TEXT;
        if (textLengths[slot] != length || !Arrays.equals(texts, start, start + length, text, 0, length)) {
            return 0;
        }
        MemoryUtil.copyToMemory(masks, (long) slot * MASK_BYTES, target, maskLengths[slot]);
        return maskLengths[slot];
    }

    void remember(int slot, byte[] text, int length, long mask, int maskLength) {
        System.arraycopy(text, 0, texts, slot * LONGEST_TEXT, length);
        textLengths[slot] = (byte) length;
        MemoryUtil.copyFromMemory(mask, masks, (long) slot * MASK_BYTES, maskLength);
        maskLengths[slot] = (byte) maskLength;
    }
}

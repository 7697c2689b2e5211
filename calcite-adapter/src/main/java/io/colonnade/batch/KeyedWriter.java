package io.colonnade.batch;

import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/** Masks of whole texts that are dear to compute; those of short texts are remembered. */
abstract class KeyedWriter extends TextMaskWriter {
    /** A short result is not worth the memory. */
    private static final int FIRST_REMEMBERED = 256;

    private @Nullable RememberedMasks remembered;
    private byte[] text = new byte[256];
    private int count;

    /** Puts the mask of the first bytes of an array where it belongs and returns its length. */
    abstract int mask(byte[] text, int length, long target);

    @Override
    final int put(long address, int length, long target) {
        if (length > text.length) {
            text = new byte[Math.max(length, 2 * text.length)];
        }
        if (length > 0) {
            MemoryUtil.copyFromMemory(address, text, 0, length);
        }
        if (remembered == null && count++ == FIRST_REMEMBERED) {
            remembered = new RememberedMasks();
        }
        return remembered == null || length > RememberedMasks.LONGEST_TEXT
                ? mask(text, length, target)
                : put(remembered, address, length, target);
    }

    private int put(RememberedMasks known, long address, int length, long target) {
        int slot = RememberedMasks.slot(address, length);
        int found = known.put(slot, text, length, target);
        if (found > 0) {
            return found;
        }
        int masked = mask(text, length, target);
        known.remember(slot, text, length, target, masked);
        return masked;
    }
}

package io.colonnade.batch;

import io.colonnade.security.policy.MaskKeys;
import java.util.Arrays;
import org.apache.arrow.memory.util.MemoryUtil;

/** The {@code encrypt} mask. */
final class EncryptWriter extends KeyedWriter {
    private static final int TAG_BYTES = 16;
    private static final int GROUP_BYTES = 3;
    private static final int GROUP_CHARACTERS = 4;

    private final MaskKeys keys;

    EncryptWriter(MaskKeys keys) {
        this.keys = keys;
    }

    /** Each text has its tag, and its last group may have to be filled up. */
    @Override
    long capacity(long bytes, int rows) {
        return (bytes + (long) rows * (TAG_BYTES + GROUP_BYTES)) / GROUP_BYTES * GROUP_CHARACTERS + GROUP_CHARACTERS;
    }

    @Override
    int mask(byte[] text, int length, long target) {
        byte[] encrypted = keys.encrypt(Arrays.copyOf(text, length));
        MemoryUtil.copyToMemory(encrypted, 0, target, encrypted.length);
        return encrypted.length;
    }
}

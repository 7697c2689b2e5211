package io.colonnade.batch;

import org.apache.arrow.memory.util.MemoryUtil;

/** Keeps some characters of UTF-8 text, as PostgreSQL counts them: code points, whatever they look like. */
abstract class CharactersWriter extends TextMaskWriter {
    private static final int MOST_BYTES = 4;
    private static final int SHORT = 64;

    private final int characters;

    CharactersWriter(int characters) {
        this.characters = characters;
    }

    final int characters() {
        return characters;
    }

    @Override
    final long capacity(long bytes, int rows) {
        return Math.min(bytes, (long) MOST_BYTES * characters * rows);
    }

    static boolean isContinuation(byte unit) {
        return (unit & 0xC0) == 0x80;
    }

    /** Copies short texts in words: a call for a few bytes costs more than the bytes. */
    final int copy(long address, int length, long target) {
        if (length > SHORT || address + length + SLACK > limit()) {
            MemoryUtil.copyMemory(address, target, length);
        } else {
            for (int i = 0; i < length; i += Long.BYTES) {
                MemoryUtil.putLong(target + i, MemoryUtil.getLong(address + i));
            }
        }
        return length;
    }
}

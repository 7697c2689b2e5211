package io.colonnade.batch;

import org.apache.arrow.memory.util.MemoryUtil;

/** The {@code last_n} mask: PostgreSQL's {@code right}. */
final class LastCharactersWriter extends CharactersWriter {
    LastCharactersWriter(int characters) {
        super(characters);
    }

    @Override
    int put(long address, int length, long target) {
        int start = length <= characters() ? 0 : start(address, length);
        return copy(address + start, length - start, target);
    }

    private int start(long address, int length) {
        int start = length;
        for (int left = characters(); left > 0 && start > 0; left--) {
            start--;
            while (start > 0 && isContinuation(MemoryUtil.getByte(address + start))) {
                start--;
            }
        }
        return start;
    }
}

package io.colonnade.batch;

import org.apache.arrow.memory.util.MemoryUtil;

/** The {@code first_n} mask: PostgreSQL's {@code left}. */
final class FirstCharactersWriter extends CharactersWriter {
    FirstCharactersWriter(int characters) {
        super(characters);
    }

    @Override
    int put(long address, int length, long target) {
        return copy(address, length <= characters() ? length : kept(address, length), target);
    }

    private int kept(long address, int length) {
        int end = 0;
        for (int left = characters(); left > 0 && end < length; left--) {
            end++;
            while (end < length && isContinuation(MemoryUtil.getByte(address + end))) {
                end++;
            }
        }
        return end;
    }
}

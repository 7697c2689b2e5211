package io.colonnade.server.parquet;

import java.util.Arrays;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;

/** Parquet's hybrid of run lengths and bit packing: long runs of one number as such, the numbers between them packed by eights. */
final class RunLengths {
    private static final int GROUP = 8;
    /** Shorter runs take less room among their neighbours than on their own. */
    private static final int SHORTEST_RUN = 16;

    private RunLengths() {}

    /** Returns how long an array must be for so many numbers: the last ones are packed with others behind them. */
    static int room(int count) {
        return count + GROUP;
    }

    /**
     * Writes numbers.
     *
     * @param numbers as long as {@link #room} says; what is behind the count is overwritten
     * @param width bits in a number, at least one
     */
    static void write(int[] numbers, int count, int width, PageBuffer out) {
        Arrays.fill(numbers, count, room(count), 0);
        int packedFrom = 0;
        int at = 0;
        while (at < count) {
            int end = endOfRun(numbers, at, count);
            if (end - at >= SHORTEST_RUN) {
                pack(numbers, packedFrom, at, width, out);
                writeRun(numbers[at], end - at, width, out);
                at = end;
                packedFrom = end;
            } else {
                at += GROUP;
            }
        }
        pack(numbers, packedFrom, count, width, out);
    }

    /** Writes one number, repeated. */
    static void writeRun(int number, int count, int width, PageBuffer out) {
        out.putVarint(count << 1);
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            out.putByte(number >>> shift);
        }
    }

    /** Writes the head of groups of eight packed numbers, and returns how many groups there are. */
    static int writePackedHead(int count, PageBuffer out) {
        int groups = (count + GROUP - 1) / GROUP;
        out.putVarint(groups << 1 | 1);
        return groups;
    }

    private static int endOfRun(int[] numbers, int from, int count) {
        int end = from + 1;
        while (end < count && numbers[end] == numbers[from]) {
            end++;
        }
        return end;
    }

    private static void pack(int[] numbers, int from, int to, int width, PageBuffer out) {
        if (from >= to) {
            return;
        }
        BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(width);
        int groups = writePackedHead(to - from, out);
        int at = out.grow(groups * width);
        for (int group = 0; group < groups; group++) {
            packer.pack8Values(numbers, from + group * GROUP, out.array(), at + group * width);
        }
    }
}

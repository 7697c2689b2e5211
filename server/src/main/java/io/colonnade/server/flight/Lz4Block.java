package io.colonnade.server.flight;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes blocks of LZ4: literals, and references to equal bytes at most 64 KiB before, found by a table of the places where four
 * bytes were last seen. Fast and not thorough. Keeps its table from block to block; not safe for threads.
 */
final class Lz4Block {
    /** What a block may be longer than its content, besides a byte for each 255. */
    static final int OVERHEAD = 16;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int TABLE_BITS = 14;
    private static final int MULTIPLIER = -1_640_531_535;
    private static final int FARTHEST = 65_535;
    private static final int SHORTEST_MATCH = 4;
    /** The format wants its last bytes as literals, and no match that begins shortly before. */
    private static final int LAST_LITERALS = 5;

    private static final int LAST_MATCH = 12;
    private static final int LONG_LENGTH = 15;
    /** After so many bytes without a match, as a power of two, every other byte is tried, then every third. */
    private static final int PATIENCE = 6;

    private final int[] seen = new int[1 << TABLE_BITS];

    /** Writes a block from a place on, where there is room for it, and returns its end. */
    int compress(byte[] content, int from, int length, byte[] out, int start) {
        Arrays.fill(seen, -1);
        int end = from + length;
        int written = start;
        int literals = from;
        int at = from;
        while (at < end - LAST_MATCH) {
            int four = (int) INTS.get(content, at);
            int slot = (four * MULTIPLIER) >>> (Integer.SIZE - TABLE_BITS);
            int earlier = seen[slot];
            seen[slot] = at;
            if (earlier >= 0 && at - earlier <= FARTHEST && (int) INTS.get(content, earlier) == four) {
                int match = matching(content, earlier, at, end - LAST_LITERALS);
                written = sequence(content, literals, at - literals, out, written, match);
                written = reference(out, written, at - earlier, match);
                at += match;
                literals = at;
            } else {
                at += 1 + ((at - literals) >> PATIENCE);
            }
        }
        return sequence(content, literals, end - literals, out, written, 0);
    }

    private static int matching(byte[] content, int earlier, int at, int end) {
        int length = SHORTEST_MATCH;
        while (at + length < end && content[earlier + length] == content[at + length]) {
            length++;
        }
        return length;
    }

    /** Writes the token and the literals; a match of no length is none, which ends the block. */
    private static int sequence(byte[] content, int from, int literals, byte[] out, int start, int match) {
        int high = Math.min(literals, LONG_LENGTH);
        int low = match == 0 ? 0 : Math.min(match - SHORTEST_MATCH, LONG_LENGTH);
        out[start] = (byte) (high << 4 | low);
        int at = rest(out, start + 1, literals);
        System.arraycopy(content, from, out, at, literals);
        return at + literals;
    }

    private static int reference(byte[] out, int start, int distance, int match) {
        out[start] = (byte) distance;
        out[start + 1] = (byte) (distance >>> 8);
        return rest(out, start + 2, match - SHORTEST_MATCH);
    }

    /** Writes what of a length did not fit into its token. */
    private static int rest(byte[] out, int start, int length) {
        int at = start;
        if (length >= LONG_LENGTH) {
            int left = length - LONG_LENGTH;
            for (; left >= 0xFF; left -= 0xFF) {
                out[at++] = (byte) 0xFF;
            }
            out[at++] = (byte) left;
        }
        return at;
    }
}

package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;

/** UUIDs as PostgreSQL prints them: eight, four, four, four and twelve digits in small letters. */
final class UuidDecoder extends VaryingDecoder {
    private static final int BYTES = 16;
    private static final int CHARACTERS = 36;

    UuidDecoder(ResultColumn column, VaryingBuffers buffers) {
        super(column, buffers);
    }

    @Override
    int decode(long address, int length, int row) {
        BigEndian.checkLength(length, BYTES);
        long target = buffers().room(CHARACTERS);
        MemoryUtil.putLong(target, digits(address));
        putGroups(target + 8, digits(address + 4));
        putGroups(target + 18, digits(address + 8));
        MemoryUtil.putLong(target + 28, digits(address + 12));
        return buffers().put(row, CHARACTERS);
    }

    /** Two groups of four digits, a hyphen before each. */
    private static void putGroups(long target, long digits) {
        MemoryUtil.putByte(target, (byte) '-');
        MemoryUtil.putInt(target + 1, (int) digits);
        MemoryUtil.putByte(target + 5, (byte) '-');
        MemoryUtil.putInt(target + 6, (int) (digits >>> 32));
    }

    /** The eight hexadecimal digits of four bytes, the first in the lowest byte, all at a time. */
    private static long digits(long address) {
        long spread = Integer.toUnsignedLong(MemoryUtil.getInt(address));
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFFL;
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FFL;
        long nibbles = spread >>> 4 & 0x000F_000F_000F_000FL | (spread & 0x000F_000F_000F_000FL) << 8;
        long letters = nibbles + 0x0606_0606_0606_0606L >>> 4 & 0x0101_0101_0101_0101L;
        return nibbles + 0x3030_3030_3030_3030L + letters * ('a' - '0' - 10);
    }
}

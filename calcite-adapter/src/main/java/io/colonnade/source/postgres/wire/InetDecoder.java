package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Addresses and networks as PostgreSQL's own output prints them: family, length of the prefix, whether it is a cidr, number
 * of bytes, the bytes. The prefix is left out of a host's address that is no cidr.
 */
final class InetDecoder extends VaryingDecoder {
    private static final int HEADER_BYTES = 4;
    private static final int MOST_CHARACTERS = 64;
    private static final int VERSION_4 = 2;
    private static final int VERSION_6 = 3;

    private final AsciiPen pen = new AsciiPen();
    private final Inet6Text version6 = new Inet6Text(pen);

    InetDecoder(ResultColumn column, VaryingBuffers buffers) {
        super(column, buffers);
    }

    @Override
    int decode(long address, int length, int row) {
        if (length < HEADER_BYTES) {
            throw new WireFormatException("an address of " + length + " bytes");
        }
        int bytes = bytes(MemoryUtil.getByte(address));
        BigEndian.checkLength(length, HEADER_BYTES + bytes);
        int prefix = Byte.toUnsignedInt(MemoryUtil.getByte(address + 1));
        boolean network = MemoryUtil.getByte(address + 2) != 0;
        if (prefix > bytes * 8 || MemoryUtil.getByte(address + 3) != bytes) {
            throw new WireFormatException("an address whose parts contradict one another");
        }
        pen.begin(buffers().room(MOST_CHARACTERS));
        write(address + HEADER_BYTES, bytes);
        if (network || prefix != bytes * 8) {
            pen.put('/');
            pen.putDecimal(prefix);
        }
        return buffers().put(row, pen.written());
    }

    private static int bytes(byte family) {
        return switch (family) {
            case VERSION_4 -> 4;
            case VERSION_6 -> 16;
            default -> throw new WireFormatException("an address of an unknown family");
        };
    }

    private void write(long address, int bytes) {
        if (bytes == 4) {
            pen.putAddress4(address);
        } else {
            version6.write(address);
        }
    }
}

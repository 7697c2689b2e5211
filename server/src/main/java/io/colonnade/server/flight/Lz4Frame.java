package io.colonnade.server.flight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of an LZ4 frame of independent blocks, without checksums: TCP and TLS have their own. One thread. */
final class Lz4Frame {
    /** How much of the content a block stands for at most. */
    static final int BLOCK_BYTES = 4 << 20;

    private static final int MAGIC = 0x184D2204;
    /** Version 1, independent blocks; blocks of 4 MiB; and the checksum that these two bytes always have. */
    private static final byte[] DESCRIPTOR = {0x60, 0x70, 0x73};

    private static final int STORED = 0x8000_0000;

    private final ByteBuffer bytes;

    /** Creates a frame with room for content that cannot be compressed. */
    Lz4Frame(int contentLength) {
        int blocks = contentLength / BLOCK_BYTES + 1;
        int overhead = 2 * Integer.BYTES + DESCRIPTOR.length + blocks * (Integer.BYTES + Lz4Block.OVERHEAD);
        bytes = ByteBuffer.allocate(contentLength + contentLength / 255 + overhead)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).put(DESCRIPTOR);
    }

    /** Adds a block, as it is if it does not become shorter. */
    void add(Lz4Block blocks, byte[] content, int from, int length) {
        int start = bytes.position() + Integer.BYTES;
        int end = blocks.compress(content, from, length, bytes.array(), start);
        if (end - start < length) {
            bytes.putInt(end - start).position(end);
        } else {
            bytes.putInt(length | STORED).put(content, from, length);
        }
    }

    void end() {
        bytes.putInt(0);
    }

    int length() {
        return bytes.position();
    }

    byte[] bytes() {
        return bytes.array();
    }
}

package io.colonnade.jdbc.ipc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;

/**
 * Reads one LZ4 frame (the format's own specification, version 1.6) whose content's length is known. Every length is checked
 * before anything is copied; checksums, which TCP and TLS have of their own, are passed over. Stateless.
 */
final class Lz4Frame {
    private static final int MAGIC = 0x184D2204;
    private static final int VERSION = 0b0100_0000;
    private static final int VERSION_BITS = 0b1100_0000;
    private static final int BLOCK_CHECKSUM = 0b0001_0000;
    private static final int CONTENT_SIZE = 0b0000_1000;
    private static final int DICTIONARY = 0b0000_0001;
    private static final int STORED = 0x8000_0000;
    private static final int LONG_LENGTH = 15;
    private static final int SHORTEST_MATCH = 4;

    private Lz4Frame() {}

    /** Fills the array with the frame's content. */
    static void decode(ByteBuffer frame, byte[] content) throws SQLException {
        ByteBuffer in = frame.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        try {
            int flags = header(in);
            int at = 0;
            for (int size = in.getInt(); size != 0; size = in.getInt()) {
                ByteBuffer block = in.duplicate();
                block.limit(Math.addExact(in.position(), size & ~STORED));
                in.position(block.limit() + ((flags & BLOCK_CHECKSUM) != 0 ? Integer.BYTES : 0));
                at = (size & STORED) != 0 ? stored(block, content, at) : block(block, content, at);
            }
            if (at != content.length) {
                throw malformed();
            }
        } catch (java.nio.BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw malformed();
        }
    }

    private static int header(ByteBuffer in) throws SQLException {
        int magic = in.getInt();
        int flags = in.get();
        if (magic != MAGIC || (flags & VERSION_BITS) != VERSION || (flags & DICTIONARY) != 0) {
            throw malformed();
        }
        int rest = 2 + ((flags & CONTENT_SIZE) != 0 ? Long.BYTES : 0);
        in.position(in.position() + rest);
        return flags;
    }

    private static int stored(ByteBuffer block, byte[] content, int at) {
        int length = block.remaining();
        block.get(content, at, length);
        return at + length;
    }

    private static int block(ByteBuffer in, byte[] content, int start) throws SQLException {
        int at = start;
        while (in.hasRemaining()) {
            int token = in.get() & 0xFF;
            int literals = length(in, token >>> 4);
            in.get(content, at, literals);
            at += literals;
            if (in.hasRemaining()) {
                int distance = in.get() & 0xFF | (in.get() & 0xFF) << 8;
                at = repeated(content, at, distance, length(in, token & LONG_LENGTH) + SHORTEST_MATCH);
            }
        }
        return at;
    }

    private static int length(ByteBuffer in, int begun) {
        int length = begun;
        if (begun == LONG_LENGTH) {
            int more = 0xFF;
            while (more == 0xFF) {
                more = in.get() & 0xFF;
                length = Math.addExact(length, more);
            }
        }
        return length;
    }

    /** Copies what stands some bytes before, which may reach into what is being written. */
    private static int repeated(byte[] content, int at, int distance, int length) throws SQLException {
        if (distance == 0 || distance > at || length > content.length - at) {
            throw malformed();
        }
        if (distance >= length) {
            System.arraycopy(content, at - distance, content, at, length);
        } else {
            for (int i = at; i < at + length; i++) {
                content[i] = content[i - distance];
            }
        }
        return at + length;
    }

    private static SQLException malformed() {
        return BatchBody.malformed("a compressed buffer is not what it should be");
    }
}

package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.CompressionType;
import org.jspecify.annotations.Nullable;

/** How the buffers of a batch are compressed (Arrow IPC, Message.fbs): each by itself, behind its length. */
enum BodyCompression {
    NONE {
        @Override
        ByteBuffer open(ByteBuffer buffer, long most) {
            return buffer;
        }
    },
    LZ4 {
        @Override
        ByteBuffer open(ByteBuffer buffer, long most) throws SQLException {
            if (!buffer.hasRemaining()) {
                return buffer;
            }
            if (buffer.remaining() < Long.BYTES) {
                throw BatchBody.malformed("a compressed buffer has no length");
            }
            long length = buffer.getLong(buffer.position());
            ByteBuffer data = buffer.duplicate();
            data.position(buffer.position() + Long.BYTES);
            return length == STORED ? data.slice().order(ByteOrder.LITTLE_ENDIAN) : decoded(data, length, most);
        }
    };

    /** In place of a length, where compressing a buffer would have made it longer. */
    private static final long STORED = -1;

    /** No byte of LZ4 stands for more. */
    private static final long MOST_FOR_A_BYTE = 255;

    /** Returns a buffer as it was before; one that says it was longer than the most is refused. */
    abstract ByteBuffer open(ByteBuffer buffer, long most) throws SQLException;

    static BodyCompression of(org.apache.arrow.flatbuf.@Nullable BodyCompression stated) throws SQLException {
        if (stated == null) {
            return NONE;
        }
        if (stated.codec() != CompressionType.LZ4_FRAME || stated.method() != BodyCompressionMethod.BUFFER) {
            throw SqlState.unsupported("record batches that are compressed otherwise than with LZ4");
        }
        return LZ4;
    }

    private static ByteBuffer decoded(ByteBuffer frame, long length, long most) throws SQLException {
        if (length < 0 || length > frame.remaining() * MOST_FOR_A_BYTE || length > most) {
            throw BatchBody.malformed("a compressed buffer states a length that it cannot have");
        }
        byte[] content = new byte[(int) length];
        Lz4Frame.decode(frame, content);
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }
}

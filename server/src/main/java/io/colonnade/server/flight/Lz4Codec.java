package io.colonnade.server.flight;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;

/** Compresses the buffers of batches into LZ4 frames. One stream has one; not safe for threads. */
final class Lz4Codec extends AbstractCompressionCodec {
    private final Lz4Block blocks = new Lz4Block();

    @Override
    protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf buffer) {
        byte[] content = new byte[Math.toIntExact(buffer.writerIndex())];
        buffer.getBytes(0, content);
        Lz4Frame frame = new Lz4Frame(content.length);
        for (int from = 0; from < content.length; from += Lz4Frame.BLOCK_BYTES) {
            frame.add(blocks, content, from, Math.min(Lz4Frame.BLOCK_BYTES, content.length - from));
        }
        frame.end();
        ArrowBuf compressed = allocator.buffer(CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH + frame.length());
        compressed.setBytes(CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH, frame.bytes(), 0, frame.length());
        compressed.writerIndex(CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH + frame.length());
        return compressed;
    }

    @Override
    protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf buffer) {
        throw new UnsupportedOperationException("nobody sends compressed batches to the door");
    }

    @Override
    public CompressionUtil.CodecType getCodecType() {
        return CompressionUtil.CodecType.LZ4_FRAME;
    }
}

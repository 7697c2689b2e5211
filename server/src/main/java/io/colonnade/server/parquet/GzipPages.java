package io.colonnade.server.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** One member of gzip a page. */
final class GzipPages extends PageCompressor {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER = 2 * Integer.BYTES;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final CRC32 checksum = new CRC32();

    GzipPages() {
        super(CompressionCodecName.GZIP);
    }

    /** What does not compress is stored, with five bytes before each 16 KiB or more. */
    @Override
    int most(int count) {
        return Math.addExact(count, HEADER.length + TRAILER + (count >> 10) + 64);
    }

    @Override
    int compress(byte[] bytes, int from, int count, byte[] into) {
        System.arraycopy(HEADER, 0, into, 0, HEADER.length);
        deflater.reset();
        deflater.setInput(bytes, from, count);
        deflater.finish();
        int end = HEADER.length + deflater.deflate(into, HEADER.length, into.length - HEADER.length - TRAILER);
        if (!deflater.finished()) {
            throw new IllegalStateException("A page grows beyond its bound");
        }
        checksum.reset();
        checksum.update(bytes, from, count);
        ByteBuffer.wrap(into)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(end, (int) checksum.getValue())
                .putInt(end + Integer.BYTES, count);
        return end + TRAILER;
    }

    @Override
    public void close() {
        deflater.end();
    }
}

package io.colonnade.batch;

import io.colonnade.security.policy.MaskKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;

/**
 * Writes the keyed hash of each text of a vector into another, without an object per value: a digest is 32 bytes, so
 * the output's size is known beforehand. One thread.
 */
final class HashWriter {
    private static final int DIGEST_BYTES = 32;
    private static final int TEXT_BYTES = 2 * DIGEST_BYTES;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Mac mac;
    private final byte[] digest = new byte[DIGEST_BYTES];
    private final byte[] text = new byte[TEXT_BYTES];
    private byte[] value = new byte[256];

    HashWriter(MaskKey key) {
        mac = key.newMac();
    }

    void write(FieldVector from, FieldVector to, int rows) {
        if (from instanceof BaseLargeVariableWidthVector wide && to instanceof BaseLargeVariableWidthVector target) {
            writeWide(wide, target, rows);
        } else {
            writeNarrow((BaseVariableWidthVector) from, (BaseVariableWidthVector) to, rows);
        }
    }

    private void writeNarrow(BaseVariableWidthVector from, BaseVariableWidthVector to, int rows) {
        to.allocateNew((long) TEXT_BYTES * rows, rows);
        ArrowBuf data = to.getDataBuffer();
        int end = 0;
        for (int row = 0; row < rows; row++) {
            if (!from.isNull(row)) {
                BitVectorHelper.setBit(to.getValidityBuffer(), row);
                hash(from.getDataBuffer(), from.getStartOffset(row), from.getValueLength(row));
                data.setBytes(end, text);
                end += TEXT_BYTES;
            }
            to.getOffsetBuffer().setInt((row + 1L) * BaseVariableWidthVector.OFFSET_WIDTH, end);
        }
        to.setLastSet(rows - 1);
        to.setValueCount(rows);
    }

    private void writeWide(BaseLargeVariableWidthVector from, BaseLargeVariableWidthVector to, int rows) {
        to.allocateNew((long) TEXT_BYTES * rows, rows);
        ArrowBuf data = to.getDataBuffer();
        long end = 0;
        for (int row = 0; row < rows; row++) {
            if (!from.isNull(row)) {
                BitVectorHelper.setBit(to.getValidityBuffer(), row);
                long start = from.getOffsetBuffer().getLong((long) row * BaseLargeVariableWidthVector.OFFSET_WIDTH);
                hash(from.getDataBuffer(), start, from.getValueLength(row));
                data.setBytes(end, text);
                end += TEXT_BYTES;
            }
            to.getOffsetBuffer().setLong((row + 1L) * BaseLargeVariableWidthVector.OFFSET_WIDTH, end);
        }
        to.setLastSet(rows - 1);
        to.setValueCount(rows);
    }

    private void hash(ArrowBuf data, long start, int length) {
        if (length > value.length) {
            value = new byte[Math.max(length, 2 * value.length)];
        }
        if (length > 0) {
            MemoryUtil.copyFromMemory(data.memoryAddress() + start, value, 0, length);
        }
        try {
            mac.update(value, 0, length);
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the digest has its own length", e);
        }
        for (int i = 0; i < DIGEST_BYTES; i++) {
            text[2 * i] = DIGITS[(digest[i] >> 4) & 0xf];
            text[2 * i + 1] = DIGITS[digest[i] & 0xf];
        }
    }
}

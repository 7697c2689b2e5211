package io.colonnade.batch;

import io.colonnade.security.policy.ColumnMask;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;

/** Fills a vector with what the masks show that look at no value. Stateless. */
final class ConstantWriter {
    private static final byte[] REDACTED = ColumnMask.Redact.TEXT.getBytes(StandardCharsets.UTF_8);

    private ConstantWriter() {}

    static void write(ColumnMask mask, FieldVector to, int rows) {
        if (mask instanceof ColumnMask.Redact) {
            redact(to, rows);
        } else if (mask instanceof ColumnMask.Null) {
            writeNulls(to, rows);
        } else {
            throw new IllegalArgumentException("no constant: " + mask.word());
        }
    }

    private static void redact(FieldVector to, int rows) {
        long bytes = (long) REDACTED.length * rows;
        TextBuffers texts = TextBuffers.allocate(to, Math.max(bytes, REDACTED.length), rows);
        texts.putNoNulls(rows);
        MemoryUtil.copyToMemory(REDACTED, 0, texts.data(), REDACTED.length);
        for (long written = REDACTED.length; written < bytes; ) {
            long next = Math.min(written, bytes - written);
            MemoryUtil.copyMemory(texts.data(), texts.data() + written, next);
            written += next;
        }
        for (int row = 1; row <= rows; row++) {
            texts.putOffset(row, (long) row * REDACTED.length);
        }
        texts.finish(rows);
    }

    /** No bytes of whatever was in the memory before may leave under a NULL. */
    private static void writeNulls(FieldVector to, int rows) {
        to.setInitialCapacity(rows);
        to.allocateNew();
        for (ArrowBuf buffer : to.getBuffers(false)) {
            buffer.setZero(0, buffer.capacity());
        }
        to.setValueCount(rows);
    }
}

package io.colonnade.batch;

import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.MaskKeys;
import org.apache.arrow.vector.FieldVector;

/**
 * Puts a mask on each text of a vector, without an object for each: a mask knows beforehand how many bytes it writes at
 * most. NULL stays NULL. For one thread.
 */
abstract class TextMaskWriter {
    /** Texts are copied in words, so that up to a word behind the last one is written to. */
    static final int SLACK = Long.BYTES;

    private long limit;

    /** Returns the writer of a mask on text that needs its value. */
    static TextMaskWriter of(ColumnMask mask, MaskKeys keys) {
        if (mask instanceof ColumnMask.Hash) {
            return new HashWriter(keys);
        }
        if (mask instanceof ColumnMask.Encrypt) {
            return new EncryptWriter(keys);
        }
        if (mask instanceof ColumnMask.FirstN first) {
            return new FirstCharactersWriter(first.characters());
        }
        if (mask instanceof ColumnMask.LastN last) {
            return new LastCharactersWriter(last.characters());
        }
        throw new IllegalArgumentException("no mask of text on arrival: " + mask.word());
    }

    /** Returns how many bytes the masks of some texts have at most. */
    abstract long capacity(long bytes, int rows);

    /** Writes the mask of one text and returns its length. */
    abstract int put(long address, int length, long target);

    final void write(FieldVector from, FieldVector to, int rows) {
        TextBuffers texts = TextBuffers.of(from);
        limit = texts.limit();
        long bytes = rows == 0 ? 0 : texts.offset(rows) - texts.offset(0);
        TextBuffers masks = TextBuffers.allocate(to, capacity(bytes, rows) + SLACK, rows);
        masks.putNullsOf(texts, rows);
        long end = 0;
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row)) {
                long start = texts.offset(row);
                end += put(texts.data() + start, (int) (texts.offset(row + 1) - start), masks.data() + end);
            }
            masks.putOffset(row + 1, end);
        }
        masks.finish(rows);
    }

    /** Returns the address behind the last byte of the texts that may be read. */
    final long limit() {
        return limit;
    }
}

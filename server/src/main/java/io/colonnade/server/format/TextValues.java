package io.colonnade.server.format;

import java.io.IOException;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** The bytes of a column's values, of which it shows one at a time. For one thread. */
interface TextValues {
    /** Moves to the value of a row. */
    void at(int row);

    /** Returns how many bytes the value has. */
    int length();

    /** Returns a byte of the value. */
    byte get(int index);

    /** Writes a piece of the value, {@link ByteSink#LARGEST_PIECE} at most. */
    void copy(int from, int count, ByteSink out) throws IOException;

    /** Returns a piece of the value. */
    byte[] piece(int from, int count);

    /** Writes the value of a row as it is. */
    default void writeAll(int row, ByteSink out) throws IOException {
        at(row);
        int length = length();
        for (int from = 0; from < length; from += ByteSink.LARGEST_PIECE) {
            copy(from, Math.min(ByteSink.LARGEST_PIECE, length - from), out);
        }
    }

    /** Returns the values of a vector: its bytes, or what it has instead as text. */
    static TextValues of(FieldVector vector) {
        return vector instanceof BaseVariableWidthVector || vector instanceof BaseLargeVariableWidthVector
                ? new ArrowTexts(vector)
                : new ObjectTexts(vector);
    }
}

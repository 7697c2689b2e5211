package io.colonnade.server.flight;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;

/**
 * The buffers of one column as a client sent them, and whether every value in them lies inside of them. Reads no byte that
 * it has not found to be there, since nothing below checks. The layouts are those of Arrow's columnar format.
 *
 * @param rows how many values there are, at least one
 * @param nulls how many of them the client says are null
 * @param buffers in the order of the format, the first being the validity
 */
record RowBuffers(int rows, int nulls, List<ArrowBuf> buffers) {
    private static final int VIEW_BYTES = 16;
    private static final int INLINE_BYTES = 12;

    /** Returns how many buffers a column has, besides those that a view points into. */
    static int count(FieldVector vector) {
        if (vector instanceof NullVector) {
            return 0;
        }
        return vector instanceof BaseVariableWidthVector || vector instanceof BaseLargeVariableWidthVector ? 3 : 2;
    }

    /** Returns whether the buffers hold all that a column of this kind reads. */
    boolean fit(FieldVector vector) {
        if (vector instanceof NullVector) {
            return buffers.isEmpty();
        }
        if (!validityFits()) {
            return false;
        }
        ArrowBuf second = buffers.get(1);
        if (vector instanceof BaseFixedWidthVector fixed) {
            long bits = vector instanceof BitVector ? 1 : fixed.getTypeWidth() * 8L;
            return bits * rows <= second.capacity() * 8;
        }
        if (vector instanceof BaseVariableWidthVector) {
            return offsetsFit(Integer.BYTES, at -> second.getInt(at));
        }
        if (vector instanceof BaseLargeVariableWidthVector) {
            return offsetsFit(Long.BYTES, second::getLong);
        }
        return vector instanceof BaseVariableWidthViewVector && viewsFit(second);
    }

    /** It may be absent if all values are null, or none is. */
    private boolean validityFits() {
        long size = buffers.get(0).capacity();
        return size == 0 ? nulls == 0 || nulls == rows : size * 8 >= rows;
    }

    private boolean offsetsFit(int width, LongUnaryOperator offsetAt) {
        if (buffers.get(1).capacity() < (rows + 1L) * width) {
            return false;
        }
        long last = 0;
        for (int i = 0; i <= rows; i++) {
            long offset = offsetAt.applyAsLong((long) i * width);
            if (offset < last) {
                return false;
            }
            last = offset;
        }
        return last <= buffers.get(2).capacity();
    }

    private boolean viewsFit(ArrowBuf views) {
        if (views.capacity() < (long) rows * VIEW_BYTES) {
            return false;
        }
        for (int i = 0; i < rows; i++) {
            if (!viewFits(views, (long) i * VIEW_BYTES)) {
                return false;
            }
        }
        return true;
    }

    /** A view is its length and either the bytes themselves or four of them, a buffer's number and an offset there. */
    private boolean viewFits(ArrowBuf views, long at) {
        int length = views.getInt(at);
        if (length <= INLINE_BYTES) {
            return length >= 0;
        }
        int buffer = views.getInt(at + 8);
        int offset = views.getInt(at + 12);
        return buffer >= 0
                && buffer < buffers.size() - 2
                && offset >= 0
                && (long) offset + length <= buffers.get(buffer + 2).capacity();
    }
}

package io.colonnade.server.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Takes the values of a column out of a vector's memory, each as the bits of one number. What it gives for a NULL is anything. */
interface NumberSource {
    /** Copies the values of some rows, and something for each NULL. */
    void read(int from, int count, Levels levels, int firstLevel, long[] into, int at);

    /** Returns the source of a column whose vector has the same values as the file, of the same width. */
    static NumberSource of(FieldVector vector, PrimitiveTypeName stored) {
        return switch (stored) {
            case INT32, FLOAT ->
                (from, count, levels, firstLevel, into, at) -> {
                    ByteBuffer values = memory(vector, from, count, Integer.BYTES);
                    for (int i = 0; i < count; i++) {
                        into[at + i] = values.getInt(i * Integer.BYTES);
                    }
                };
            case INT64, DOUBLE ->
                (from, count, levels, firstLevel, into, at) ->
                        memory(vector, from, count, Long.BYTES).asLongBuffer().get(into, at, count);
            case BOOLEAN ->
                (from, count, levels, firstLevel, into, at) -> {
                    int first = from >> 3;
                    ByteBuffer bits = memory(vector, first, (from + count + 7 >> 3) - first, 1);
                    for (int i = 0; i < count; i++) {
                        into[at + i] = bits.get((from + i >> 3) - first) >> (from + i & 7) & 1;
                    }
                };
            default -> throw new IllegalArgumentException(stored.name());
        };
    }

    /** Returns the source of a column of decimals of 16 bytes, of which those that are not stored only repeat the sign. */
    static NumberSource ofDecimals(FieldVector vector, PrimitiveTypeName stored) {
        int unused = stored == PrimitiveTypeName.INT32 ? Integer.SIZE : 0;
        return (from, count, levels, firstLevel, into, at) -> {
            ByteBuffer values = memory(vector, from, count, 2 * Long.BYTES);
            long lost = 0;
            for (int i = 0; i < count; i++) {
                long low = values.getLong(2 * i * Long.BYTES);
                long high = values.getLong((2 * i + 1) * Long.BYTES);
                long kept = low << unused >> unused;
                into[at + i] = kept;
                lost |= (kept ^ low | high ^ low >> Long.SIZE - 1) & -levels.bit(firstLevel + i);
            }
            if (lost != 0) {
                throw new IllegalStateException("A decimal has more digits than its column");
            }
        };
    }

    private static ByteBuffer memory(FieldVector vector, int from, int count, int width) {
        return vector.getDataBuffer()
                .nioBuffer((long) from * width, count * width)
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}

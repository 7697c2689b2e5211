package io.colonnade.server.parquet;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** The least and the greatest of values that are bytes, in the order that Parquet has for them. */
final class Extremes {
    private static final int NONE = -1;

    private final PackedBytes values;
    private final boolean signed;
    private int least = NONE;
    private int greatest = NONE;

    /**
     * Looks at no value yet.
     *
     * @param signed whether the values are numbers, with their greatest byte first
     */
    Extremes(PackedBytes values, boolean signed) {
        this.values = values;
        this.signed = signed;
    }

    void add(int index) {
        if (least == NONE) {
            least = index;
            greatest = index;
        } else if (compare(index, least) < 0) {
            least = index;
        } else if (compare(index, greatest) > 0) {
            greatest = index;
        }
    }

    void tell(Statistics<?> statistics) {
        if (least != NONE) {
            statistics.updateStats(Binary.fromConstantByteArray(values.copy(least)));
            statistics.updateStats(Binary.fromConstantByteArray(values.copy(greatest)));
        }
    }

    private int compare(int left, int right) {
        byte[] bytes = values.array();
        if (signed) {
            int byFirst = Byte.compare(bytes[values.start(left)], bytes[values.start(right)]);
            if (byFirst != 0) {
                return byFirst;
            }
        }
        return Arrays.compareUnsigned(
                bytes, values.start(left), values.end(left), bytes, values.start(right), values.end(right));
    }
}

package io.colonnade.server.parquet;

import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column whose values are numbers of at most eight bytes, or true and false. Floating ones are taken as their bits. */
final class NumberPages extends ColumnPages {
    private final NumberSource source;
    private final PrimitiveTypeName stored;
    private final int width;
    private long[] values = new long[1 << 7];
    private int count;
    private LongDictionary dictionary = new LongDictionary();

    NumberPages(
            FieldVector vector,
            ColumnDescriptor column,
            PageLimits limits,
            PageCompressor compressor,
            NumberSource source) {
        super(vector, column, limits, compressor);
        this.source = source;
        this.stored = column.getPrimitiveType().getPrimitiveTypeName();
        this.width =
                stored == PrimitiveTypeName.INT32 || stored == PrimitiveTypeName.FLOAT ? Integer.BYTES : Long.BYTES;
    }

    @Override
    long size(int from, int rows) {
        return (long) rows * width;
    }

    @Override
    void stage(int from, int rows, Levels levels, int firstRow, boolean withNulls) {
        if (count + rows > values.length) {
            values = Arrays.copyOf(values, Math.max(count + rows, 2 * values.length));
        }
        source.read(from, rows, levels, firstRow, values, count);
        count = withNulls ? closeGaps(rows, levels, firstRow) : count + rows;
    }

    private int closeGaps(int rows, Levels levels, int firstRow) {
        int kept = count;
        for (int i = 0; i < rows; i++) {
            values[kept] = values[count + i];
            kept += levels.bit(firstRow + i);
        }
        return kept;
    }

    @Override
    int staged() {
        return count;
    }

    @Override
    long stagedBytes() {
        return (long) count * width;
    }

    @Override
    long stageMemory() {
        return (long) values.length * Long.BYTES + dictionary.memory();
    }

    @Override
    void clearStage() {
        count = 0;
    }

    @Override
    void describe(Statistics<?> statistics) {
        if (stored == PrimitiveTypeName.FLOAT || stored == PrimitiveTypeName.DOUBLE) {
            describeFloating(statistics);
        } else if (count > 0) {
            long least = values[0];
            long greatest = values[0];
            for (int i = 1; i < count; i++) {
                least = Math.min(least, values[i]);
                greatest = Math.max(greatest, values[i]);
            }
            describe(least, statistics);
            describe(greatest, statistics);
        }
    }

    @Override
    void describeEntries(int[] ids, Statistics<?> statistics) {
        describe(statistics);
    }

    private void describe(long value, Statistics<?> statistics) {
        switch (stored) {
            case INT32 -> statistics.updateStats((int) value);
            case INT64 -> statistics.updateStats(value);
            case BOOLEAN -> statistics.updateStats(value != 0);
            default -> throw new IllegalStateException(stored.name());
        }
    }

    /** What is not a number is counted apart, and two zeros are told apart, as the format wants it: by the library. */
    private void describeFloating(Statistics<?> statistics) {
        for (int i = 0; i < count; i++) {
            if (stored == PrimitiveTypeName.FLOAT) {
                statistics.updateStats(Float.intBitsToFloat((int) values[i]));
            } else {
                statistics.updateStats(Double.longBitsToDouble(values[i]));
            }
        }
    }

    @Override
    long unencodedBytes() {
        return 0;
    }

    @Override
    void plain(PageBuffer out) {
        if (stored == PrimitiveTypeName.BOOLEAN) {
            int at = out.grow((count + Byte.SIZE - 1) / Byte.SIZE);
            Arrays.fill(out.array(), at, out.length(), (byte) 0);
            for (int i = 0; i < count; i++) {
                out.array()[at + (i >> 3)] |= (byte) (values[i] << (i & 7));
            }
        } else {
            int at = out.grow(count * width);
            for (int i = 0; i < count; i++) {
                put(values[i], at + i * width, out);
            }
        }
    }

    private void put(long value, int at, PageBuffer out) {
        if (width == Integer.BYTES) {
            out.setInt(at, (int) value);
        } else {
            out.setLong(at, value);
        }
    }

    @Override
    long plainBytes() {
        return stagedBytes();
    }

    @Override
    void addStaged(KeyFilter keys) {
        for (int i = 0; i < count; i++) {
            add(values[i], keys);
        }
    }

    private void add(long value, KeyFilter keys) {
        if (width == Integer.BYTES) {
            keys.add((int) value);
        } else {
            keys.add(value);
        }
    }

    @Override
    boolean startDictionary() {
        dictionary = new LongDictionary();
        return stored != PrimitiveTypeName.BOOLEAN;
    }

    @Override
    boolean find(int[] ids, long mostBytes) {
        return dictionary.find(values, count, (int) (mostBytes / width), ids);
    }

    @Override
    int entries() {
        return dictionary.size();
    }

    @Override
    long entryBytes() {
        return (long) dictionary.size() * width;
    }

    @Override
    void plainEntries(int entries, PageBuffer out) {
        int at = out.grow(entries * width);
        for (int i = 0; i < entries; i++) {
            put(dictionary.key(i), at + i * width, out);
        }
    }

    @Override
    void addEntries(int entries, KeyFilter keys) {
        for (int i = 0; i < entries; i++) {
            add(dictionary.key(i), keys);
        }
    }
}

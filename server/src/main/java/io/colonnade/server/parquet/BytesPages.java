package io.colonnade.server.parquet;

import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column whose values are bytes: texts, binary, or of one fixed width, as are identifiers and long decimals. */
final class BytesPages extends ColumnPages {
    private final ByteSource source;
    private final boolean varying;
    private final boolean signed;
    private final PackedBytes values = new PackedBytes();
    private BytesDictionary dictionary = new BytesDictionary();

    BytesPages(
            FieldVector vector,
            ColumnDescriptor column,
            PageLimits limits,
            PageCompressor compressor,
            ByteSource source) {
        super(vector, column, limits, compressor);
        this.source = source;
        this.varying = type().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        this.signed = type().getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
    }

    @Override
    long size(int from, int rows) {
        return source.size(from, rows);
    }

    @Override
    void stage(int from, int rows, Levels levels, int firstRow, boolean withNulls) {
        source.read(from, rows, levels, firstRow, values);
    }

    @Override
    int staged() {
        return values.count();
    }

    @Override
    long stagedBytes() {
        return values.taken();
    }

    @Override
    long stageMemory() {
        return values.memory() + dictionary.memory();
    }

    @Override
    void clearStage() {
        values.clear();
    }

    @Override
    void describe(Statistics<?> statistics) {
        Extremes extremes = new Extremes(values, signed);
        for (int i = 0; i < values.count(); i++) {
            extremes.add(i);
        }
        extremes.tell(statistics);
    }

    /** An entry is looked at once, however often it occurs. */
    @Override
    void describeEntries(int[] ids, Statistics<?> statistics) {
        boolean[] seen = new boolean[dictionary.size()];
        Extremes extremes = new Extremes(dictionary.keys(), signed);
        for (int i = 0; i < values.count(); i++) {
            if (!seen[ids[i]]) {
                seen[ids[i]] = true;
                extremes.add(ids[i]);
            }
        }
        extremes.tell(statistics);
    }

    @Override
    long unencodedBytes() {
        return varying ? values.taken() : 0;
    }

    @Override
    void plain(PageBuffer out) {
        plain(values, values.count(), out);
    }

    private void plain(PackedBytes from, int count, PageBuffer out) {
        for (int i = 0; i < count; i++) {
            int length = from.end(i) - from.start(i);
            if (varying) {
                out.putInt(length);
            }
            out.put(from.array(), from.start(i), length);
        }
    }

    @Override
    long plainBytes() {
        return bytes(values);
    }

    private long bytes(PackedBytes from) {
        return from.taken() + (varying ? (long) from.count() * Integer.BYTES : 0);
    }

    @Override
    void addStaged(KeyFilter keys) {
        add(values, values.count(), keys);
    }

    private static void add(PackedBytes from, int count, KeyFilter keys) {
        for (int i = 0; i < count; i++) {
            keys.add(Binary.fromConstantByteArray(from.array(), from.start(i), from.end(i) - from.start(i)));
        }
    }

    @Override
    boolean startDictionary() {
        dictionary = new BytesDictionary();
        return true;
    }

    @Override
    boolean find(int[] ids, long mostBytes) {
        return dictionary.find(values, mostBytes, ids);
    }

    @Override
    int entries() {
        return dictionary.size();
    }

    @Override
    long entryBytes() {
        return bytes(dictionary.keys());
    }

    @Override
    void plainEntries(int count, PageBuffer out) {
        plain(dictionary.keys(), count, out);
    }

    @Override
    void addEntries(int count, KeyFilter keys) {
        add(dictionary.keys(), count, keys);
    }
}

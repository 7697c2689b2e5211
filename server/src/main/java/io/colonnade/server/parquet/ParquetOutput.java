package io.colonnade.server.parquet;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes record batches as one Parquet file, with no more than one row group in memory. Calls come in this order, from one thread:
 * {@link #start}, {@link #write} for each batch that the root holds, {@link #finish}, {@link #close}. Without {@code finish} the file
 * has no footer, and no reader takes it for one. The stream is never sought in, and is left open.
 */
public final class ParquetOutput implements AutoCloseable {
    private static final String NAME = "colonnade";
    /** Rows that all columns take before the first of them takes more, so that a row group ends soon after it is full. */
    private static final int STRIDE = 1 << 12;
    /** Where a file is encrypted, row groups and the pages of a column in one of them are numbered by 16 bits with a sign. */
    private static final int NUMBERED = Short.MAX_VALUE;
    /** After which a column may have as many pages more as a stride has rows. */
    private static final int MOST_PAGES = NUMBERED - STRIDE;
    /** After which there may be as many row groups more as a batch fills. */
    private static final int MOST_GROUPS = NUMBERED - (1 << 10);

    private final VectorSchemaRoot root;
    private final ParquetOptions options;
    private final MessageType schema;
    private final List<ParquetColumn> stored;
    private final List<ColumnPages> columns = new ArrayList<>();
    private final PageBuffer buffer = new PageBuffer();
    private final PageCompressor compressor;
    private final ParquetFileWriter file;
    private @Nullable ColumnChunkPageWriteStore group;
    private int groups;
    private long groupRows;

    /**
     * Creates a writer; nothing is written yet.
     *
     * @param root holds the batches, one after the other; the caller owns it
     * @param out takes the bytes; the caller flushes and closes it
     * @throws ColonnadeException INVALID_ARGUMENT if Parquet cannot have such columns
     */
    public ParquetOutput(VectorSchemaRoot root, OutputStream out, ParquetOptions options) throws IOException {
        this.root = root;
        this.options = options;
        this.stored =
                root.getSchema().getFields().stream().map(ParquetColumn::of).toList();
        this.schema = schema(stored);
        this.file = new ParquetFileWriter(
                new StreamedFile(out),
                schema,
                ParquetFileWriter.Mode.CREATE,
                options.rowGroupBytes(),
                0,
                encryption(options.key()),
                ParquetProperties.builder().build());
        this.compressor = options.compression().open();
        try {
            addColumns();
        } catch (RuntimeException | Error e) {
            compressor.close();
            throw e;
        }
    }

    private static @Nullable FileEncryptionProperties encryption(@Nullable ParquetKey key) {
        return key == null ? null : key.forOneFile();
    }

    private void addColumns() {
        PageLimits limits = PageLimits.of(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            ColumnDescriptor column = schema.getColumns().get(i);
            columns.add(stored.get(i).pages(root.getVector(i), column, limits, compressor));
        }
    }

    private static MessageType schema(List<ParquetColumn> columns) {
        Set<String> names = new HashSet<>();
        for (ParquetColumn column : columns) {
            if (!names.add(column.field().getName())) {
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.AMBIGUOUS_COLUMN,
                        "Cannot write the result as Parquet: two columns are named \""
                                + column.field().getName() + "\"; give each a name of its own");
            }
        }
        return new MessageType(
                NAME, columns.stream().<Type>map(ParquetColumn::schema).toList());
    }

    /** Writes what stands before the first row. */
    public void start() throws IOException {
        file.start();
    }

    /** Takes the rows that the root holds now, and writes the row groups that they fill. */
    public void write() throws IOException {
        columns.forEach(ColumnPages::nextBatch);
        int at = 0;
        while (at < root.getRowCount()) {
            int count = (int) Math.min(Math.min(STRIDE, root.getRowCount() - at), options.rowGroupRows() - groupRows);
            add(at, count);
            at += count;
        }
    }

    private void add(int from, int count) throws IOException {
        if (group == null) {
            group = begin();
        }
        for (ColumnPages column : columns) {
            column.add(from, count, buffer);
        }
        groupRows += count;
        if (isGroupFull()) {
            end(group);
        }
    }

    private boolean isGroupFull() {
        return groupRows >= options.rowGroupRows()
                || written() >= options.rowGroupBytes()
                || columns.stream().anyMatch(column -> column.pageCount() > MOST_PAGES);
    }

    private ColumnChunkPageWriteStore begin() {
        ColumnChunkPageWriteStore begun = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(schema)
                .withAllocator(new HeapByteBufferAllocator())
                .withFileEncryptor(file.getEncryptor())
                .withRowGroupOrdinal(groups)
                .build();
        for (int i = 0; i < columns.size(); i++) {
            ColumnDescriptor column = columns.get(i).column();
            boolean filtered = options.keyFilters() && stored.get(i).isKey();
            columns.get(i)
                    .begin(
                            begun.getPageWriter(column),
                            filtered ? new KeyFilter(begun.getBloomFilterWriter(column)) : null);
        }
        return begun;
    }

    private void end(ColumnChunkPageWriteStore full) throws IOException {
        for (ColumnPages column : columns) {
            column.end(buffer);
        }
        file.startBlock(groupRows);
        full.flushToFileWriter(file);
        file.endBlock();
        full.close();
        group = null;
        groups++;
        groupRows = 0;
    }

    /** Returns whether there are so many row groups that the next rows had better go into another file. */
    public boolean isFull() {
        return groups > MOST_GROUPS;
    }

    /** Writes the last row group and the footer, which makes the file one. */
    public void finish() throws IOException {
        if (group != null) {
            end(group);
        }
        file.end(FooterMetadata.of(root.getSchema(), stored));
    }

    private long written() {
        return columns.stream().mapToLong(ColumnPages::written).sum();
    }

    /** Returns how many bytes of memory are taken for rows that have not left yet. */
    public long held() {
        if (group == null) {
            return 0;
        }
        return columns.stream().mapToLong(ColumnPages::held).sum() + buffer.memory() + compressor.memory();
    }

    @Override
    public void close() {
        if (group != null) {
            group.close();
        }
        compressor.close();
    }
}

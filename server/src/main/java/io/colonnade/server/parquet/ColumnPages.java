package io.colonnade.server.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * One column on its way into the file: rows are collected until they fill a page, and a page is encoded at once, with a dictionary
 * as long as that takes less room. Not thread-safe.
 */
abstract class ColumnPages {
    /** Such a dictionary is worth it without a trial. */
    private static final int SMALL_DICTIONARY = 1 << 12;

    private final FieldVector vector;
    private final ColumnDescriptor column;
    private final PageLimits limits;
    private final PageCompressor compressor;
    private final Levels levels;
    private @Nullable PageWriter pages;
    private @Nullable KeyFilter filter;
    private boolean encodesWithDictionary;
    /** How many entries of the dictionary pages refer to; later ones are not written. */
    private int usedEntries;

    private int pageCount;
    private boolean hasNulls;

    ColumnPages(FieldVector vector, ColumnDescriptor column, PageLimits limits, PageCompressor compressor) {
        this.vector = vector;
        this.column = column;
        this.limits = limits;
        this.compressor = compressor;
        this.levels = new Levels(column.getPrimitiveType().getRepetition() == Repetition.OPTIONAL);
    }

    /** Begins a row group. */
    final void begin(PageWriter writer, @Nullable KeyFilter keys) {
        pages = writer;
        filter = keys;
        pageCount = 0;
        usedEntries = 0;
        encodesWithDictionary = startDictionary();
    }

    /** Says that the vector has another batch. */
    final void nextBatch() {
        hasNulls = vector.getNullCount() > 0;
    }

    /** Adds rows of the vector, and writes the pages that they fill. */
    final void add(int from, int count, PageBuffer buffer) throws IOException {
        int at = from;
        int end = from + count;
        while (at < end) {
            int part = fitting(at, Math.min(end - at, limits.rows() - levels.rows()));
            addToPage(at, part);
            at += part;
            if (levels.rows() >= limits.rows() || stagedBytes() >= limits.bytes()) {
                writePage(buffer);
            }
        }
    }

    private void addToPage(int from, int count) {
        int first = levels.rows();
        if (hasNulls) {
            levels.add(vector, from, count);
        } else {
            levels.addSet(count);
        }
        stage(from, count, levels, first, hasNulls);
    }

    /** Returns how many of the next rows go into the page: one at least, and not many more bytes than a page has. */
    private int fitting(int from, int most) {
        int count = most;
        while (count > 1 && stagedBytes() + size(from, count) > limits.bytes()) {
            count /= 2;
        }
        return count;
    }

    private void writePage(PageBuffer buffer) throws IOException {
        buffer.clear();
        levels.write(buffer);
        Encoding encoding = encode(buffer);
        Statistics<?> statistics = Statistics.createStats(type());
        if (encoding.usesDictionary()) {
            describeEntries(buffer.numbers(staged()), statistics);
        } else {
            describe(statistics);
        }
        statistics.incrementNumNulls(levels.nulls());
        SizeStatistics size = new SizeStatistics(type(), unencodedBytes(), List.of(), List.of());
        pages().writePage(
                        buffer.content(),
                        levels.rows(),
                        levels.rows(),
                        statistics,
                        size,
                        null,
                        Encoding.RLE,
                        Encoding.RLE,
                        encoding);
        levels.clear();
        clearStage();
        pageCount++;
    }

    private Encoding encode(PageBuffer buffer) {
        if (encodesWithDictionary && staged() > 0) {
            int[] ids = buffer.numbers(RunLengths.room(staged()));
            encodesWithDictionary =
                    find(ids, limits.dictionaryBytes()) && (usedEntries > 0 || isWorthwhile(ids, buffer));
            if (encodesWithDictionary) {
                usedEntries = entries();
                identified(ids, buffer);
                return Encoding.RLE_DICTIONARY;
            }
            if (usedEntries == 0) {
                // What was looked up for nothing gives its memory back.
                startDictionary();
            }
        }
        if (filter != null) {
            addStaged(filter);
        }
        plain(buffer);
        return Encoding.PLAIN;
    }

    private void identified(int[] ids, PageBuffer buffer) {
        int width = width(entries());
        buffer.putByte(width);
        RunLengths.write(ids, staged(), width, buffer);
    }

    /** Says by the first page of a row group whether a dictionary saves room, also once everything is compressed. */
    private boolean isWorthwhile(int[] ids, PageBuffer buffer) {
        if (entryBytes() + (long) staged() * width(entries()) / Byte.SIZE >= plainBytes()) {
            return false;
        }
        if (entryBytes() < SMALL_DICTIONARY) {
            return true;
        }
        int start = buffer.length();
        identified(ids, buffer);
        plainEntries(entries(), buffer);
        int withDictionary = compressor.size(buffer, start);
        buffer.cut(start);
        plain(buffer);
        int without = compressor.size(buffer, start);
        buffer.cut(start);
        return withDictionary < without;
    }

    private static int width(int entries) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(entries - 1));
    }

    /** Ends the row group. */
    final void end(PageBuffer buffer) throws IOException {
        if (levels.rows() > 0) {
            writePage(buffer);
        }
        if (usedEntries > 0) {
            buffer.clear();
            plainEntries(usedEntries, buffer);
            pages().writeDictionaryPage(new DictionaryPage(buffer.content(), usedEntries, Encoding.PLAIN));
            if (filter != null) {
                addEntries(usedEntries, filter);
            }
        }
        if (filter != null) {
            filter.write();
        }
    }

    /** Returns how many bytes the column's pages of this row group have. */
    final long written() {
        return pages().getMemSize();
    }

    /** Returns how many pages the column has in this row group. */
    final int pageCount() {
        return pageCount;
    }

    /** Returns how much memory the column takes. */
    final long held() {
        return stageMemory() + written() + (filter == null ? 0 : filter.memory());
    }

    final ColumnDescriptor column() {
        return column;
    }

    final PrimitiveType type() {
        return column.getPrimitiveType();
    }

    private PageWriter pages() {
        if (pages == null) {
            throw new IllegalStateException("No row group has begun");
        }
        return pages;
    }

    /** Returns how many bytes rows will take on the page, roughly. */
    abstract long size(int from, int count);

    /** Collects the values of rows. */
    abstract void stage(int from, int count, Levels rows, int firstRow, boolean withNulls);

    /** Returns how many values are collected. */
    abstract int staged();

    abstract long stagedBytes();

    abstract long stageMemory();

    abstract void clearStage();

    /** Tells the statistics of what is collected: least, greatest, how many are not numbers. */
    abstract void describe(Statistics<?> statistics);

    /** Tells the same of the entries of the dictionary that what is collected refers to. */
    abstract void describeEntries(int[] ids, Statistics<?> statistics);

    /** Returns the bytes of a column of texts or bytes, as the size statistics count them; 0 for others. */
    abstract long unencodedBytes();

    abstract void plain(PageBuffer out);

    abstract long plainBytes();

    abstract void addStaged(KeyFilter keys);

    /** Begins a dictionary, and returns whether there is one for such values. */
    abstract boolean startDictionary();

    /** Finds what is collected in the dictionary, or adds it; returns false if it does not fit. */
    abstract boolean find(int[] ids, long mostBytes);

    abstract int entries();

    abstract long entryBytes();

    abstract void plainEntries(int count, PageBuffer out);

    abstract void addEntries(int count, KeyFilter keys);
}

package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;

/**
 * Moves one column's values from PostgreSQL's binary format into its vector, by raw addresses. One small class for each pair
 * of a database type and a column type; {@code ColumnDecoders} chooses it once a result. For one thread.
 *
 * <p>A batch is {@link #begin}, one {@link #decode} or {@link #decodeNull} a row from row 0 on, {@link #finish}. The row that
 * was decoded last may be left out of the batch by finishing with fewer rows; it is then decoded again into the next.
 */
abstract class ColumnDecoder {
    private final ResultColumn column;

    ColumnDecoder(ResultColumn column) {
        this.column = column;
    }

    /** Returns the column, for the wording of what does not fit. */
    final ResultColumn column() {
        return column;
    }

    /** Makes room for a batch of at most so many rows, every one of them valid until it is said to be NULL. */
    abstract void begin(int rows);

    /**
     * Decodes one value.
     *
     * @param address of its first byte; {@code length} bytes from there on may be read
     * @param length its bytes, 0 or more, in no way trusted
     * @return the bytes that the value takes beyond its column's fixed width
     * @throws io.colonnade.error.ColonnadeException CONTRACT_VIOLATION or INVALID_ARGUMENT if it does not fit the column
     * @throws WireFormatException if it is not what PostgreSQL sends for its type
     */
    abstract int decode(long address, int length, int row);

    /** Takes NULL, and leaves zeros in the place of the value: memory is used again and must not show what it held. */
    final void decodeNull(int row) {
        if (!column.nullable()) {
            throw Misfit.nullValue(column);
        }
        writeNull(row);
    }

    abstract void writeNull(int row);

    /** Hands the first rows over to the vector. */
    abstract void finish(int rows);
}

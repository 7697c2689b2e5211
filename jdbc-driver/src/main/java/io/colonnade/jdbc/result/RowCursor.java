package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ColumnReader;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Walks the rows of a source one by one, up to a limit, and lets go of the source as soon as there is no more to read. */
final class RowCursor implements AutoCloseable {
    private final BatchSource source;
    private final long limit;
    private final ColumnReader[] columns;
    private int row = -1;
    private int rowsInBatch;
    private long position;
    private boolean finished;
    private volatile boolean closed;
    private boolean handedOver;

    /** A limit of zero is none. */
    RowCursor(BatchSource source, long limit) {
        this.source = source;
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
        this.columns = source.columns().toArray(new ColumnReader[0]);
    }

    boolean next() throws SQLException {
        if (closed) {
            throw SqlState.INVALID_CURSOR_STATE.exception("Cannot read rows: the result was closed meanwhile");
        }
        if (finished) {
            return refuseIfHandedOver();
        }
        if (position == limit || !advance()) {
            finished = true;
            source.close();
            return false;
        }
        position++;
        return true;
    }

    private boolean refuseIfHandedOver() throws SQLException {
        if (handedOver) {
            throw SqlState.INVALID_CURSOR_STATE.exception("Cannot read rows: the result is read as Arrow");
        }
        return false;
    }

    /** Hands the whole result over to a reader of Arrow. */
    ArrowChannel arrow(ResultSet owner) throws SQLException {
        if (position > 0 || finished) {
            throw SqlState.INVALID_CURSOR_STATE.exception(
                    "Cannot read the result as Arrow: it is asked for once, and before the first row");
        }
        ArrowChannel channel = new ArrowChannel(source, owner, limit);
        finished = true;
        handedOver = true;
        return channel;
    }

    private boolean advance() throws SQLException {
        row++;
        while (row >= rowsInBatch) {
            rowsInBatch = source.nextBatch();
            row = 0;
            if (rowsInBatch < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the reader of a column, counted from 1. */
    ColumnReader column(int index) throws SQLException {
        if (index < 1 || index > columns.length) {
            throw SqlState.INVALID_INDEX.exception("Invalid column index: " + index + " (the result has "
                    + columns.length + " columns, counted from 1)");
        }
        return columns[index - 1];
    }

    ColumnReader[] columns() {
        return columns;
    }

    /** Returns the current row's index in its batch. */
    int row() throws SQLException {
        if (position == 0 || finished) {
            throw SqlState.INVALID_CURSOR_STATE.exception(
                    position == 0
                            ? "Cannot read a value: call next() before the first row"
                            : "Cannot read a value: the result has no more rows");
        }
        return row;
    }

    /** Returns the current row's number, counted from 1; 0 where there is no current row. */
    long position() {
        return finished ? 0 : position;
    }

    /** Tells whether there are rows and none of them has been read. */
    boolean isBeforeFirst() throws SQLException {
        if (position > 0 || finished) {
            return false;
        }
        if (rowsInBatch == 0) {
            rowsInBatch = source.nextBatch();
        }
        return rowsInBatch > 0;
    }

    /** Tells whether the current row is the last, for which the next batch may have to arrive first. */
    boolean isLast() throws SQLException {
        if (position == 0 || finished) {
            return false;
        }
        return position == limit || (row == rowsInBatch - 1 && !source.hasNextBatch());
    }

    /** Tells whether there were rows and all of them have been read. */
    boolean isAfterLast() {
        return finished && position > 0;
    }

    /** May come from any thread: one that reads must not take it for the end of the rows. */
    @Override
    public void close() {
        closed = true;
        source.close();
    }
}

package io.colonnade.source.jdbc;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.RunningStatement;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a JDBC result set: the general way, for every database that has a driver. Threads as its interface says. */
public final class JdbcStatement implements RunningStatement {
    private final List<ResultColumn> columns;
    private final JdbcRows rows;
    private final int batchRows;
    private @Nullable RowCursor cursor;

    /**
     * Creates a statement.
     *
     * @param columns what the statement returns, in order
     * @param batchRows how many rows a batch has at most
     */
    public JdbcStatement(List<ResultColumn> columns, JdbcRows rows, int batchRows) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.batchRows = batchRows;
    }

    @Override
    public int fill(VectorSchemaRoot root) throws SQLException {
        if (cursor == null) {
            cursor = RowCursor.over(rows.open(), columns, root, batchRows);
        }
        return cursor.fill();
    }

    @Override
    public void cancel() {
        rows.cancel();
    }

    @Override
    public ColonnadeException translate(SQLException failure) {
        return rows.translate(failure);
    }

    @Override
    public long bytesRead() {
        return cursor == null ? 0 : cursor.bytesRead();
    }

    @Override
    public void close() {
        rows.close();
    }

    @Override
    public void abandon() {
        rows.abandon();
    }
}

package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import java.net.URL;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** Refuses what a forward-only result does not have: scrolling, named cursors, and types that no column is of. */
abstract class UnsupportedResultSet extends ReadOnlyResultSet {
    @Override
    public final Ref getRef(int column) throws SQLException {
        throw SqlState.unsupported("getRef");
    }

    @Override
    public final URL getURL(int column) throws SQLException {
        throw SqlState.unsupported("getURL; use getString");
    }

    @Override
    public final RowId getRowId(int column) throws SQLException {
        throw SqlState.unsupported("getRowId");
    }

    @Override
    public final SQLXML getSQLXML(int column) throws SQLException {
        throw SqlState.unsupported("getSQLXML");
    }

    @Override
    public final String getCursorName() throws SQLException {
        throw SqlState.unsupported("named cursors");
    }

    @Override
    public final void beforeFirst() throws SQLException {
        throw scrolling();
    }

    @Override
    public final void afterLast() throws SQLException {
        throw scrolling();
    }

    @Override
    public final boolean first() throws SQLException {
        throw scrolling();
    }

    @Override
    public final boolean last() throws SQLException {
        throw scrolling();
    }

    @Override
    public final boolean absolute(int row) throws SQLException {
        throw scrolling();
    }

    @Override
    public final boolean relative(int rows) throws SQLException {
        throw scrolling();
    }

    @Override
    public final boolean previous() throws SQLException {
        throw scrolling();
    }

    @Override
    public final void refreshRow() throws SQLException {
        throw scrolling();
    }

    private static SQLException scrolling() {
        return SqlState.unsupported(
                "scrolling: rows come while the server reads them, first to last; read with next(), or query again");
    }
}

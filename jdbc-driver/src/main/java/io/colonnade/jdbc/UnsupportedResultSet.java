package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** Refuses what a forward-only result of flat columns does not have: scrolling, locators and the types of SQL/OLB. */
abstract class UnsupportedResultSet extends ReadOnlyResultSet {
    @Override
    public final Ref getRef(int column) throws SQLException {
        throw SqlState.unsupported("getRef");
    }

    @Override
    public final Blob getBlob(int column) throws SQLException {
        throw SqlState.unsupported("getBlob; use getBytes or getBinaryStream");
    }

    @Override
    public final Clob getClob(int column) throws SQLException {
        throw SqlState.unsupported("getClob; use getString or getCharacterStream");
    }

    @Override
    public final NClob getNClob(int column) throws SQLException {
        throw SqlState.unsupported("getNClob; use getString or getCharacterStream");
    }

    @Override
    public final Array getArray(int column) throws SQLException {
        throw SqlState.unsupported("getArray; use getObject, which answers with a List");
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
        return SqlState.unsupported("scrolling in a forward-only result");
    }
}

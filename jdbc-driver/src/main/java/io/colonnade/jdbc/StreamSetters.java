package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.result.StreamContents;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The setters that take streams and locators. A parameter is sent whole, so they read the content at once: as text or as
 * bytes it is bound like any other. A length of a stream is the most that is read of it; that of a locator is exact.
 */
abstract class StreamSetters extends ColonnadeStatement implements PreparedStatement {
    StreamSetters(ColonnadeConnection connection, Duration timeout) {
        super(connection, timeout);
    }

    /** Binds a value of java.lang, java.math or java.time, or bytes. */
    abstract void set(int index, @Nullable Object value) throws SQLException;

    @Override
    public final void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
        set(index, value == null ? null : new String(StreamContents.bytes(value), StandardCharsets.US_ASCII));
    }

    @Override
    public final void setAsciiStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setAsciiStream(index, value, (long) length);
    }

    @Override
    public final void setAsciiStream(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, value == null ? null : new String(StreamContents.bytes(value, length), StandardCharsets.US_ASCII));
    }

    @Override
    @Deprecated
    public final void setUnicodeStream(int index, @Nullable InputStream value, int length) throws SQLException {
        throw SqlState.unsupported("setUnicodeStream; use setCharacterStream");
    }

    @Override
    public final void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
        set(index, value == null ? null : StreamContents.bytes(value));
    }

    @Override
    public final void setBinaryStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setBinaryStream(index, value, (long) length);
    }

    @Override
    public final void setBinaryStream(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, value == null ? null : StreamContents.bytes(value, length));
    }

    @Override
    public final void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
        set(index, value == null ? null : StreamContents.text(value));
    }

    @Override
    public final void setCharacterStream(int index, @Nullable Reader value, int length) throws SQLException {
        setCharacterStream(index, value, (long) length);
    }

    @Override
    public final void setCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, value == null ? null : StreamContents.text(value, length));
    }

    @Override
    public final void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
        set(index, value == null ? null : StreamContents.text(value));
    }

    @Override
    public final void setNCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, value == null ? null : StreamContents.text(value, length));
    }

    @Override
    public final void setBlob(int index, @Nullable Blob value) throws SQLException {
        set(index, value == null ? null : StreamContents.bytes(value));
    }

    @Override
    public final void setBlob(int index, @Nullable InputStream value) throws SQLException {
        set(index, value == null ? null : StreamContents.bytes(value));
    }

    @Override
    public final void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, value == null ? null : StreamContents.exactBytes(value, length));
    }

    @Override
    public final void setClob(int index, @Nullable Clob value) throws SQLException {
        set(index, value == null ? null : StreamContents.text(value));
    }

    @Override
    public final void setClob(int index, @Nullable Reader value) throws SQLException {
        set(index, value == null ? null : StreamContents.text(value));
    }

    @Override
    public final void setClob(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, value == null ? null : StreamContents.exactText(value, length));
    }

    @Override
    public final void setNClob(int index, @Nullable NClob value) throws SQLException {
        set(index, value == null ? null : StreamContents.text(value));
    }

    @Override
    public final void setNClob(int index, @Nullable Reader value) throws SQLException {
        set(index, value == null ? null : StreamContents.text(value));
    }

    @Override
    public final void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, value == null ? null : StreamContents.exactText(value, length));
    }
}

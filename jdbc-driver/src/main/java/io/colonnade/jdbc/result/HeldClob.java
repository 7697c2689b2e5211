package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Text as a JDBC locator: a copy that outlives its row, which a program may also fill itself to bind it. Positions count
 * characters of Java from 1. Not safe for threads.
 */
public final class HeldClob implements NClob {
    private @Nullable String text;

    /** Creates a value that holds a text. */
    public HeldClob(String text) {
        this.text = text;
    }

    private String held() throws SQLException {
        if (text == null) {
            throw SqlState.OBJECT_NOT_IN_STATE.exception("Cannot use the Clob: it has been freed");
        }
        return text;
    }

    @Override
    public long length() throws SQLException {
        return held().length();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        Locators.checkStart(position, held().length());
        Locators.checkLength(length);
        int start = (int) position - 1;
        return held().substring(start, start + Math.min(length, held().length() - start));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(held());
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        Locators.checkRange(position, length, held().length());
        return new StringReader(getSubString(position, (int) length));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(held().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public long position(String pattern, long start) throws SQLException {
        Locators.checkStart(start, held().length());
        int at = held().indexOf(pattern, (int) start - 1);
        return at < 0 ? -1 : at + 1L;
    }

    @Override
    public long position(Clob pattern, long start) throws SQLException {
        return position(StreamContents.text(pattern), start);
    }

    @Override
    public int setString(long position, String source) throws SQLException {
        return setString(position, source, 0, source.length());
    }

    @Override
    public int setString(long position, String source, int offset, int length) throws SQLException {
        String old = held();
        Locators.checkStart(position, old.length());
        int start = (int) position - 1;
        String tail = old.substring(Math.min(old.length(), Math.addExact(start, length)));
        text = old.substring(0, start) + source.substring(offset, offset + length) + tail;
        return length;
    }

    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        Locators.checkStart(position, held().length());
        return new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                store(position, toString(StandardCharsets.US_ASCII));
            }
        };
    }

    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        Locators.checkStart(position, held().length());
        return new StringWriter() {
            @Override
            public void close() throws IOException {
                store(position, toString());
            }
        };
    }

    private void store(long position, String written) throws IOException {
        try {
            setString(position, written);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void truncate(long length) throws SQLException {
        Locators.checkRange(1, length, held().length());
        text = held().substring(0, (int) length);
    }

    @Override
    public void free() {
        text = null;
    }
}

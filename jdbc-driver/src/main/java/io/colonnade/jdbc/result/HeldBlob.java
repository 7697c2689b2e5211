package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a JDBC locator: a copy that outlives its row, which a program may also fill itself to bind it. Positions count
 * from 1. Not safe for threads.
 */
public final class HeldBlob implements Blob {
    private byte @Nullable [] bytes;

    /** Creates a value that holds some bytes. */
    public HeldBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    private byte[] held() throws SQLException {
        if (bytes == null) {
            throw SqlState.OBJECT_NOT_IN_STATE.exception("Cannot use the Blob: it has been freed");
        }
        return bytes;
    }

    @Override
    public long length() throws SQLException {
        return held().length;
    }

    @Override
    public byte[] getBytes(long position, int length) throws SQLException {
        Locators.checkStart(position, held().length);
        Locators.checkLength(length);
        int start = (int) position - 1;
        return Arrays.copyOfRange(held(), start, start + Math.min(length, held().length - start));
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(held());
    }

    @Override
    public InputStream getBinaryStream(long position, long length) throws SQLException {
        Locators.checkRange(position, length, held().length);
        return new ByteArrayInputStream(held(), (int) position - 1, (int) length);
    }

    @Override
    public long position(byte[] pattern, long start) throws SQLException {
        Locators.checkStart(start, held().length);
        for (int at = (int) start - 1; at <= held().length - pattern.length; at++) {
            if (Arrays.equals(held(), at, at + pattern.length, pattern, 0, pattern.length)) {
                return at + 1L;
            }
        }
        return -1;
    }

    @Override
    public long position(Blob pattern, long start) throws SQLException {
        return position(StreamContents.bytes(pattern), start);
    }

    @Override
    public int setBytes(long position, byte[] source) throws SQLException {
        return setBytes(position, source, 0, source.length);
    }

    @Override
    public int setBytes(long position, byte[] source, int offset, int length) throws SQLException {
        byte[] old = held();
        Locators.checkStart(position, old.length);
        int start = (int) position - 1;
        byte[] written = Arrays.copyOf(old, Math.max(old.length, Math.addExact(start, length)));
        System.arraycopy(source, offset, written, start, length);
        bytes = written;
        return length;
    }

    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        Locators.checkStart(position, held().length);
        return new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                try {
                    setBytes(position, toByteArray());
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    @Override
    public void truncate(long length) throws SQLException {
        Locators.checkRange(1, length, held().length);
        bytes = Arrays.copyOf(held(), (int) length);
    }

    @Override
    public void free() {
        bytes = null;
    }
}

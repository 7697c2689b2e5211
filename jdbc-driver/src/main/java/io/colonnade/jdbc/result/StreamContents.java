package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;

/** Reads what a program binds as a stream or locator. Failures never show the content. Stateless. */
public final class StreamContents {
    private StreamContents() {}

    public static byte[] bytes(InputStream stream) throws SQLException {
        return bytes(stream, Integer.MAX_VALUE);
    }

    /** Reads at most that many bytes. */
    public static byte[] bytes(InputStream stream, long length) throws SQLException {
        int most = notNegative(length);
        try {
            return stream.readNBytes(most);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    public static byte[] exactBytes(InputStream stream, long length) throws SQLException {
        byte[] bytes = bytes(stream, length);
        checkLength(bytes.length, length);
        return bytes;
    }

    public static byte[] bytes(Blob blob) throws SQLException {
        return exactBytes(blob.getBinaryStream(), blob.length());
    }

    public static String text(Reader reader) throws SQLException {
        return text(reader, Integer.MAX_VALUE);
    }

    /** Reads at most that many characters, and leaves the rest in the reader. */
    public static String text(Reader reader, long length) throws SQLException {
        int left = notNegative(length);
        StringWriter text = new StringWriter();
        char[] buffer = new char[Math.min(left, 8192)];
        try {
            while (left > 0) {
                int read = reader.read(buffer, 0, Math.min(left, buffer.length));
                if (read < 0) {
                    break;
                }
                text.write(buffer, 0, read);
                left -= read;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return text.toString();
    }

    public static String exactText(Reader reader, long length) throws SQLException {
        String text = text(reader, length);
        checkLength(text.length(), length);
        return text;
    }

    public static String text(Clob clob) throws SQLException {
        return exactText(clob.getCharacterStream(), clob.length());
    }

    private static int notNegative(long length) throws SQLException {
        if (length < 0) {
            throw SqlState.INVALID_PARAMETER.exception("Invalid length: " + length + " (must not be negative)");
        }
        return (int) Math.min(Integer.MAX_VALUE, length);
    }

    private static void checkLength(int found, long stated) throws SQLException {
        if (found != stated) {
            throw SqlState.INVALID_PARAMETER.exception(
                    "Cannot bind a stream: it ends after " + found + " of " + stated + " units");
        }
    }

    private static SQLException unreadable(IOException e) {
        return SqlState.INVALID_PARAMETER.exception("Cannot bind a stream: it cannot be read", e);
    }
}

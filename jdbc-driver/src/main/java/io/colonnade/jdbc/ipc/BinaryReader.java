package io.colonnade.jdbc.ipc;

import java.sql.SQLException;

/** Bytes; their text is hexadecimal as PostgreSQL writes it. */
final class BinaryReader extends ColumnReader {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private final VariableWidth values;

    BinaryReader(ArrowField field) {
        super(field);
        this.values = new VariableWidth(field);
    }

    @Override
    void loadValues(BatchBody body, int rows) throws SQLException {
        values.load(body, rows);
    }

    @Override
    public Object value(int row) throws SQLException {
        return values.bytes(row);
    }

    @Override
    public byte[] bytesValue(int row) throws SQLException {
        return values.bytes(row);
    }

    @Override
    public String stringValue(int row) throws SQLException {
        return hexadecimal(values.bytes(row));
    }

    static String hexadecimal(byte[] bytes) {
        StringBuilder text = new StringBuilder(2 + 2 * bytes.length).append("\\x");
        for (byte b : bytes) {
            text.append(DIGITS[(b >> 4) & 0xF]).append(DIGITS[b & 0xF]);
        }
        return text.toString();
    }
}

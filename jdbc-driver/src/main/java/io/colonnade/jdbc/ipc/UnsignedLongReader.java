package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** Unsigned 64-bit numbers: the upper half does not fit a long. */
final class UnsignedLongReader extends ColumnReader {
    private ByteBuffer values = ByteBuffer.allocate(0);

    UnsignedLongReader(ArrowField field) {
        super(field);
    }

    @Override
    void loadValues(BatchBody body, int rows) throws SQLException {
        values = body.nextBuffer(rows * 8L);
    }

    @Override
    public Object value(int row) {
        long bits = values.getLong(row << 3);
        return bits >= 0 ? BigInteger.valueOf(bits) : new BigInteger(Long.toUnsignedString(bits));
    }

    @Override
    public long longValue(int row) throws SQLException {
        long bits = values.getLong(row << 3);
        if (bits < 0) {
            throw outOfRange("a long");
        }
        return bits;
    }

    @Override
    public double doubleValue(int row) {
        return ((BigInteger) value(row)).doubleValue();
    }

    @Override
    public float floatValue(int row) {
        return ((BigInteger) value(row)).floatValue();
    }

    @Override
    public BigDecimal decimalValue(int row) {
        return new BigDecimal((BigInteger) value(row));
    }

    @Override
    public boolean booleanValue(int row) throws SQLException {
        long bits = values.getLong(row << 3);
        return truth(bits == 1, bits == 0);
    }
}

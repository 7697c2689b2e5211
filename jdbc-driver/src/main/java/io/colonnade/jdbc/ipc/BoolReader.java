package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** Booleans, one bit each. */
final class BoolReader extends ColumnReader {
    private ByteBuffer bits = ByteBuffer.allocate(0);

    BoolReader(ArrowField field) {
        super(field);
    }

    @Override
    void loadValues(BatchBody body, int rows) throws SQLException {
        bits = body.nextBuffer((rows + 7L) / 8);
    }

    @Override
    public Object value(int row) {
        return booleanValue(row);
    }

    @Override
    public boolean booleanValue(int row) {
        return (bits.get(row >> 3) & (1 << (row & 7))) != 0;
    }

    @Override
    public long longValue(int row) {
        return booleanValue(row) ? 1 : 0;
    }

    @Override
    public double doubleValue(int row) {
        return longValue(row);
    }

    @Override
    public BigDecimal decimalValue(int row) {
        return BigDecimal.valueOf(longValue(row));
    }
}

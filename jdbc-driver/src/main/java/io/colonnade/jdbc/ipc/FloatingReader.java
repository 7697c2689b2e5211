package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** Floating-point numbers. What is no number is no long and no decimal either, and is refused as such. */
abstract class FloatingReader extends ColumnReader {
    private final int width;
    ByteBuffer values = ByteBuffer.allocate(0);

    FloatingReader(ArrowField field, int width) {
        super(field);
        this.width = width;
    }

    @Override
    final void loadValues(BatchBody body, int rows) throws SQLException {
        values = body.nextBuffer((long) rows * width);
    }

    @Override
    public abstract double doubleValue(int row);

    @Override
    public long longValue(int row) throws SQLException {
        double value = doubleValue(row);
        if (!(value >= Long.MIN_VALUE && value < 0x1p63)) {
            throw outOfRange("a whole number");
        }
        return (long) value;
    }

    @Override
    public BigDecimal decimalValue(int row) throws SQLException {
        if (!java.lang.Double.isFinite(doubleValue(row))) {
            throw outOfRange("a decimal");
        }
        return new BigDecimal(stringValue(row));
    }

    @Override
    public boolean booleanValue(int row) throws SQLException {
        double value = doubleValue(row);
        return truth(value == 1, value == 0);
    }

    static final class Single extends FloatingReader {
        Single(ArrowField field) {
            super(field, 4);
        }

        @Override
        public Object value(int row) {
            return values.getFloat(row << 2);
        }

        @Override
        public double doubleValue(int row) {
            return values.getFloat(row << 2);
        }

        @Override
        public float floatValue(int row) {
            return values.getFloat(row << 2);
        }
    }

    static final class Double extends FloatingReader {
        Double(ArrowField field) {
            super(field, 8);
        }

        @Override
        public Object value(int row) {
            return doubleValue(row);
        }

        @Override
        public double doubleValue(int row) {
            return values.getDouble(row << 3);
        }
    }
}

package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** Whole numbers that fit a long; a small class for each width, so that a getter has no switch in its way. */
abstract class WholeNumberReader extends ColumnReader {
    private final int width;
    ByteBuffer values = ByteBuffer.allocate(0);

    WholeNumberReader(ArrowField field, int width) {
        super(field);
        this.width = width;
    }

    @Override
    final void loadValues(BatchBody body, int rows) throws SQLException {
        values = body.nextBuffer((long) rows * width);
    }

    @Override
    public abstract long longValue(int row);

    @Override
    public Object value(int row) {
        return (int) longValue(row);
    }

    @Override
    public String stringValue(int row) {
        return Long.toString(longValue(row));
    }

    @Override
    public double doubleValue(int row) {
        return longValue(row);
    }

    @Override
    public float floatValue(int row) {
        return longValue(row);
    }

    @Override
    public BigDecimal decimalValue(int row) {
        return BigDecimal.valueOf(longValue(row));
    }

    @Override
    public boolean booleanValue(int row) throws SQLException {
        long value = longValue(row);
        return truth(value == 1, value == 0);
    }

    static final class Int8 extends WholeNumberReader {
        Int8(ArrowField field) {
            super(field, 1);
        }

        @Override
        public long longValue(int row) {
            return values.get(row);
        }
    }

    static final class Int16 extends WholeNumberReader {
        Int16(ArrowField field) {
            super(field, 2);
        }

        @Override
        public long longValue(int row) {
            return values.getShort(row << 1);
        }
    }

    static final class Int32 extends WholeNumberReader {
        Int32(ArrowField field) {
            super(field, 4);
        }

        @Override
        public long longValue(int row) {
            return values.getInt(row << 2);
        }
    }

    static final class Int64 extends WholeNumberReader {
        Int64(ArrowField field) {
            super(field, 8);
        }

        @Override
        public long longValue(int row) {
            return values.getLong(row << 3);
        }

        @Override
        public Object value(int row) {
            return longValue(row);
        }
    }

    static final class UInt8 extends WholeNumberReader {
        UInt8(ArrowField field) {
            super(field, 1);
        }

        @Override
        public long longValue(int row) {
            return values.get(row) & 0xFFL;
        }
    }

    static final class UInt16 extends WholeNumberReader {
        UInt16(ArrowField field) {
            super(field, 2);
        }

        @Override
        public long longValue(int row) {
            return values.getShort(row << 1) & 0xFFFFL;
        }
    }

    static final class UInt32 extends WholeNumberReader {
        UInt32(ArrowField field) {
            super(field, 4);
        }

        @Override
        public long longValue(int row) {
            return values.getInt(row << 2) & 0xFFFFFFFFL;
        }

        @Override
        public Object value(int row) {
            return longValue(row);
        }
    }
}

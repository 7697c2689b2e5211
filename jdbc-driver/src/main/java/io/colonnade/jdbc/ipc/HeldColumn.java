package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of rows that the driver holds: metadata, and the elements of arrays. Its values are those that
 * {@link ColumnReader#value} hands out, and can be read as what they are.
 */
final class HeldColumn extends ColumnReader {
    private final List<@Nullable Object[]> rows;
    private final int index;

    HeldColumn(ArrowField field, List<@Nullable Object[]> rows, int index) {
        super(field);
        this.rows = rows;
        this.index = index;
    }

    @Override
    void loadValues(BatchBody body, int count) {
        throw new IllegalStateException("held rows are not loaded");
    }

    @Override
    public boolean isNull(int row) {
        return rows.get(row)[index] == null;
    }

    @Override
    public Object value(int row) throws SQLException {
        Object value = rows.get(row)[index];
        if (value == null) {
            throw unreadable("a value");
        }
        return value;
    }

    @Override
    public String stringValue(int row) throws SQLException {
        Object value = value(row);
        if (value instanceof byte[]) {
            return BinaryReader.hexadecimal((byte[]) value);
        }
        if (value instanceof BigDecimal) {
            return ((BigDecimal) value).toPlainString();
        }
        return value instanceof Temporal ? TemporalText.format((Temporal) value) : value.toString();
    }

    @Override
    public long longValue(int row) throws SQLException {
        BigInteger whole = decimalValue(row).toBigInteger();
        if (whole.bitLength() >= Long.SIZE) {
            throw outOfRange("a long");
        }
        return whole.longValue();
    }

    @Override
    public double doubleValue(int row) throws SQLException {
        Object value = value(row);
        return value instanceof Number
                ? ((Number) value).doubleValue()
                : decimalValue(row).doubleValue();
    }

    @Override
    public BigDecimal decimalValue(int row) throws SQLException {
        Object value = value(row);
        if (value instanceof Boolean) {
            return (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (!(value instanceof Number || value instanceof String)) {
            return super.decimalValue(row);
        }
        try {
            return NumberText.parse(value.toString());
        } catch (NumberFormatException e) {
            throw unreadable("a number");
        } catch (ArithmeticException e) {
            throw outOfRange("a number");
        }
    }

    @Override
    public boolean booleanValue(int row) throws SQLException {
        Object value = value(row);
        if (value instanceof Boolean) {
            return (Boolean) value;
        }
        BigDecimal number = decimalValue(row);
        return truth(number.compareTo(BigDecimal.ONE) == 0, number.signum() == 0);
    }

    @Override
    public byte[] bytesValue(int row) throws SQLException {
        Object value = value(row);
        return value instanceof byte[] ? ((byte[]) value).clone() : super.bytesValue(row);
    }

    @Override
    public Temporal temporalValue(int row) throws SQLException {
        Object value = value(row);
        return value instanceof Temporal ? (Temporal) value : super.temporalValue(row);
    }
}

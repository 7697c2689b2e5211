package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** Decimals of 128 and 256 bits; those that fit a long, which is nearly all, are made without a BigInteger. */
final class DecimalReader extends ColumnReader {
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final int width;
    private final int scale;
    private ByteBuffer values = ByteBuffer.allocate(0);

    DecimalReader(ArrowField field) {
        super(field);
        this.width = field.detail().byteWidth();
        this.scale = field.detail().scale();
    }

    @Override
    void loadValues(BatchBody body, int rows) throws SQLException {
        values = body.nextBuffer((long) rows * width);
    }

    @Override
    public BigDecimal decimalValue(int row) {
        int at = row * width;
        long low = values.getLong(at);
        return isSignExtension(at, low >> 63) ? BigDecimal.valueOf(low, scale) : wide(at);
    }

    private boolean isSignExtension(int at, long sign) {
        for (int i = 8; i < width; i += 8) {
            if (values.getLong(at + i) != sign) {
                return false;
            }
        }
        return true;
    }

    private BigDecimal wide(int at) {
        byte[] bigEndian = new byte[width];
        for (int i = 0; i < width; i++) {
            bigEndian[i] = values.get(at + width - 1 - i);
        }
        return new BigDecimal(new BigInteger(bigEndian), scale);
    }

    @Override
    public Object value(int row) {
        return decimalValue(row);
    }

    @Override
    public String stringValue(int row) {
        return decimalValue(row).toPlainString();
    }

    @Override
    public long longValue(int row) throws SQLException {
        BigDecimal whole = decimalValue(row).setScale(0, RoundingMode.DOWN);
        if (whole.compareTo(LEAST) < 0 || whole.compareTo(GREATEST) > 0) {
            throw outOfRange("a long");
        }
        return whole.longValue();
    }

    @Override
    public double doubleValue(int row) {
        return decimalValue(row).doubleValue();
    }

    @Override
    public float floatValue(int row) throws SQLException {
        float value = decimalValue(row).floatValue();
        if (Float.isInfinite(value)) {
            throw outOfRange("a float");
        }
        return value;
    }

    @Override
    public boolean booleanValue(int row) throws SQLException {
        BigDecimal value = decimalValue(row);
        return truth(value.compareTo(BigDecimal.ONE) == 0, value.signum() == 0);
    }
}

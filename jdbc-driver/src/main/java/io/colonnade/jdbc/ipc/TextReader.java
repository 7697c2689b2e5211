package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text, which JDBC lets a caller read as whatever it spells. */
final class TextReader extends ColumnReader {
    private static final String INFINITY = "Infinity";
    /** What PostgreSQL writes; Java would also read {@code 1d} and {@code 0x1p3}. */
    private static final Pattern FLOATING =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|NaN|[-+]?" + INFINITY);

    private final VariableWidth values;

    TextReader(ArrowField field) {
        super(field);
        this.values = new VariableWidth(field);
    }

    @Override
    void loadValues(BatchBody body, int rows) throws SQLException {
        values.load(body, rows);
    }

    @Override
    public Object value(int row) throws SQLException {
        return values.text(row);
    }

    @Override
    public String stringValue(int row) throws SQLException {
        return values.text(row);
    }

    @Override
    public byte[] bytesValue(int row) throws SQLException {
        return stringValue(row).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public BigDecimal decimalValue(int row) throws SQLException {
        try {
            return NumberText.parse(stringValue(row));
        } catch (NumberFormatException e) {
            throw unreadable("a number");
        } catch (ArithmeticException e) {
            throw outOfRange("a number");
        }
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
        String text = stringValue(row).trim();
        if (!FLOATING.matcher(text).matches()) {
            throw unreadable("a floating-point number");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value) && !text.endsWith(INFINITY)) {
            throw outOfRange("a floating-point number");
        }
        return value;
    }

    @Override
    public float floatValue(int row) throws SQLException {
        double wide = doubleValue(row);
        narrowed(wide);
        return Float.parseFloat(stringValue(row).trim());
    }

    @Override
    public boolean booleanValue(int row) throws SQLException {
        switch (stringValue(row).trim().toLowerCase(Locale.ROOT)) {
            case "true":
            case "t":
            case "yes":
            case "y":
            case "on":
            case "1":
                return true;
            case "false":
            case "f":
            case "no":
            case "n":
            case "off":
            case "0":
                return false;
            default:
                throw unreadable("a boolean");
        }
    }

    @Override
    public Temporal temporalValue(int row) throws SQLException {
        return TemporalText.parse(stringValue(row)).orElseThrow(() -> unreadable("a date or time"));
    }
}

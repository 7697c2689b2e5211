package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of one batch after the other. A result set chooses it once per column and asks {@link #isNull} before
 * a value. Each type has a subclass that answers what its values can become; the rest is refused here, by name. Not safe
 * for threads: a result set is read by one thread at a time.
 *
 * <p>Layout: Arrow columnar format, version 1.x, "Physical Memory Layout".
 */
public abstract class ColumnReader {
    private final ArrowField field;
    private @Nullable ByteBuffer validity;
    private int length;

    protected ColumnReader(ArrowField field) {
        this.field = field;
    }

    public final ArrowField field() {
        return field;
    }

    /** Takes this column's node and buffers from a batch, in the order of the format. */
    void load(BatchBody body) throws SQLException {
        BatchBody.Node node = nodeOf(body);
        validity = body.nextValidity(node);
        loadValues(body, node.length());
    }

    /** Takes this column's node, which says how many values there are. */
    final BatchBody.Node nodeOf(BatchBody body) throws SQLException {
        BatchBody.Node node = body.nextNode();
        length = node.length();
        return node;
    }

    /** Returns how many values the batch holds of this column. */
    final int length() {
        return length;
    }

    /** Checks that there are values for so many rows. */
    final void checkLength(int rows) throws SQLException {
        if (length < rows) {
            throw BatchBody.malformed("a column is shorter than its batch");
        }
    }

    /** Takes the buffers that follow the validity bitmap. */
    abstract void loadValues(BatchBody body, int rows) throws SQLException;

    public boolean isNull(int row) {
        return validity != null && (validity.get(row >> 3) & (1 << (row & 7))) == 0;
    }

    /** Returns the value as {@code getObject} hands it out, with java.time for what has to do with time. */
    public abstract Object value(int row) throws SQLException;

    /** Returns the value or, where there is none, null. */
    public final @Nullable Object valueOrNull(int row) throws SQLException {
        return isNull(row) ? null : value(row);
    }

    public String stringValue(int row) throws SQLException {
        return value(row).toString();
    }

    public long longValue(int row) throws SQLException {
        throw unreadable("a whole number");
    }

    public double doubleValue(int row) throws SQLException {
        throw unreadable("a floating-point number");
    }

    /** Returns the float that is nearest to the value; rounding to a double first could miss it. */
    public float floatValue(int row) throws SQLException {
        return narrowed(doubleValue(row));
    }

    protected final float narrowed(double value) throws SQLException {
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw outOfRange("a float");
        }
        return narrow;
    }

    public BigDecimal decimalValue(int row) throws SQLException {
        throw unreadable("a decimal");
    }

    public boolean booleanValue(int row) throws SQLException {
        throw unreadable("a boolean");
    }

    /** One is true and zero is false; any other number is no boolean. */
    protected final boolean truth(boolean isOne, boolean isZero) throws SQLException {
        if (!isOne && !isZero) {
            throw SqlState.INVALID_CONVERSION.exception(
                    "Cannot read column " + field.name() + " as a boolean: the value is neither 0 nor 1");
        }
        return isOne;
    }

    public byte[] bytesValue(int row) throws SQLException {
        throw unreadable("bytes");
    }

    /** Returns the instant that a value is, in whichever zone it is shown; null where the type is none of instants. */
    public @Nullable Instant instantValue(int row) throws SQLException {
        return null;
    }

    /** Returns a LocalDate, LocalTime, LocalDateTime or OffsetDateTime. */
    public Temporal temporalValue(int row) throws SQLException {
        throw unreadable("a date or time");
    }

    protected final SQLException unreadable(String wanted) {
        return SqlState.INVALID_CONVERSION.exception("Cannot read column " + field.name() + " as " + wanted
                + ": its type is " + field.kind().typeName());
    }

    protected final SQLException outOfRange(String wanted) {
        return SqlState.NUMERIC_OUT_OF_RANGE.exception(
                "Cannot read column " + field.name() + " as " + wanted + ": the value does not fit");
    }
}

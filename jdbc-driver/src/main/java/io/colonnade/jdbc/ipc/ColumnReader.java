package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.SQLException;
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

    protected ColumnReader(ArrowField field) {
        this.field = field;
    }

    public final ArrowField field() {
        return field;
    }

    /** Takes this column's node and buffers from a batch, in the order of the format. */
    void load(BatchBody body) throws SQLException {
        BatchBody.Node node = body.nextNode();
        validity = body.nextValidity(node);
        loadValues(body, node.length());
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

    public BigDecimal decimalValue(int row) throws SQLException {
        throw unreadable("a decimal");
    }

    public boolean booleanValue(int row) throws SQLException {
        throw unreadable("a boolean");
    }

    public byte[] bytesValue(int row) throws SQLException {
        throw unreadable("bytes");
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

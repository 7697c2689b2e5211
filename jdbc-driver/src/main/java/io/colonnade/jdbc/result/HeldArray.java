package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import io.colonnade.jdbc.ipc.ColumnReader;
import io.colonnade.jdbc.ipc.HeldRows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a list column as JDBC hands out arrays: a copy that outlives its row. Elements are what
 * {@code getObject} gives for a column of their type. Not safe for threads.
 */
final class HeldArray implements Array {
    private final ArrowField element;
    private @Nullable List<@Nullable Object> values;

    /** Takes the elements as {@link ColumnReader#value} hands them out. */
    HeldArray(ArrowField element, List<@Nullable Object> values) {
        this.element = element;
        this.values = values;
    }

    private List<@Nullable Object> held() throws SQLException {
        if (values == null) {
            throw SqlState.OBJECT_NOT_IN_STATE.exception("Cannot use the Array: it has been freed");
        }
        return values;
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        held();
        return ColumnShape.typeName(element);
    }

    @Override
    public int getBaseType() throws SQLException {
        held();
        return element.kind().sqlType();
    }

    @Override
    public Object getArray() throws SQLException {
        return elements(1, held().size());
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        Locators.checkRange(index, count, held().size());
        return elements(index, count);
    }

    private Object elements(long index, int count) throws SQLException {
        HeldRows rows = rows(index, count);
        ColumnReader reader = rows.columns().get(1);
        boolean nested = element.kind().sqlType() == java.sql.Types.ARRAY;
        Object array = java.lang.reflect.Array.newInstance(
                nested ? Object.class : element.kind().javaClass(), count);
        for (int row = 0; row < count; row++) {
            if (!reader.isNull(row)) {
                Object value = ValueConversion.defaultObject(reader, row);
                java.lang.reflect.Array.set(array, row, nested ? ((Array) value).getArray() : value);
            }
        }
        return array;
    }

    private HeldRows rows(long index, int count) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = (int) index; i < index + count; i++) {
            rows.add(new @Nullable Object[] {i, held().get(i - 1)});
        }
        return new HeldRows(List.of(ArrowField.of("INDEX", ArrowKind.INT32), element.named("VALUE")), rows);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return new ColonnadeResultSet(rows(1, held().size()), null, 0);
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        Locators.checkRange(index, count, held().size());
        return new ColonnadeResultSet(rows(index, count), null, 0);
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
        checkPlain(map);
        return getArray();
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        checkPlain(map);
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
        checkPlain(map);
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        checkPlain(map);
        return getResultSet(index, count);
    }

    static void checkPlain(@Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw SqlState.unsupported("type maps");
        }
    }

    @Override
    public void free() {
        values = null;
    }

    @Override
    public String toString() {
        return values == null ? "freed" : values.toString();
    }
}

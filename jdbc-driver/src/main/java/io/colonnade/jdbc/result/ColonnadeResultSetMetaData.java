package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a result's columns by their Arrow fields alone; what the fields do not say, {@link ColumnShape} derives. */
public final class ColonnadeResultSetMetaData implements ResultSetMetaData, Unwrapping {
    private final List<ArrowField> fields;

    /** Creates the description of columns in their order. */
    public ColonnadeResultSetMetaData(List<ArrowField> fields) {
        this.fields = fields;
    }

    private ArrowField field(int column) throws SQLException {
        if (column < 1 || column > fields.size()) {
            throw SqlState.INVALID_INDEX.exception("Invalid column index: " + column + " (the result has "
                    + fields.size() + " columns, counted from 1)");
        }
        return fields.get(column - 1);
    }

    private ArrowKind kind(int column) throws SQLException {
        return field(column).kind();
    }

    @Override
    public int getColumnCount() {
        return fields.size();
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return field(column).name();
    }

    @Override
    public String getColumnName(int column) throws SQLException {
        return ColumnShape.columnName(field(column));
    }

    @Override
    public String getCatalogName(int column) throws SQLException {
        return stated(column, ColumnShape.CATALOG_NAME);
    }

    @Override
    public String getSchemaName(int column) throws SQLException {
        return stated(column, ColumnShape.SCHEMA_NAME);
    }

    @Override
    public String getTableName(int column) throws SQLException {
        return stated(column, ColumnShape.TABLE_NAME);
    }

    private String stated(int column, String key) throws SQLException {
        @Nullable String value = field(column).metadata(key);
        return value == null ? "" : value;
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        return kind(column).sqlType();
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        return ColumnShape.typeName(field(column));
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        return kind(column).javaClass().getName();
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return ColumnShape.precision(field(column));
    }

    @Override
    public int getScale(int column) throws SQLException {
        return ColumnShape.scale(field(column));
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        return ColumnShape.displaySize(field(column));
    }

    @Override
    public int isNullable(int column) throws SQLException {
        return field(column).nullable() ? columnNullable : columnNoNulls;
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return kind(column).signed();
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return kind(column) == ArrowKind.UTF8 || kind(column) == ArrowKind.LARGE_UTF8;
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        field(column);
        return false;
    }

    @Override
    public boolean isSearchable(int column) throws SQLException {
        field(column);
        return true;
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        field(column);
        return false;
    }

    @Override
    public boolean isReadOnly(int column) throws SQLException {
        field(column);
        return true;
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        field(column);
        return false;
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        field(column);
        return false;
    }
}

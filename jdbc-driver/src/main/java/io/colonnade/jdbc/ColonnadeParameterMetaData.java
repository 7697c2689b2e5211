package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.result.ColumnShape;
import io.colonnade.jdbc.result.Unwrapping;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** Describes a statement's parameters as the server has declared them. */
final class ColonnadeParameterMetaData implements ParameterMetaData, Unwrapping {
    private final List<ArrowField> fields;

    ColonnadeParameterMetaData(List<ArrowField> fields) {
        this.fields = fields;
    }

    private ArrowField field(int index) throws SQLException {
        if (index < 1 || index > fields.size()) {
            throw SqlState.INVALID_INDEX.exception("Invalid parameter index: " + index + " (the statement has "
                    + fields.size() + " parameters, counted from 1)");
        }
        return fields.get(index - 1);
    }

    @Override
    public int getParameterCount() {
        return fields.size();
    }

    @Override
    public int isNullable(int index) throws SQLException {
        return field(index).nullable() ? parameterNullable : parameterNoNulls;
    }

    @Override
    public boolean isSigned(int index) throws SQLException {
        return field(index).kind().signed();
    }

    @Override
    public int getPrecision(int index) throws SQLException {
        return ColumnShape.precision(field(index));
    }

    @Override
    public int getScale(int index) throws SQLException {
        return ColumnShape.scale(field(index));
    }

    @Override
    public int getParameterType(int index) throws SQLException {
        return field(index).kind().sqlType();
    }

    @Override
    public String getParameterTypeName(int index) throws SQLException {
        return ColumnShape.typeName(field(index));
    }

    @Override
    public String getParameterClassName(int index) throws SQLException {
        return field(index).kind().javaClass().getName();
    }

    @Override
    public int getParameterMode(int index) throws SQLException {
        field(index);
        return parameterModeIn;
    }
}

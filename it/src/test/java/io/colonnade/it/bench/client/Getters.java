package io.colonnade.it.bench.client;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** With which getters a JDBC client takes the values of a row. */
public enum Getters {
    /** With the one that suits each column. */
    TYPED {
        @Override
        Getter of(int type) {
            return switch (type) {
                case Types.INTEGER -> ResultSet::getInt;
                case Types.BIGINT -> (row, column) -> (int) row.getLong(column);
                case Types.DOUBLE -> (row, column) -> (int) row.getDouble(column);
                case Types.BIT, Types.BOOLEAN -> (row, column) -> row.getBoolean(column) ? 1 : 0;
                case Types.NUMERIC, Types.DECIMAL ->
                    (row, column) -> row.getBigDecimal(column).scale();
                case Types.VARCHAR, Types.CHAR ->
                    (row, column) -> row.getString(column).length();
                case Types.DATE -> (row, column) -> (int) row.getDate(column).getTime();
                case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                    (row, column) -> (int) row.getTimestamp(column).getTime();
                default -> OBJECTS.of(type);
            };
        }
    },
    /** With getObject. */
    OBJECTS {
        @Override
        Getter of(int type) {
            return (row, column) -> row.getObject(column) == null ? 0 : 1;
        }
    },
    /** With getString. */
    STRINGS {
        @Override
        Getter of(int type) {
            return (row, column) -> row.getString(column).length();
        }
    };

    /** Takes one column's value of the present row, so that no getter is left out as unused. */
    @FunctionalInterface
    interface Getter {
        int get(ResultSet row, int column) throws SQLException;
    }

    /** Returns the getter for a type of {@link Types}. */
    abstract Getter of(int type);

    Getter[] of(ResultSetMetaData columns) throws SQLException {
        Getter[] getters = new Getter[columns.getColumnCount()];
        for (int i = 0; i < getters.length; i++) {
            getters[i] = of(columns.getColumnType(i + 1));
        }
        return getters;
    }
}

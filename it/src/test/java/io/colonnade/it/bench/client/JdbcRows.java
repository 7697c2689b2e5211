package io.colonnade.it.bench.client;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** A loop over pgjdbc's rows with the getter that suits each column: what a JDBC user does today. */
final class JdbcRows implements Client {
    private final JdbcConnection connection;
    private long hash;

    /** Takes one column's value of the present row, so that no getter is left out as unused. */
    @FunctionalInterface
    private interface Getter {
        int get(ResultSet row, int column) throws SQLException;
    }

    JdbcRows(Settings settings) throws SQLException {
        connection = new JdbcConnection(settings);
    }

    @Override
    public Reading read(String sql, long pauseMillis) throws SQLException {
        try (ResultSet result = connection.forRows(sql).executeQuery()) {
            return drain(result);
        }
    }

    @Override
    public Reading readByKey(String sql, long key) throws SQLException {
        PreparedStatement statement = connection.forKey(sql);
        statement.setLong(1, key);
        try (ResultSet result = statement.executeQuery()) {
            return drain(result);
        }
    }

    private Reading drain(ResultSet result) throws SQLException {
        Getter[] getters = getters(result.getMetaData());
        long rows = 0;
        long first = 0;
        while (result.next()) {
            if (rows++ == 0) {
                first = System.nanoTime();
            }
            for (int i = 0; i < getters.length; i++) {
                hash += getters[i].get(result, i + 1);
            }
        }
        return new Reading(rows, first);
    }

    private static Getter[] getters(ResultSetMetaData columns) throws SQLException {
        Getter[] getters = new Getter[columns.getColumnCount()];
        for (int i = 0; i < getters.length; i++) {
            getters[i] = getter(columns.getColumnType(i + 1));
        }
        return getters;
    }

    private static Getter getter(int type) {
        return switch (type) {
            case Types.INTEGER -> ResultSet::getInt;
            case Types.BIGINT -> (row, column) -> (int) row.getLong(column);
            case Types.DOUBLE -> (row, column) -> (int) row.getDouble(column);
            case Types.BIT, Types.BOOLEAN -> (row, column) -> row.getBoolean(column) ? 1 : 0;
            case Types.NUMERIC -> (row, column) -> row.getBigDecimal(column).scale();
            case Types.VARCHAR -> (row, column) -> row.getString(column).length();
            case Types.DATE -> (row, column) -> (int) row.getDate(column).getTime();
            default -> (row, column) -> row.getObject(column) == null ? 0 : 1;
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        if (hash == Long.MIN_VALUE) {
            throw new SQLException("an unlikely result");
        }
    }
}

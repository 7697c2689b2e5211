package io.colonnade.it.bench.client;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A loop over the rows of a driver: what a JDBC user does. */
final class JdbcRows implements Client {
    private final JdbcConnection connection;
    private final Getters getters;
    private long hash;

    JdbcRows(JdbcConnection connection, Getters getters) {
        this.connection = connection;
        this.getters = getters;
    }

    @Override
    public Reading read(String sql, long pauseMillis) throws SQLException {
        try (ResultSet result = connection.query(sql)) {
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
        Getters.Getter[] columns = getters.of(result.getMetaData());
        long rows = 0;
        long first = 0;
        while (result.next()) {
            if (rows++ == 0) {
                first = System.nanoTime();
            }
            for (int i = 0; i < columns.length; i++) {
                hash += columns[i].get(result, i + 1);
            }
        }
        return new Reading(rows, first);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        if (hash == Long.MIN_VALUE) {
            throw new SQLException("an unlikely result");
        }
    }
}

package io.colonnade.it.bench.client;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A driver's connection as a careful user of that driver sets it up. For one thread. */
interface JdbcConnection extends AutoCloseable {
    /** Runs a statement that has a large result. */
    ResultSet query(String sql) throws SQLException;

    /** Prepares a statement for a point query; statements stay prepared. */
    PreparedStatement forKey(String sql) throws SQLException;

    @Override
    void close() throws SQLException;
}

package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.escape.JdbcEscapes;
import io.colonnade.jdbc.result.HeldBlob;
import io.colonnade.jdbc.result.HeldClob;
import io.colonnade.jdbc.result.Unwrapping;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The part of a connection that is the same for all: variants brought down to one method each, and refusals. */
abstract class ConnectionState implements Connection, Unwrapping {
    private final Properties clientInfo = new Properties();

    abstract void checkOpen() throws SQLException;

    @Override
    public abstract boolean isClosed();

    @Override
    public final String nativeSQL(String sql) throws SQLException {
        checkOpen();
        return JdbcEscapes.translate(sql);
    }

    private static void checkShape(int type, int concurrency) throws SQLException {
        if (type != ResultSet.TYPE_FORWARD_ONLY) {
            throw SqlState.unsupported("scrollable result sets");
        }
        if (concurrency != ResultSet.CONCUR_READ_ONLY) {
            throw SqlState.unsupported("updatable result sets");
        }
    }

    @Override
    public final Statement createStatement(int type, int concurrency) throws SQLException {
        checkShape(type, concurrency);
        return createStatement();
    }

    @Override
    public final Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return createStatement(type, concurrency);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        checkShape(type, concurrency);
        return prepareStatement(sql);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return prepareStatement(sql, type, concurrency);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
        StatementState.checkGeneratedKeys(sql, generatedKeys != Statement.NO_GENERATED_KEYS);
        return prepareStatement(sql);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        StatementState.checkGeneratedKeys(sql, true);
        return prepareStatement(sql);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        StatementState.checkGeneratedKeys(sql, true);
        return prepareStatement(sql);
    }

    @Override
    public final CallableStatement prepareCall(String sql) throws SQLException {
        throw SqlState.unsupported("stored procedures");
    }

    @Override
    public final CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        throw SqlState.unsupported("stored procedures");
    }

    @Override
    public final CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        throw SqlState.unsupported("stored procedures");
    }

    @Override
    public final Savepoint setSavepoint() throws SQLException {
        throw SqlState.unsupported("savepoints");
    }

    @Override
    public final Savepoint setSavepoint(String name) throws SQLException {
        throw SqlState.unsupported("savepoints");
    }

    @Override
    public final void rollback(Savepoint savepoint) throws SQLException {
        throw SqlState.unsupported("savepoints");
    }

    @Override
    public final void releaseSavepoint(Savepoint savepoint) throws SQLException {
        throw SqlState.unsupported("savepoints");
    }

    @Override
    public final void setHoldability(int holdability) throws SQLException {
        checkOpen();
        if (holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
            throw SqlState.unsupported("result sets that outlive their transaction");
        }
    }

    @Override
    public final int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.CLOSE_CURSORS_AT_COMMIT;
    }

    @Override
    public final Map<String, Class<?>> getTypeMap() throws SQLException {
        checkOpen();
        return Map.of();
    }

    @Override
    public final void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
        checkOpen();
        if (map != null && !map.isEmpty()) {
            throw SqlState.unsupported("type maps");
        }
    }

    @Override
    public final @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public final void clearWarnings() throws SQLException {
        checkOpen();
    }

    @Override
    public final Clob createClob() throws SQLException {
        return createNClob();
    }

    @Override
    public final Blob createBlob() throws SQLException {
        checkOpen();
        return new HeldBlob(new byte[0]);
    }

    @Override
    public final NClob createNClob() throws SQLException {
        checkOpen();
        return new HeldClob("");
    }

    @Override
    public final SQLXML createSQLXML() throws SQLException {
        throw SqlState.unsupported("XML values");
    }

    @Override
    public final Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        throw BoundObjects.arrays();
    }

    @Override
    public final Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        throw SqlState.unsupported("struct parameters");
    }

    @Override
    public final void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
        if (isClosed()) {
            throw new SQLClientInfoException(
                    "Cannot use the connection: it is closed", SqlState.CONNECTION_CLOSED.code(), Map.of());
        }
        if (!name.equals("ApplicationName")) {
            throw new SQLClientInfoException(
                    "Invalid client info: " + name + " (the driver knows ApplicationName)",
                    SqlState.INVALID_PARAMETER.code(),
                    Map.of(name, ClientInfoStatus.REASON_UNKNOWN_PROPERTY));
        }
        clientInfo.setProperty(name, value == null ? "" : value);
    }

    @Override
    public final void setClientInfo(Properties properties) throws SQLClientInfoException {
        for (String name : properties.stringPropertyNames()) {
            setClientInfo(name, properties.getProperty(name));
        }
    }

    @Override
    public final @Nullable String getClientInfo(String name) {
        return clientInfo.getProperty(name);
    }

    @Override
    public final Properties getClientInfo() {
        Properties copy = new Properties();
        copy.putAll(clientInfo);
        return copy;
    }
}

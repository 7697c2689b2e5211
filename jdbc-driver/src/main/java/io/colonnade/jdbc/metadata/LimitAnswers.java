package io.colonnade.jdbc.metadata;

import java.sql.SQLException;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;

/** The limits that JDBC asks for, as the server states them; zero means none or not known. */
abstract class LimitAnswers extends FeatureAnswers {
    /** Returns a number that the server states of itself; zero if it states none. */
    abstract int limit(SqlInfo info) throws SQLException;

    @Override
    public final int getMaxBinaryLiteralLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_BINARY_LITERAL_LENGTH);
    }

    @Override
    public final int getMaxCharLiteralLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_CHAR_LITERAL_LENGTH);
    }

    @Override
    public final int getMaxColumnNameLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_COLUMN_NAME_LENGTH);
    }

    @Override
    public final int getMaxColumnsInGroupBy() throws SQLException {
        return limit(SqlInfo.SQL_MAX_COLUMNS_IN_GROUP_BY);
    }

    @Override
    public final int getMaxColumnsInIndex() throws SQLException {
        return limit(SqlInfo.SQL_MAX_COLUMNS_IN_INDEX);
    }

    @Override
    public final int getMaxColumnsInOrderBy() throws SQLException {
        return limit(SqlInfo.SQL_MAX_COLUMNS_IN_ORDER_BY);
    }

    @Override
    public final int getMaxColumnsInSelect() throws SQLException {
        return limit(SqlInfo.SQL_MAX_COLUMNS_IN_SELECT);
    }

    @Override
    public final int getMaxColumnsInTable() throws SQLException {
        return limit(SqlInfo.SQL_MAX_COLUMNS_IN_TABLE);
    }

    @Override
    public final int getMaxConnections() throws SQLException {
        return limit(SqlInfo.SQL_MAX_CONNECTIONS);
    }

    @Override
    public final int getMaxCursorNameLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_CURSOR_NAME_LENGTH);
    }

    @Override
    public final int getMaxIndexLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_INDEX_LENGTH);
    }

    @Override
    public final int getMaxSchemaNameLength() throws SQLException {
        return limit(SqlInfo.SQL_DB_SCHEMA_NAME_LENGTH);
    }

    @Override
    public final int getMaxProcedureNameLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_PROCEDURE_NAME_LENGTH);
    }

    @Override
    public final int getMaxCatalogNameLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_CATALOG_NAME_LENGTH);
    }

    @Override
    public final int getMaxRowSize() throws SQLException {
        return limit(SqlInfo.SQL_MAX_ROW_SIZE);
    }

    @Override
    public final int getMaxStatementLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_STATEMENT_LENGTH);
    }

    @Override
    public final int getMaxStatements() throws SQLException {
        return limit(SqlInfo.SQL_MAX_STATEMENTS);
    }

    @Override
    public final int getMaxTableNameLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_TABLE_NAME_LENGTH);
    }

    @Override
    public final int getMaxTablesInSelect() throws SQLException {
        return limit(SqlInfo.SQL_MAX_TABLES_IN_SELECT);
    }

    @Override
    public final int getMaxUserNameLength() throws SQLException {
        return limit(SqlInfo.SQL_MAX_USERNAME_LENGTH);
    }

    @Override
    public final long getMaxLogicalLobSize() {
        return 0;
    }
}

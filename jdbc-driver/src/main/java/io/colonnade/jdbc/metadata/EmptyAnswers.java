package io.colonnade.jdbc.metadata;

import java.sql.ResultSet;

/** The metadata results that are empty because Colonnade has no such things, with the columns that JDBC prescribes. */
abstract class EmptyAnswers extends LimitAnswers {
    @Override
    public final ResultSet getProcedures(String catalog, String schema, String name) {
        return MetadataShape.PROCEDURES.empty();
    }

    @Override
    public final ResultSet getProcedureColumns(String catalog, String schema, String name, String column) {
        return MetadataShape.PROCEDURE_COLUMNS.empty();
    }

    @Override
    public final ResultSet getColumnPrivileges(String catalog, String schema, String name, String column) {
        return MetadataShape.COLUMN_PRIVILEGES.empty();
    }

    @Override
    public final ResultSet getTablePrivileges(String catalog, String schema, String name) {
        return MetadataShape.TABLE_PRIVILEGES.empty();
    }

    @Override
    public final ResultSet getVersionColumns(String catalog, String schema, String name) {
        return MetadataShape.ROW_IDENTIFIER.empty();
    }

    @Override
    public final ResultSet getIndexInfo(
            String catalog, String schema, String table, boolean unique, boolean approximate) {
        return MetadataShape.INDEX_INFO.empty();
    }

    @Override
    public final ResultSet getUDTs(String catalog, String schema, String name, int[] types) {
        return MetadataShape.UDTS.empty();
    }

    @Override
    public final ResultSet getSuperTypes(String catalog, String schema, String name) {
        return MetadataShape.SUPER_TYPES.empty();
    }

    @Override
    public final ResultSet getSuperTables(String catalog, String schema, String name) {
        return MetadataShape.SUPER_TABLES.empty();
    }

    @Override
    public final ResultSet getAttributes(String catalog, String schema, String name, String column) {
        return MetadataShape.ATTRIBUTES.empty();
    }

    @Override
    public final ResultSet getFunctionColumns(String catalog, String schema, String name, String column) {
        return MetadataShape.FUNCTION_COLUMNS.empty();
    }

    @Override
    public final ResultSet getPseudoColumns(String catalog, String schema, String name, String column) {
        return MetadataShape.PSEUDO_COLUMNS.empty();
    }
}

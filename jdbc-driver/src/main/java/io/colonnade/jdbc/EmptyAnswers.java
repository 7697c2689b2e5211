package io.colonnade.jdbc;

import java.sql.ResultSet;

/** The metadata results that are empty because Colonnade has no such things, with the columns that JDBC prescribes. */
abstract class EmptyAnswers extends LimitAnswers {
    @Override
    public final ResultSet getProcedures(String a, String b, String c) {
        return MetadataShape.PROCEDURES.empty();
    }

    @Override
    public final ResultSet getProcedureColumns(String a, String b, String c, String d) {
        return MetadataShape.PROCEDURE_COLUMNS.empty();
    }

    @Override
    public final ResultSet getColumnPrivileges(String a, String b, String c, String d) {
        return MetadataShape.COLUMN_PRIVILEGES.empty();
    }

    @Override
    public final ResultSet getTablePrivileges(String a, String b, String c) {
        return MetadataShape.TABLE_PRIVILEGES.empty();
    }

    @Override
    public final ResultSet getBestRowIdentifier(String a, String b, String c, int d, boolean e) {
        return MetadataShape.ROW_IDENTIFIER.empty();
    }

    @Override
    public final ResultSet getVersionColumns(String a, String b, String c) {
        return MetadataShape.ROW_IDENTIFIER.empty();
    }

    @Override
    public final ResultSet getIndexInfo(String a, String b, String c, boolean d, boolean e) {
        return MetadataShape.INDEX_INFO.empty();
    }

    @Override
    public final ResultSet getUDTs(String a, String b, String c, int[] d) {
        return MetadataShape.UDTS.empty();
    }

    @Override
    public final ResultSet getSuperTypes(String a, String b, String c) {
        return MetadataShape.SUPER_TYPES.empty();
    }

    @Override
    public final ResultSet getSuperTables(String a, String b, String c) {
        return MetadataShape.SUPER_TABLES.empty();
    }

    @Override
    public final ResultSet getAttributes(String a, String b, String c, String d) {
        return MetadataShape.ATTRIBUTES.empty();
    }

    @Override
    public final ResultSet getFunctions(String a, String b, String c) {
        return MetadataShape.FUNCTIONS.empty();
    }

    @Override
    public final ResultSet getFunctionColumns(String a, String b, String c, String d) {
        return MetadataShape.FUNCTION_COLUMNS.empty();
    }

    @Override
    public final ResultSet getPseudoColumns(String a, String b, String c, String d) {
        return MetadataShape.PSEUDO_COLUMNS.empty();
    }
}

package io.colonnade.jdbc.flight;

import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of every result of {@code DatabaseMetaData}, copied from the documentation of JDBC 4.3 and not from the
 * driver: method, then each column with its type.
 */
final class MetadataResults {
    private static final String SPECIFICATION = """
            getCatalogs: String TABLE_CAT
            getSchemas: String TABLE_SCHEM, String TABLE_CATALOG
            getTableTypes: String TABLE_TYPE
            getTables: String TABLE_CAT, String TABLE_SCHEM, String TABLE_NAME, String TABLE_TYPE, String REMARKS, \
            String TYPE_CAT, String TYPE_SCHEM, String TYPE_NAME, String SELF_REFERENCING_COL_NAME, String REF_GENERATION
            getColumns: String TABLE_CAT, String TABLE_SCHEM, String TABLE_NAME, String COLUMN_NAME, int DATA_TYPE, \
            String TYPE_NAME, int COLUMN_SIZE, int BUFFER_LENGTH, int DECIMAL_DIGITS, int NUM_PREC_RADIX, int NULLABLE, \
            String REMARKS, String COLUMN_DEF, int SQL_DATA_TYPE, int SQL_DATETIME_SUB, int CHAR_OCTET_LENGTH, \
            int ORDINAL_POSITION, String IS_NULLABLE, String SCOPE_CATALOG, String SCOPE_SCHEMA, String SCOPE_TABLE, \
            short SOURCE_DATA_TYPE, String IS_AUTOINCREMENT, String IS_GENERATEDCOLUMN
            getColumnPrivileges: String TABLE_CAT, String TABLE_SCHEM, String TABLE_NAME, String COLUMN_NAME, \
            String GRANTOR, String GRANTEE, String PRIVILEGE, String IS_GRANTABLE
            getTablePrivileges: String TABLE_CAT, String TABLE_SCHEM, String TABLE_NAME, String GRANTOR, String GRANTEE, \
            String PRIVILEGE, String IS_GRANTABLE
            getBestRowIdentifier: short SCOPE, String COLUMN_NAME, int DATA_TYPE, String TYPE_NAME, int COLUMN_SIZE, \
            int BUFFER_LENGTH, short DECIMAL_DIGITS, short PSEUDO_COLUMN
            getVersionColumns: short SCOPE, String COLUMN_NAME, int DATA_TYPE, String TYPE_NAME, int COLUMN_SIZE, \
            int BUFFER_LENGTH, short DECIMAL_DIGITS, short PSEUDO_COLUMN
            getPrimaryKeys: String TABLE_CAT, String TABLE_SCHEM, String TABLE_NAME, String COLUMN_NAME, short KEY_SEQ, \
            String PK_NAME
            getImportedKeys: String PKTABLE_CAT, String PKTABLE_SCHEM, String PKTABLE_NAME, String PKCOLUMN_NAME, \
            String FKTABLE_CAT, String FKTABLE_SCHEM, String FKTABLE_NAME, String FKCOLUMN_NAME, short KEY_SEQ, \
            short UPDATE_RULE, short DELETE_RULE, String FK_NAME, String PK_NAME, short DEFERRABILITY
            getExportedKeys: String PKTABLE_CAT, String PKTABLE_SCHEM, String PKTABLE_NAME, String PKCOLUMN_NAME, \
            String FKTABLE_CAT, String FKTABLE_SCHEM, String FKTABLE_NAME, String FKCOLUMN_NAME, short KEY_SEQ, \
            short UPDATE_RULE, short DELETE_RULE, String FK_NAME, String PK_NAME, short DEFERRABILITY
            getCrossReference: String PKTABLE_CAT, String PKTABLE_SCHEM, String PKTABLE_NAME, String PKCOLUMN_NAME, \
            String FKTABLE_CAT, String FKTABLE_SCHEM, String FKTABLE_NAME, String FKCOLUMN_NAME, short KEY_SEQ, \
            short UPDATE_RULE, short DELETE_RULE, String FK_NAME, String PK_NAME, short DEFERRABILITY
            getTypeInfo: String TYPE_NAME, int DATA_TYPE, int PRECISION, String LITERAL_PREFIX, String LITERAL_SUFFIX, \
            String CREATE_PARAMS, short NULLABLE, boolean CASE_SENSITIVE, short SEARCHABLE, boolean UNSIGNED_ATTRIBUTE, \
            boolean FIXED_PREC_SCALE, boolean AUTO_INCREMENT, String LOCAL_TYPE_NAME, short MINIMUM_SCALE, \
            short MAXIMUM_SCALE, int SQL_DATA_TYPE, int SQL_DATETIME_SUB, int NUM_PREC_RADIX
            getIndexInfo: String TABLE_CAT, String TABLE_SCHEM, String TABLE_NAME, boolean NON_UNIQUE, \
            String INDEX_QUALIFIER, String INDEX_NAME, short TYPE, short ORDINAL_POSITION, String COLUMN_NAME, \
            String ASC_OR_DESC, long CARDINALITY, long PAGES, String FILTER_CONDITION
            getProcedures: String PROCEDURE_CAT, String PROCEDURE_SCHEM, String PROCEDURE_NAME, String RESERVED1, \
            String RESERVED2, String RESERVED3, String REMARKS, short PROCEDURE_TYPE, String SPECIFIC_NAME
            getProcedureColumns: String PROCEDURE_CAT, String PROCEDURE_SCHEM, String PROCEDURE_NAME, String COLUMN_NAME, \
            short COLUMN_TYPE, int DATA_TYPE, String TYPE_NAME, int PRECISION, int LENGTH, short SCALE, short RADIX, \
            short NULLABLE, String REMARKS, String COLUMN_DEF, int SQL_DATA_TYPE, int SQL_DATETIME_SUB, \
            int CHAR_OCTET_LENGTH, int ORDINAL_POSITION, String IS_NULLABLE, String SPECIFIC_NAME
            getFunctions: String FUNCTION_CAT, String FUNCTION_SCHEM, String FUNCTION_NAME, String REMARKS, \
            short FUNCTION_TYPE, String SPECIFIC_NAME
            getFunctionColumns: String FUNCTION_CAT, String FUNCTION_SCHEM, String FUNCTION_NAME, String COLUMN_NAME, \
            short COLUMN_TYPE, int DATA_TYPE, String TYPE_NAME, int PRECISION, int LENGTH, short SCALE, short RADIX, \
            short NULLABLE, String REMARKS, int CHAR_OCTET_LENGTH, int ORDINAL_POSITION, String IS_NULLABLE, \
            String SPECIFIC_NAME
            getUDTs: String TYPE_CAT, String TYPE_SCHEM, String TYPE_NAME, String CLASS_NAME, int DATA_TYPE, \
            String REMARKS, short BASE_TYPE
            getSuperTypes: String TYPE_CAT, String TYPE_SCHEM, String TYPE_NAME, String SUPERTYPE_CAT, \
            String SUPERTYPE_SCHEM, String SUPERTYPE_NAME
            getSuperTables: String TABLE_CAT, String TABLE_SCHEM, String TABLE_NAME, String SUPERTABLE_NAME
            getAttributes: String TYPE_CAT, String TYPE_SCHEM, String TYPE_NAME, String ATTR_NAME, int DATA_TYPE, \
            String ATTR_TYPE_NAME, int ATTR_SIZE, int DECIMAL_DIGITS, int NUM_PREC_RADIX, int NULLABLE, String REMARKS, \
            String ATTR_DEF, int SQL_DATA_TYPE, int SQL_DATETIME_SUB, int CHAR_OCTET_LENGTH, int ORDINAL_POSITION, \
            String IS_NULLABLE, String SCOPE_CATALOG, String SCOPE_SCHEMA, String SCOPE_TABLE, short SOURCE_DATA_TYPE
            getPseudoColumns: String TABLE_CAT, String TABLE_SCHEM, String TABLE_NAME, String COLUMN_NAME, \
            int DATA_TYPE, int COLUMN_SIZE, int DECIMAL_DIGITS, int NUM_PREC_RADIX, String COLUMN_USAGE, String REMARKS, \
            int CHAR_OCTET_LENGTH, String IS_NULLABLE
            getClientInfoProperties: String NAME, int MAX_LEN, String DEFAULT_VALUE, String DESCRIPTION
            """;

    private MetadataResults() {}

    /** Returns, by method, the columns as {@code name type}, the type one of {@link Types}. */
    static Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String line : SPECIFICATION.lines().toList()) {
            String[] methodAndColumns = line.split(": ");
            List<String> of = new ArrayList<>();
            for (String column : methodAndColumns[1].split(", ")) {
                String[] typeAndName = column.split(" ");
                of.add(typeAndName[1] + " " + type(typeAndName[0]));
            }
            columns.put(methodAndColumns[0], of);
        }
        return columns;
    }

    private static int type(String name) {
        return switch (name) {
            case "String" -> Types.VARCHAR;
            case "int" -> Types.INTEGER;
            case "short" -> Types.SMALLINT;
            case "long" -> Types.BIGINT;
            case "boolean" -> Types.BOOLEAN;
            default -> throw new IllegalArgumentException(name);
        };
    }
}

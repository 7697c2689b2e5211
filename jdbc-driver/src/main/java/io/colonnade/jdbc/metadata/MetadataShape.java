package io.colonnade.jdbc.metadata;

import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import io.colonnade.jdbc.ipc.HeldRows;
import io.colonnade.jdbc.result.ColonnadeResultSet;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that {@link java.sql.DatabaseMetaData} prescribes for each of its results. In the lists a name is text, and
 * its ending says otherwise: {@code :i} int, {@code :s} short, {@code :b} boolean, {@code :l} long.
 */
enum MetadataShape {
    CATALOGS("TABLE_CAT"),
    SCHEMAS("TABLE_SCHEM TABLE_CATALOG"),
    TABLE_TYPES("TABLE_TYPE"),
    TABLES("TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
            + " SELF_REFERENCING_COL_NAME REF_GENERATION"),
    COLUMNS("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i BUFFER_LENGTH:i"
            + " DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS COLUMN_DEF SQL_DATA_TYPE:i SQL_DATETIME_SUB:i"
            + " CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
            + " SOURCE_DATA_TYPE:s IS_AUTOINCREMENT IS_GENERATEDCOLUMN"),
    PRIMARY_KEYS("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:s PK_NAME"),
    FOREIGN_KEYS("PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME"
            + " FKCOLUMN_NAME KEY_SEQ:s UPDATE_RULE:s DELETE_RULE:s FK_NAME PK_NAME DEFERRABILITY:s"),
    TYPE_INFO("TYPE_NAME DATA_TYPE:i PRECISION:i LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE:s"
            + " CASE_SENSITIVE:b SEARCHABLE:s UNSIGNED_ATTRIBUTE:b FIXED_PREC_SCALE:b AUTO_INCREMENT:b LOCAL_TYPE_NAME"
            + " MINIMUM_SCALE:s MAXIMUM_SCALE:s SQL_DATA_TYPE:i SQL_DATETIME_SUB:i NUM_PREC_RADIX:i"),
    INDEX_INFO("TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:b INDEX_QUALIFIER INDEX_NAME TYPE:s ORDINAL_POSITION:s"
            + " COLUMN_NAME ASC_OR_DESC CARDINALITY:l PAGES:l FILTER_CONDITION"),
    PROCEDURES("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3 REMARKS PROCEDURE_TYPE:s"
            + " SPECIFIC_NAME"),
    PROCEDURE_COLUMNS("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:s DATA_TYPE:i TYPE_NAME"
            + " PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE:s REMARKS COLUMN_DEF SQL_DATA_TYPE:i SQL_DATETIME_SUB:i"
            + " CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SPECIFIC_NAME"),
    FUNCTIONS("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:s SPECIFIC_NAME"),
    FUNCTION_COLUMNS("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:s DATA_TYPE:i TYPE_NAME"
            + " PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE:s REMARKS CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i"
            + " IS_NULLABLE SPECIFIC_NAME"),
    COLUMN_PRIVILEGES("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE"),
    TABLE_PRIVILEGES("TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE"),
    ROW_IDENTIFIER("SCOPE:s COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i BUFFER_LENGTH:i DECIMAL_DIGITS:s"
            + " PSEUDO_COLUMN:s"),
    UDTS("TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:i REMARKS BASE_TYPE:s"),
    SUPER_TYPES("TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME"),
    SUPER_TABLES("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME"),
    ATTRIBUTES("TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:i ATTR_TYPE_NAME ATTR_SIZE:i DECIMAL_DIGITS:i"
            + " NUM_PREC_RADIX:i NULLABLE:i REMARKS ATTR_DEF SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i"
            + " ORDINAL_POSITION:i IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:s"),
    PSEUDO_COLUMNS("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i COLUMN_SIZE:i DECIMAL_DIGITS:i"
            + " NUM_PREC_RADIX:i COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:i IS_NULLABLE"),
    CLIENT_INFO("NAME MAX_LEN:i DEFAULT_VALUE DESCRIPTION");

    private final List<ArrowField> fields = new ArrayList<>();

    MetadataShape(String columns) {
        for (String column : columns.split(" ")) {
            String[] parts = column.split(":");
            fields.add(ArrowField.of(parts[0], kind(parts.length == 1 ? "" : parts[1])));
        }
    }

    private static ArrowKind kind(String ending) {
        switch (ending) {
            case "i":
                return ArrowKind.INT32;
            case "s":
                return ArrowKind.INT16;
            case "b":
                return ArrowKind.BOOL;
            case "l":
                return ArrowKind.INT64;
            default:
                return ArrowKind.UTF8;
        }
    }

    /** Makes the result of rows, sorted by the given columns in turn; text by code point, nothing before something. */
    ResultSet of(List<@Nullable Object[]> rows, int... order) {
        Comparator<@Nullable Object[]> comparator = (left, right) -> 0;
        for (int column : order) {
            comparator = comparator.thenComparing((left, right) -> compare(left[column], right[column]));
        }
        rows.sort(comparator);
        return new ColonnadeResultSet(new HeldRows(fields, rows), null, 0);
    }

    ResultSet empty() {
        return of(new ArrayList<>());
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return left instanceof Integer
                ? Integer.compare((Integer) left, ((Integer) right))
                : left.toString().compareTo(right.toString());
    }
}

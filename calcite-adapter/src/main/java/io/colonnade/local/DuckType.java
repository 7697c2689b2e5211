package io.colonnade.local;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.type.ColumnType;

/** DuckDB's spelling of the types of the type table, as a result is cast to them. */
final class DuckType {
    private DuckType() {}

    static String of(ColumnType type) {
        return switch (type.name()) {
            case STRING, LARGE_STRING, JSON, UUID -> "VARCHAR";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case BOOL -> "BOOLEAN";
            case DECIMAL -> decimal(type);
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMP_UTC -> "TIMESTAMPTZ";
            case BINARY -> "BLOB";
        };
    }

    private static String decimal(ColumnType type) {
        if (type.precision() > ColumnType.MAXIMUM_COMPUTED_PRECISION) {
            throw ColonnadeException.of(
                    ErrorKind.UNIMPLEMENTED,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot compute a column of type " + type + " outside of its source: the local engine has "
                            + ColumnType.MAXIMUM_COMPUTED_PRECISION + " digits; cast it to a narrower decimal");
        }
        return "DECIMAL(" + type.precision() + "," + type.scale() + ")";
    }
}

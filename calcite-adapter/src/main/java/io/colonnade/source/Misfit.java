package io.colonnade.source;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.SourceStatement.ResultColumn;

/** The wording of every value that does not fit its column. It names the column and the rule, never the value. */
public final class Misfit {
    private Misfit() {}

    /** Returns the error of a NULL in a column that is not nullable. */
    public static ColonnadeException nullValue(ResultColumn column) {
        return of(column, SqlState.NULL_NOT_ALLOWED, "it holds NULL, and the column is not nullable");
    }

    /** Returns the error of a value beyond the smallest or largest of the column's type. */
    public static ColonnadeException outOfRange(ResultColumn column) {
        return of(column, SqlState.NUMERIC_OUT_OF_RANGE, "it holds a value outside the range of " + column.type());
    }

    /** Returns the error of NaN or infinity in a column whose type has neither. */
    public static ColonnadeException notFinite(ResultColumn column) {
        return of(column, SqlState.DATA_EXCEPTION, "it holds NaN or infinity, which " + column.type() + " has not");
    }

    /** Returns the error of a value with more digits than the column's type carries. */
    public static ColonnadeException tooPrecise(ResultColumn column) {
        return of(
                column,
                SqlState.DATA_EXCEPTION,
                "it holds a value that " + column.type() + " cannot carry without loss");
    }

    /** Returns the error of a value that is of another type than the column. */
    public static ColonnadeException notOfType(ResultColumn column) {
        return of(column, SqlState.DATATYPE_MISMATCH, "it holds a value that is not of type " + column.type());
    }

    private static ColonnadeException of(ResultColumn column, SqlState state, String rule) {
        return column.promised()
                ? ColonnadeException.of(
                        ErrorKind.CONTRACT_VIOLATION,
                        state,
                        "Cannot return column " + column.origin() + ": " + rule
                                + "; mend the data in the source or the contract")
                : ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        state,
                        "Cannot return the computed column '" + column.name() + "': " + rule);
    }
}

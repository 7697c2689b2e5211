package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.TextPosition;
import org.apache.calcite.sql.parser.SqlParseException;

/** The wording of syntax errors. */
final class SyntaxErrors {
    private SyntaxErrors() {}

    static ColonnadeException of(SqlParseException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ColonnadeException ours) {
                return ours;
            }
        }
        ColonnadeException error = ColonnadeException.causedBy(
                e, ErrorKind.INVALID_ARGUMENT, SqlState.SYNTAX_ERROR, "Cannot parse the statement: a syntax error");
        return e.getPos() == null
                ? error
                : error.at(new TextPosition(e.getPos().getLineNum(), e.getPos().getColumnNum()));
    }
}

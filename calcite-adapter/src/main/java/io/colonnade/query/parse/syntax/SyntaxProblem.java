package io.colonnade.query.parse.syntax;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.TextPosition;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes the errors of this package, all of which point at a place of the statement. */
final class SyntaxProblem {
    private SyntaxProblem() {}

    static ColonnadeException at(SqlParserPos place, String message) {
        return of(SqlState.SYNTAX_ERROR, place, message);
    }

    static ColonnadeException unsupported(SqlParserPos place, String message) {
        return of(SqlState.FEATURE_NOT_SUPPORTED, place, message);
    }

    static ColonnadeException notText(SqlParserPos place) {
        return of(SqlState.CHARACTER_NOT_IN_REPERTOIRE, place, "Invalid text: the bytes of its escapes are no UTF-8");
    }

    private static ColonnadeException of(SqlState state, SqlParserPos place, String message) {
        return ColonnadeException.of(ErrorKind.INVALID_ARGUMENT, state, message)
                .at(new TextPosition(place.getLineNum(), place.getColumnNum()));
    }
}

package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.TextPosition;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the grammar reads, and what would be answered wrongly or refused in words that help nobody further on. */
final class RefusedForms {
    private RefusedForms() {}

    static void check(SqlCall call) {
        if (call instanceof SqlWithItem item && item.recursive.booleanValue()) {
            throw refused(call, "Cannot use WITH RECURSIVE");
        }
        if (call.getKind() == SqlKind.TABLESAMPLE) {
            throw refused(call, "Cannot use TABLESAMPLE");
        }
        if (call.getOperator() instanceof SqlJdbcFunctionCall escape
                && !escape.getName().equalsIgnoreCase("{fn TIMESTAMPADD}")) {
            throw refused(call, "Cannot use {fn …}, which JDBC drivers translate: write the function without it");
        }
        // Calcite takes the named window's frame and forgets this one.
        if (call instanceof SqlWindow window
                && window.getRefName() != null
                && (window.getLowerBound() != null || window.getUpperBound() != null)) {
            throw refused(
                    call,
                    "Cannot add a frame to the named window '" + window.getRefName()
                            + "': write the window out in OVER");
        }
    }

    /** PostgreSQL's X'…' counts bits, the standard's bytes. */
    static ColonnadeException bitString(SqlNode literal) {
        return refused(literal, "Cannot use X'…', which is a bit string: write bytea '\\x…'");
    }

    private static ColonnadeException refused(SqlNode node, String message) {
        SqlParserPos place = node.getParserPosition();
        return ColonnadeException.of(ErrorKind.INVALID_ARGUMENT, SqlState.FEATURE_NOT_SUPPORTED, message)
                .at(new TextPosition(place.getLineNum(), place.getColumnNum()));
    }
}

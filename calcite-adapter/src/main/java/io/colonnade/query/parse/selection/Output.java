package io.colonnade.query.parse.selection;

import org.apache.calcite.sql.SqlNode;

/**
 * A column of a SELECT. Immutable.
 *
 * @param name what it is called there
 */
record Output(String name, Term term) {
    SqlNode item(Names names) {
        return Syntax.as(names.of(term), name);
    }
}

package io.colonnade.query.parse.selection;

import org.apache.calcite.sql.SqlNode;

/** What the values of a row are called in one SELECT. */
interface Names {
    /** Returns a new node. */
    SqlNode of(Term term);
}

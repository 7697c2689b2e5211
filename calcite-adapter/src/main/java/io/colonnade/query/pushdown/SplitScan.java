package io.colonnade.query.pushdown;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/**
 * A statement that reads rows of one table, restricted to a range of the table's pages: over ranges that hold every page
 * once, the statement's rows together are those of the unrestricted one. Immutable.
 *
 * @param table the table as the statement names it
 * @param sql the statement; {@link #LOWER} and {@link #UPPER} stand among its parameters for the bounds of the range
 */
public record SplitScan(String table, PushdownSql sql) {
    /** The number, in place of a parameter's, of the position of the first row that is wanted. */
    public static final int LOWER = -1;

    /** The number, in place of a parameter's, of the position behind the last row that is wanted. */
    public static final int UPPER = -2;

    /** Returns the statement in parts; empty if the tree is more than a scan of one table, or its parts could differ. */
    public static Optional<SplitScan> of(RelNode tree) {
        return Splittable.table(tree).map(table -> new SplitScan(table.sql(), PostgresPushdown.sqlOfPages(tree)));
    }
}

package io.colonnade.query.resolve;

import io.colonnade.query.parse.OutputNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** The names that clients see; the validator's own would be numbered where two columns share one. */
final class ColumnNames {
    private ColumnNames() {}

    /**
     * Returns the names of a result's columns.
     *
     * @param validated the query, with stars expanded
     * @param columns how many columns there are; those of VALUES are numbered
     */
    static List<String> of(SqlNode validated, int columns) {
        SqlNodeList items = OutputNames.items(validated);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add(i < items.size() ? OutputNames.of(items.get(i)) : "column" + (i + 1));
        }
        return names;
    }
}

package io.colonnade.source.postgres;

import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement of which nobody takes more than its first rows. PostgreSQL is told, so that it sorts, reads and sends no more than
 * that; the number is bound, and the statement is the same for all numbers.
 */
final class FirstRows {
    /** Beyond, a scan by several connections is worth more than a limit, which only one connection can obey. */
    private static final long MOST_OF_A_SCAN = 100_000;

    private FirstRows() {}

    /**
     * Returns a statement whose result begins with the rows that are wanted.
     *
     * @param rows how many are wanted; 0 is all of them
     */
    static SourceStatement of(SourceStatement statement, long rows) {
        boolean scanned = statement.splitting().isPresent() && rows > MOST_OF_A_SCAN;
        return rows == 0 || scanned ? statement : limited(statement, rows);
    }

    /** The order of a sub-select is the order of what selects all of it, and nothing else. */
    private static SourceStatement limited(SourceStatement statement, long rows) {
        List<Parameter> parameters = new ArrayList<>(statement.parameters());
        parameters.add(new Parameter(ColumnType.of(TypeName.INT64), rows));
        return new SourceStatement(
                "SELECT * FROM (" + statement.sql() + "\n) AS first_rows LIMIT ?", parameters, statement.columns());
    }
}

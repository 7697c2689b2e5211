package io.colonnade.local;

import io.colonnade.batch.BatchReader;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.List;

/**
 * A query for the embedded engine over inputs that arrive as batches.
 *
 * @param sql one SELECT in DuckDB's dialect, with {@code ?} for each parameter and the inputs as tables
 * @param inputs what the query reads; the reader that runs the statement owns and closes them
 * @param parameters in the order of their placeholders
 * @param columns what the result must be, in order; each value is cast to its column's type
 */
public record LocalStatement(String sql, List<Input> inputs, List<Parameter> parameters, List<ResultColumn> columns) {
    public LocalStatement {
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /**
     * A table that arrives as batches.
     *
     * @param name the table's name in the SQL, exactly as quoted there
     * @param reader its rows
     * @param use how often the SQL names it
     */
    public record Input(String name, BatchReader reader, Use use) {}

    /** How often a statement scans an input. A stream of batches can be read once only. */
    public enum Use {
        /** Exactly one reference, outside of recursion: read while the query runs, never held as a whole. */
        ONCE,
        /** Any number of references: stored in a temporary table first, which may spill to disk. */
        REPEATEDLY
    }
}

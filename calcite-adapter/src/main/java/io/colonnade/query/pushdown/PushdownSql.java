package io.colonnade.query.pushdown;

import java.util.List;

/**
 * A statement in a source's dialect.
 *
 * @param text the SQL, with {@code ?} for each parameter
 * @param parameters for each placeholder, in order, the number of the plan's parameter
 * @param waiting what of the query is evaluated behind an optimisation fence, in the query's words
 */
public record PushdownSql(String text, List<Integer> parameters, List<String> waiting) {
    public PushdownSql {
        parameters = List.copyOf(parameters);
        waiting = List.copyOf(waiting);
    }
}

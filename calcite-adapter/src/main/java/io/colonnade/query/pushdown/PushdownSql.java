package io.colonnade.query.pushdown;

import java.util.List;

/**
 * A statement in a source's dialect.
 *
 * @param text the SQL, with {@code ?} for each parameter
 * @param parameters for each placeholder, in order, the number of the plan's parameter
 */
public record PushdownSql(String text, List<Integer> parameters) {
    public PushdownSql {
        parameters = List.copyOf(parameters);
    }
}

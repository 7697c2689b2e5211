package io.colonnade.security.policy;

import java.util.Set;

/**
 * A predicate that rows of a batch must meet to be seen, unparsed.
 *
 * @param batch the batch's name
 * @param predicate SQL over the batch's columns and filter columns, with {@code {context.claim}} placeholders
 * @param unless the roles that the filter does not apply to
 */
public record RowFilter(String batch, String predicate, Set<String> unless) {
    public RowFilter {
        unless = Set.copyOf(unless);
    }
}

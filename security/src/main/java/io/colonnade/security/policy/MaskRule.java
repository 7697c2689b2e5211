package io.colonnade.security.policy;

import java.util.Set;

/**
 * A mask on a column.
 *
 * @param batch the batch's name
 * @param column the column's name
 * @param mask how its values are hidden
 * @param unless the roles that see the values themselves
 */
public record MaskRule(String batch, String column, ColumnMask mask, Set<String> unless) {
    public MaskRule {
        unless = Set.copyOf(unless);
    }
}

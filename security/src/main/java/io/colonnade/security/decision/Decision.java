package io.colonnade.security.decision;

import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.RowFilter;
import java.util.List;
import java.util.Map;

/**
 * What a principal may see of one projection. Decisions depend on a principal's roles only and compare by value, so that
 * they serve as the policy shape in cache keys; claims stay out of them.
 */
public sealed interface Decision {
    /** The projection does not exist for this principal. */
    record Denied() implements Decision {}

    /**
     * The projection may be read under these conditions.
     *
     * @param batches what applies to each batch that anything applies to, by the batch's name
     */
    record Allowed(Map<String, BatchRules> batches) implements Decision {
        public Allowed {
            batches = Map.copyOf(batches);
        }

        /** Returns what applies to a batch. */
        public BatchRules rules(String batch) {
            return batches.getOrDefault(batch, BatchRules.NONE);
        }
    }

    /**
     * What applies to one batch.
     *
     * @param filters predicates that all must hold
     * @param masks masks by column name
     */
    record BatchRules(List<RowFilter> filters, Map<String, ColumnMask> masks) {
        /** Nothing applies. */
        public static final BatchRules NONE = new BatchRules(List.of(), Map.of());

        public BatchRules {
            filters = List.copyOf(filters);
            masks = Map.copyOf(masks);
        }
    }
}

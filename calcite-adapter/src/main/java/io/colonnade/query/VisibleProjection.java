package io.colonnade.query;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Projection;
import io.colonnade.security.policy.ColumnMask;
import java.util.List;
import java.util.Map;

/**
 * A projection as one principal sees it: the same decision that governs its data.
 *
 * @param projection the contract; its policy and filter columns are not for clients
 * @param batches the batches that the principal may name
 */
public record VisibleProjection(Projection projection, List<VisibleBatch> batches) {
    /**
     * A batch as one principal sees it.
     *
     * @param batch the contract
     * @param masks the masks that apply, by column
     * @param filters how many row filters apply
     * @param claims the names of the claims that these need
     */
    public record VisibleBatch(Batch batch, Map<String, ColumnMask> masks, int filters, List<String> claims) {
        public VisibleBatch {
            masks = Map.copyOf(masks);
            claims = List.copyOf(claims);
        }

        /** Returns whether a row filter applies, so that counts and statistics must not be told. */
        public boolean filtered() {
            return filters > 0;
        }
    }
}

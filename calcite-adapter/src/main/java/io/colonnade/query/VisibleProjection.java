package io.colonnade.query;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Projection;
import io.colonnade.security.policy.ColumnMask;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A projection as one principal sees it: the same decision that governs its data.
 *
 * @param projection the contract; its policy and filter columns are not for clients
 * @param batches the batches that the principal may name
 * @param replacement what takes the place of one that will go away; null where nothing does, or nothing that the principal may
 *     know of, which the contract names all the same
 */
public record VisibleProjection(
        Projection projection,
        List<VisibleBatch> batches,
        @Nullable String replacement) {
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

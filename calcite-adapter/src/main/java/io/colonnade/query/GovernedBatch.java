package io.colonnade.query;

import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import io.colonnade.security.policy.ExportRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch that a query reads, and what governs it: names, never a filter's text.
 *
 * @param projection the projection's name
 * @param version its version
 * @param batch the batch's name
 * @param filters how many row filters apply
 * @param masks the masks, as {@code column:mask}
 * @param export what may leave as files; null where the projection says nothing of it
 */
public record GovernedBatch(
        String projection,
        String version,
        String batch,
        int filters,
        List<String> masks,
        @Nullable ExportRule export) {
    public GovernedBatch {
        masks = List.copyOf(masks);
    }

    static GovernedBatch of(AppliedPolicy applied) {
        return new GovernedBatch(
                applied.projection(),
                applied.version(),
                applied.batch(),
                applied.filters(),
                applied.masks(),
                applied.export());
    }
}

package io.colonnade.security.policy;

import java.util.List;

/**
 * All that a projection says about access.
 *
 * @param projection the projection's name
 * @param grant who may see it
 * @param filters its row filters; all that apply to a principal must hold
 * @param masks its column masks, at most one a column
 */
public record ProjectionPolicy(String projection, Grant grant, List<RowFilter> filters, List<MaskRule> masks) {
    public ProjectionPolicy {
        filters = List.copyOf(filters);
        masks = List.copyOf(masks);
    }
}

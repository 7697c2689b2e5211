package io.colonnade.contract;

import java.util.List;
import java.util.Optional;

/**
 * All the projections of a deployment. Immutable; a deployment that reloads makes another.
 *
 * @param projections in the order of their names, which are unique
 * @param fingerprint changes whenever any projection's text does: the contract version in cache keys
 */
public record Contracts(List<Projection> projections, String fingerprint) {
    public Contracts {
        projections = List.copyOf(projections);
    }

    /**
     * Returns a projection by the name under which users see it. The newest major version answers to {@code name} and
     * to {@code name@MAJOR}, an older one to the latter only.
     */
    public Optional<Projection> projection(String wanted) {
        return projections.stream()
                .filter(projection -> projection.name().equals(wanted)
                        || wanted.equals(
                                projection.name() + "@" + projection.version().major()))
                .findFirst();
    }
}

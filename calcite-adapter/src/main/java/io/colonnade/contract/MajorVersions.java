package io.colonnade.contract;

import io.colonnade.security.policy.ProjectionPolicy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the newest version of each projection the plain name, and older major versions {@code name@MAJOR}. */
final class MajorVersions {
    private MajorVersions() {}

    static List<Projection> named(List<Projection> projections) {
        Map<String, Version> newest = new HashMap<>();
        for (Projection projection : projections) {
            newest.merge(projection.name(), projection.version(), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        return projections.stream()
                .map(projection -> projection.version().equals(newest.get(projection.name()))
                        ? projection
                        : renamed(
                                projection,
                                projection.name() + "@" + projection.version().major()))
                .sorted(Comparator.comparing(Projection::name))
                .toList();
    }

    private static Projection renamed(Projection projection, String name) {
        ProjectionPolicy policy = projection.policy();
        return new Projection(
                name,
                projection.version(),
                projection.stability(),
                projection.description(),
                projection.source(),
                projection.batches(),
                new ProjectionPolicy(name, policy.grant(), policy.filters(), policy.masks()),
                projection.deprecation(),
                projection.export());
    }
}

package io.colonnade.source.postgres.doctor;

import java.util.Map;
import java.util.Optional;

/**
 * The flaws of PostgreSQL that undo row security or let statistics tell of hidden rows, and the first minor version of each
 * major one without them.
 */
enum KnownFlaw {
    CVE_2023_2455(
            "row security of one role can be applied to another after a function is inlined",
            Map.of(11, 20, 12, 15, 13, 11, 14, 8, 15, 3)),
    CVE_2024_10976(
            "row security beneath a sub-query can be that of another role",
            Map.of(12, 21, 13, 17, 14, 14, 15, 9, 16, 5, 17, 1)),
    CVE_2025_8713(
            "the planner's statistics can tell of rows that a view or row security hides",
            Map.of(13, 22, 14, 19, 15, 14, 16, 10, 17, 6)),
    CVE_2026_14666(
            "a cached plan can keep the row security of a role that has changed since",
            Map.of(14, 24, 15, 19, 16, 15, 17, 11, 18, 6));

    private final String effect;
    private final Map<Integer, Integer> mendedIn;

    KnownFlaw(String effect, Map<Integer, Integer> mendedIn) {
        this.effect = effect;
        this.mendedIn = mendedIn;
    }

    /** Returns the name under which the flaw is published. */
    String published() {
        return name().replace('_', '-');
    }

    String effect() {
        return effect;
    }

    /**
     * Returns the version that mends the flaw, if the given one has it. A major version older than those that were mended
     * has it for good.
     */
    Optional<String> mend(int major, int minor) {
        Integer mended = mendedIn.get(major);
        if (mended != null) {
            return minor < mended ? Optional.of(major + "." + mended) : Optional.empty();
        }
        int newest =
                mendedIn.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
        return major > newest ? Optional.empty() : Optional.of("a major version that is still mended");
    }
}

package io.colonnade.source.postgres.doctor;

import io.colonnade.finding.Findings;
import java.time.LocalDate;
import java.util.Map;

/** Whether this version of PostgreSQL has known flaws in what hides rows, and is still being mended. */
final class VersionCheck {
    /** The day of the last minor version of each major one, as PostgreSQL's versioning policy says. */
    private static final Map<Integer, LocalDate> LAST_DAYS = Map.of(
            13, LocalDate.of(2025, 11, 13),
            14, LocalDate.of(2026, 11, 12),
            15, LocalDate.of(2027, 11, 11),
            16, LocalDate.of(2028, 11, 9),
            17, LocalDate.of(2029, 11, 8),
            18, LocalDate.of(2030, 11, 14));

    private static final int FIRST_KNOWN = 13;

    private VersionCheck() {}

    static void check(ServerFacts facts, boolean rowSecurity, LocalDate today, Findings findings) {
        for (KnownFlaw flaw : KnownFlaw.values()) {
            flaw.mend(facts.major(), facts.minor())
                    .ifPresent(mended -> add(flaw, mended, facts, rowSecurity, findings));
        }
        findings.okUnlessFound(
                "version", "PostgreSQL " + facts.version() + " has none of the known flaws in row security");
        LocalDate last = LAST_DAYS.get(facts.major());
        boolean ended = last == null ? facts.major() < FIRST_KNOWN : today.isAfter(last);
        if (ended) {
            findings.warning(
                    "version-support",
                    "PostgreSQL " + facts.major() + " is no longer mended" + (last == null ? "" : " since " + last),
                    "flaws that are found from now on stay",
                    "move to a newer major version");
        }
        findings.okUnlessFound("version-support", "PostgreSQL " + facts.major() + " is still mended");
    }

    private static void add(KnownFlaw flaw, String mended, ServerFacts facts, boolean rowSecurity, Findings findings) {
        String what = "PostgreSQL " + facts.version() + " has " + flaw.published() + ": " + flaw.effect();
        String remedy = "update to " + mended + " or newer";
        if (rowSecurity) {
            findings.error("version", what, "tables that batches read rely on row security", remedy);
        } else {
            findings.warning(
                    "version",
                    what,
                    "no table that batches read has row security today, so that Colonnade's own filters are not touched",
                    remedy);
        }
    }
}

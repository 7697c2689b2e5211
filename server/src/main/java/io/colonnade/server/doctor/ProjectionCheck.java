package io.colonnade.server.doctor;

import io.colonnade.contract.Projection;
import io.colonnade.finding.Finding;
import io.colonnade.finding.Findings;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.security.policy.RowFilter;
import java.util.List;
import java.util.Set;

/** What a projection opens, and rules of it that hold for nobody. */
final class ProjectionCheck {
    private ProjectionCheck() {}

    static List<Finding> of(Projection projection) {
        Findings findings = new Findings("projection " + projection.name());
        ProjectionPolicy policy = projection.policy();
        if (!policy.grant().requiresAuthentication() && policy.grant().allow().isEmpty()) {
            findings.info("anonymous", "anybody may read it without a credential", "requires_auth is false");
        }
        for (RowFilter filter : policy.filters()) {
            rule("a row filter of " + filter.batch(), filter.unless(), policy, findings);
        }
        for (MaskRule mask : policy.masks()) {
            rule("the mask of " + mask.batch() + "." + mask.column(), mask.unless(), policy, findings);
        }
        findings.okUnlessFound("rules", "each of its row filters and masks holds for somebody");
        return findings.found();
    }

    private static void rule(String what, Set<String> unless, ProjectionPolicy policy, Findings findings) {
        Set<String> allow = policy.grant().allow();
        if (!allow.isEmpty() && unless.containsAll(allow)) {
            findings.warning(
                    "rules",
                    what + " holds for nobody",
                    "every role under allow is exempt from it",
                    "remove the rule, or take a role out of its unless");
        }
    }
}

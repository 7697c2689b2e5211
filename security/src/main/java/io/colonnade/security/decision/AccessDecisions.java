package io.colonnade.security.decision;

import io.colonnade.security.decision.Decision.Allowed;
import io.colonnade.security.decision.Decision.BatchRules;
import io.colonnade.security.decision.Decision.Denied;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.security.policy.RowFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides what a principal may see. Stateless and thread-safe; data and metadata both ask here and nowhere else. */
public final class AccessDecisions {
    /** Decides for one projection. An absent principal is an anonymous caller. */
    public Decision decide(Optional<Principal> principal, ProjectionPolicy policy) {
        if (!admitted(principal, policy.grant())) {
            return new Denied();
        }
        Map<String, List<RowFilter>> filters = new TreeMap<>();
        for (RowFilter filter : policy.filters()) {
            if (applies(principal, filter.unless())) {
                filters.computeIfAbsent(filter.batch(), batch -> new ArrayList<>())
                        .add(filter);
            }
        }
        Map<String, Map<String, ColumnMask>> masks = new TreeMap<>();
        for (MaskRule rule : policy.masks()) {
            if (applies(principal, rule.unless())) {
                masks.computeIfAbsent(rule.batch(), batch -> new LinkedHashMap<>())
                        .put(rule.column(), rule.mask());
            }
        }
        Map<String, BatchRules> batches = new TreeMap<>();
        filters.forEach((batch, list) -> batches.put(batch, new BatchRules(list, masks.getOrDefault(batch, Map.of()))));
        masks.forEach((batch, byColumn) -> batches.putIfAbsent(batch, new BatchRules(List.of(), byColumn)));
        return new Allowed(batches);
    }

    private static boolean admitted(Optional<Principal> principal, Grant grant) {
        if (principal.isEmpty()) {
            return !grant.requiresAuthentication() && grant.allow().isEmpty();
        }
        return grant.allow().isEmpty() || principal.get().hasAnyRole(grant.allow());
    }

    private static boolean applies(Optional<Principal> principal, java.util.Set<String> unless) {
        return principal.isEmpty() || !principal.get().hasAnyRole(unless);
    }
}

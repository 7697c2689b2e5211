package io.colonnade.query.resolve;

import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.security.decision.Decision;
import io.colonnade.security.decision.Decision.Allowed;
import io.colonnade.security.identity.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may see of all projections: the shape of their policy. Views of callers with the same rights are
 * equal, claims stay out of them, and no plan is cached without its view. Immutable.
 */
public final class CallerView {
    private final Contracts contracts;
    private final Map<String, Decision> decisions;
    private final int hash;

    private CallerView(Contracts contracts, Map<String, Decision> decisions) {
        this.contracts = contracts;
        this.decisions = decisions;
        this.hash = 31 * contracts.fingerprint().hashCode() + decisions.hashCode();
    }

    /**
     * Decides what a caller may see.
     *
     * @param principal who asks; null is an anonymous caller
     */
    public static CallerView of(@Nullable Principal principal, Contracts contracts, AccessDecisions access) {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        for (Projection projection : contracts.projections()) {
            decisions.put(projection.name(), access.decide(Optional.ofNullable(principal), projection.policy()));
        }
        return new CallerView(contracts, Map.copyOf(decisions));
    }

    /** Returns the projections that the caller may know of. */
    public List<Projection> visibleProjections() {
        List<Projection> visible = new ArrayList<>();
        for (Projection projection : contracts.projections()) {
            if (decisions.get(projection.name()) instanceof Allowed) {
                visible.add(projection);
            }
        }
        return visible;
    }

    /** Returns what was decided for a projection; what nobody decided is denied. */
    public Decision decision(Projection projection) {
        return decisions.getOrDefault(projection.name(), new Decision.Denied());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerView view
                && hash == view.hash
                && contracts.fingerprint().equals(view.contracts.fingerprint())
                && decisions.equals(view.decisions);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}

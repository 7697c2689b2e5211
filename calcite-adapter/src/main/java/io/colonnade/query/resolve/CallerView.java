package io.colonnade.query.resolve;

import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Deprecation;
import io.colonnade.contract.Projection;
import io.colonnade.query.parse.selection.ColumnFacts;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.security.decision.Decision;
import io.colonnade.security.decision.Decision.Allowed;
import io.colonnade.security.identity.Principal;
import io.colonnade.type.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may see of all projections: the shape of their policy. Views of callers with the same rights are
 * equal, claims stay out of them, and no plan is cached without its view. Immutable.
 */
public final class CallerView implements ColumnFacts {
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

    /**
     * Returns what takes the place of a projection that will go away; null where nothing does, or nothing that the caller may
     * know of.
     */
    public @Nullable String replacement(Projection projection) {
        @Nullable Deprecation deprecation = projection.deprecation();
        return deprecation == null || visible(deprecation.replacement()).isEmpty() ? null : deprecation.replacement();
    }

    /** A mask may show NULL for what is none. */
    @Override
    public boolean isNullable(String projection, String batch, String column) {
        return !is(projection, batch, column, found -> !found.nullable()) || isMasked(projection, batch, column);
    }

    @Override
    public boolean isDate(String projection, String batch, String column) {
        return is(projection, batch, column, found -> found.type().name() == TypeName.DATE);
    }

    private boolean is(String projection, String batch, String column, Predicate<Column> condition) {
        return visible(projection)
                .flatMap(owner -> owner.batch(batch))
                .flatMap(table -> table.column(column))
                .filter(condition)
                .isPresent();
    }

    @Override
    public boolean isMasked(String projection, String batch, String column) {
        return visible(projection)
                .map(this::decision)
                .filter(decision -> decision instanceof Allowed allowed
                        && allowed.rules(batch).masks().containsKey(column))
                .isPresent();
    }

    private Optional<Projection> visible(String projection) {
        return visibleProjections().stream()
                .filter(candidate -> candidate.name().equals(projection))
                .findFirst();
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

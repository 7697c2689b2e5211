package io.colonnade.query;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Projection;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.policy.ContextParameter;
import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.security.decision.Decision.Allowed;
import io.colonnade.security.decision.Decision.BatchRules;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.RowFilter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's callers may see of the batches that it reads, in a few characters: the contract's version and definition,
 * the row filters and masks that apply, and, for one caller, the claims that the filters compare with. Two replicas with
 * the same projections say the same. Immutable; kept with the plan, so that only the claims are looked at for each query.
 */
final class PolicyVersion {
    private final String shape;
    private final List<ContextParameter> context;

    private PolicyVersion(String shape, List<ContextParameter> context) {
        this.shape = shape;
        this.context = context;
    }

    /** Returns the version under which a view's callers read what a plan reads. */
    static PolicyVersion of(CallerView view, ExecutionPlan plan) {
        Hasher hasher = Hashing.sha256().newHasher();
        for (AppliedPolicy applied : plan.applied()) {
            Projection projection = view.visibleProjections().stream()
                    .filter(candidate -> candidate.name().equals(applied.projection()))
                    .findFirst()
                    .orElseThrow();
            putBatch(hasher, projection, projection.batch(applied.batch()).orElseThrow());
            if (view.decision(projection) instanceof Allowed allowed) {
                putRules(hasher, allowed.rules(applied.batch()));
            }
        }
        return new PolicyVersion(hasher.hash().toString(), plan.context());
    }

    private static void putBatch(Hasher hasher, Projection projection, Batch batch) {
        put(hasher, projection.name());
        put(hasher, projection.version().toString());
        put(hasher, projection.source());
        put(hasher, batch.relation().toString());
        put(hasher, batch.condition().orElse(""));
        putColumns(hasher, batch.columns());
        putColumns(hasher, batch.filterColumns());
    }

    private static void putColumns(Hasher hasher, List<Column> columns) {
        hasher.putInt(columns.size());
        for (Column column : columns) {
            put(hasher, column.name());
            put(hasher, column.type().toString());
            hasher.putBoolean(column.nullable());
            put(hasher, column.expression());
        }
    }

    /** In an order that is the same in every process, which that of a map is not. */
    private static void putRules(Hasher hasher, BatchRules rules) {
        hasher.putInt(rules.filters().size());
        rules.filters().stream().map(RowFilter::predicate).forEach(predicate -> put(hasher, predicate));
        new TreeMap<>(rules.masks()).forEach((column, mask) -> {
            put(hasher, column);
            put(hasher, mask.toString());
        });
    }

    /** Returns the version for one caller. */
    String of(@Nullable Principal principal) {
        if (principal == null || context.isEmpty()) {
            return shape;
        }
        Hasher hasher = Hashing.sha256().newHasher();
        put(hasher, shape);
        for (ContextParameter claim : context) {
            put(hasher, claim.claim());
            putValue(hasher, principal.claims().get(claim.claim()));
        }
        return hasher.hash().toString();
    }

    private static void putValue(Hasher hasher, @Nullable Object value) {
        if (value instanceof List<?> values) {
            hasher.putInt(values.size());
            values.forEach(one -> putValue(hasher, one));
        } else {
            put(hasher, String.valueOf(value));
        }
    }

    private static void put(Hasher hasher, String text) {
        hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_16LE);
    }
}

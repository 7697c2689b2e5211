package io.colonnade.query.policy;

import io.colonnade.query.resolve.ResolvedQuery.OutputColumn;
import io.colonnade.security.policy.ExportRule;
import io.colonnade.type.ColumnType;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** A query with its policy applied at every scan: the only thing that planning accepts. Made by {@link PolicyStep} only. */
public final class GovernedQuery {
    private final RelNode tree;
    private final List<OutputColumn> columns;
    private final List<ColumnType> parameters;
    private final List<ContextParameter> context;
    private final boolean ordered;
    private final List<AppliedPolicy> applied;
    private final List<DeprecatedUse> deprecated;

    GovernedQuery(
            RelNode tree,
            List<OutputColumn> columns,
            List<ColumnType> parameters,
            List<ContextParameter> context,
            boolean ordered,
            List<AppliedPolicy> applied,
            List<DeprecatedUse> deprecated) {
        this.tree = tree;
        this.columns = List.copyOf(columns);
        this.parameters = List.copyOf(parameters);
        this.context = List.copyOf(context);
        this.ordered = ordered;
        this.applied = List.copyOf(applied);
        this.deprecated = List.copyOf(deprecated);
    }

    /**
     * What was applied to one batch, for the audit and for EXPLAIN: names, never a filter's text.
     *
     * @param projection the projection's name
     * @param version its version
     * @param batch the batch's name
     * @param filters how many row filters apply
     * @param masks the masks, as {@code column:mask}
     * @param columns the columns that the caller may name
     * @param claims the names of the claims that the row filters need
     * @param export what may leave as files, where the projection says so; null if it says nothing
     */
    public record AppliedPolicy(
            String projection,
            String version,
            String batch,
            int filters,
            List<String> masks,
            List<String> columns,
            List<String> claims,
            @Nullable ExportRule export) {
        public AppliedPolicy {
            masks = List.copyOf(masks);
            columns = List.copyOf(columns);
            claims = List.copyOf(claims);
        }

        /** Returns whether rows or values of the batch are hidden from the caller. */
        public boolean isLimiting() {
            return filters > 0 || !masks.isEmpty();
        }
    }

    /** Returns the tree, all of whose table scans are {@link GovernedScan}s. */
    public RelNode tree() {
        return tree;
    }

    /** Returns the result's columns. */
    public List<OutputColumn> columns() {
        return columns;
    }

    /** Returns the types of the caller's parameters, in order. */
    public List<ColumnType> parameters() {
        return parameters;
    }

    /** Returns the claims that are bound after the caller's parameters. */
    public List<ContextParameter> context() {
        return context;
    }

    /** Returns whether the order of rows means something. */
    public boolean ordered() {
        return ordered;
    }

    /** Returns what was applied, a batch at most once. */
    public List<AppliedPolicy> applied() {
        return applied;
    }

    /** Returns the projections that the query names and that will go away, each once. */
    public List<DeprecatedUse> deprecated() {
        return deprecated;
    }

    /** Returns whether any filter or mask applies, so that plans and statistics are not for the caller. */
    public boolean isLimited() {
        return applied.stream().anyMatch(AppliedPolicy::isLimiting);
    }
}

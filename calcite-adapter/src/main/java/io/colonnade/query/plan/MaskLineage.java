package io.colonnade.query.plan;

import io.colonnade.query.policy.GovernedScan;
import io.colonnade.security.policy.ColumnMask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Which fields of a tree show a masked column and nothing else of it, and which masked columns some expression, order,
 * group or condition of the tree looks at. Where nothing looks at a column, its mask may be put on what leaves the tree:
 * the result is the same. Whatever this does not know counts as looking at all that it is given. One walk, one thread.
 */
final class MaskLineage {
    private final Function<GovernedScan, ImmutableBitSet> followed;
    private final Set<MaskedColumn> lookedAt = new HashSet<>();
    private final Set<MaskedColumn> seen = new HashSet<>();
    private final Map<CorrelationId, Map<Integer, MaskedColumn>> outerRows = new HashMap<>();
    private final Map<Integer, MaskedColumn> fields;
    private boolean everythingIsLookedAt;

    /** What a tree does with the keys of the grouping at its top. */
    enum Groups {
        /** They are looked at, as everywhere else. */
        LOOKED_AT,
        /** Those whose masks need a key only pass: equal values and only they have equal masks. */
        PASS_KEYED
    }

    /** One masked column of one scan. */
    record MaskedColumn(GovernedScan scan, int column) {
        ColumnMask mask() {
            ColumnMask mask = scan.masks().get(column);
            if (mask == null) {
                throw new IllegalStateException("no mask is on column " + column);
            }
            return mask;
        }

        boolean isKeyed() {
            return MaskLineage.isKeyed(mask());
        }
    }

    private MaskLineage(RelNode tree, Function<GovernedScan, ImmutableBitSet> followed, Groups groups) {
        this.followed = followed;
        this.fields = tree instanceof Aggregate aggregate ? grouped(aggregate, groups) : walk(tree);
    }

    /** Returns whether only this process can put a mask on. */
    static boolean isKeyed(ColumnMask mask) {
        return mask instanceof ColumnMask.Hash || mask instanceof ColumnMask.Encrypt;
    }

    /** Follows the columns whose masks could be put on where rows arrive. */
    static MaskLineage of(RelNode tree, Groups groups) {
        return new MaskLineage(tree, MaskLineage::masksOfArrival, groups);
    }

    /** Follows the columns whose values a tree carries in place of their masks. */
    static MaskLineage ofCarried(RelNode tree, Groups groups) {
        return new MaskLineage(tree, GovernedScan::carried, groups);
    }

    /** Rounding and truncating are left to the source, whose arithmetic they are. */
    private static ImmutableBitSet masksOfArrival(GovernedScan scan) {
        ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
        scan.masks().forEach((column, mask) -> {
            if (!(mask instanceof ColumnMask.Round) && !(mask instanceof ColumnMask.Truncate)) {
                columns.set(column);
            }
        });
        return columns.build();
    }

    /** Returns the fields of the tree that show a masked column at which nothing looks. */
    Map<Integer, MaskedColumn> fields() {
        Map<Integer, MaskedColumn> shown = new LinkedHashMap<>(fields);
        shown.values().removeIf(this::isLookedAt);
        return shown;
    }

    /** Returns all masked columns that were followed, wherever in the tree. */
    Set<MaskedColumn> seen() {
        return seen;
    }

    /** Returns whether something in the tree looks at a column. */
    boolean isLookedAt(MaskedColumn column) {
        return everythingIsLookedAt || lookedAt.contains(column);
    }

    private Map<Integer, MaskedColumn> walk(RelNode node) {
        if (node instanceof GovernedScan scan) {
            return scanned(scan);
        }
        if (node instanceof Filter filter) {
            return looking(filter, walk(filter.getInput()));
        }
        if (node instanceof Project project) {
            return projected(project, walk(project.getInput()));
        }
        if (node instanceof Sort sort) {
            Map<Integer, MaskedColumn> rows = walk(sort.getInput());
            sort.getCollation().getFieldCollations().forEach(key -> look(rows, key.getFieldIndex()));
            return rows;
        }
        if (node instanceof Join join) {
            return joined(join);
        }
        if (node instanceof Correlate correlate) {
            Map<Integer, MaskedColumn> left = walk(correlate.getLeft());
            bind(correlate, left);
            Map<Integer, MaskedColumn> both = sideBySide(correlate, left, correlate.getJoinType());
            return correlate.getJoinType().projectsRight() ? both : left;
        }
        if (node instanceof Aggregate aggregate) {
            return grouped(aggregate, Groups.LOOKED_AT);
        }
        for (RelNode input : node.getInputs()) {
            Map<Integer, MaskedColumn> rows = walk(input);
            lookedAt.addAll(rows.values());
            bind(node, rows);
        }
        node.accept(new Looking(Map.of()));
        return Map.of();
    }

    private Map<Integer, MaskedColumn> scanned(GovernedScan scan) {
        Map<Integer, MaskedColumn> columns = new LinkedHashMap<>();
        for (int column : followed.apply(scan)) {
            columns.put(column, new MaskedColumn(scan, column));
        }
        seen.addAll(columns.values());
        return columns;
    }

    private Map<Integer, MaskedColumn> projected(Project project, Map<Integer, MaskedColumn> rows) {
        bind(project, rows);
        Map<Integer, MaskedColumn> shown = new LinkedHashMap<>();
        for (int i = 0; i < project.getProjects().size(); i++) {
            RexNode expression = project.getProjects().get(i);
            if (!(expression instanceof RexInputRef reference)) {
                expression.accept(new Looking(rows));
            } else if (rows.containsKey(reference.getIndex())) {
                shown.put(i, rows.get(reference.getIndex()));
            }
        }
        return shown;
    }

    private Map<Integer, MaskedColumn> joined(Join join) {
        Map<Integer, MaskedColumn> left = walk(join.getLeft());
        Map<Integer, MaskedColumn> both = sideBySide(join, left, join.getJoinType());
        looking(join, both);
        return join.getJoinType().projectsRight() ? both : left;
    }

    private Map<Integer, MaskedColumn> sideBySide(BiRel node, Map<Integer, MaskedColumn> left, JoinRelType type) {
        int width = node.getLeft().getRowType().getFieldCount();
        Map<Integer, MaskedColumn> right = walk(node.getRight());
        if (type.generatesNullsOnLeft()) {
            padWithNulls(left);
        }
        if (type.generatesNullsOnRight()) {
            padWithNulls(right);
        }
        Map<Integer, MaskedColumn> both = new LinkedHashMap<>(left);
        right.forEach((field, column) -> both.put(width + field, column));
        return both;
    }

    /** The rows that an outer join makes up hold NULL, which a constant that is put on later would hide. */
    private void padWithNulls(Map<Integer, MaskedColumn> rows) {
        rows.values().stream()
                .filter(column -> column.mask() instanceof ColumnMask.Redact)
                .forEach(lookedAt::add);
    }

    /**
     * Returns the columns that pass as keys of a grouping. Whoever lets a source group by their values must put the groups
     * into another order: the source's own follows the values.
     */
    private Map<Integer, MaskedColumn> grouped(Aggregate aggregate, Groups groups) {
        Map<Integer, MaskedColumn> rows = walk(aggregate.getInput());
        for (AggregateCall call : aggregate.getAggCallList()) {
            call.getArgList().forEach(field -> look(rows, field));
            call.getCollation().getFieldCollations().forEach(key -> look(rows, key.getFieldIndex()));
            look(rows, call.filterArg);
        }
        Map<Integer, MaskedColumn> keys = new LinkedHashMap<>();
        for (int i = 0; i < aggregate.getGroupCount(); i++) {
            MaskedColumn key = rows.get(aggregate.getGroupSet().nth(i));
            if (key != null && key.isKeyed() && groups == Groups.PASS_KEYED) {
                keys.put(i, key);
            } else if (key != null) {
                lookedAt.add(key);
            }
        }
        return keys;
    }

    private Map<Integer, MaskedColumn> looking(RelNode node, Map<Integer, MaskedColumn> rows) {
        bind(node, rows);
        node.accept(new Looking(rows));
        return rows;
    }

    private void bind(RelNode node, Map<Integer, MaskedColumn> rows) {
        node.getVariablesSet().forEach(variable -> outerRows.putIfAbsent(variable, rows));
    }

    private void look(Map<Integer, MaskedColumn> rows, int field) {
        MaskedColumn column = rows.get(field);
        if (column != null) {
            lookedAt.add(column);
        }
    }

    /** Notes what an expression over some rows looks at, sub-queries included. */
    private final class Looking extends RexShuttle {
        private final Map<Integer, MaskedColumn> rows;

        Looking(Map<Integer, MaskedColumn> rows) {
            this.rows = rows;
        }

        @Override
        public RexNode visitInputRef(RexInputRef reference) {
            look(rows, reference.getIndex());
            return reference;
        }

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable && outerRows.containsKey(variable.id)) {
                look(outerRows.get(variable.id), access.getField().getIndex());
                return access;
            }
            return super.visitFieldAccess(access);
        }

        @Override
        public RexNode visitCorrelVariable(RexCorrelVariable variable) {
            everythingIsLookedAt = true;
            return variable;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            super.visitSubQuery(subQuery);
            Map<Integer, MaskedColumn> found = walk(subQuery.rel);
            if (subQuery.getKind() != SqlKind.EXISTS) {
                lookedAt.addAll(found.values());
            }
            return subQuery;
        }
    }
}

package io.colonnade.query.plan;

import io.colonnade.query.policy.GovernedScan;
import io.colonnade.query.policy.MaskOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Which fields of a sub-tree show a hash mask's output and nothing else of it. Where no expression, order or condition of
 * the sub-tree looks at such a field, the source may carry the value itself and the hash is applied to what leaves the
 * sub-tree: the result is the same. Grouping would give the same groups, since equal values and only they have equal
 * hashes, but in the order of the values, which their hashes must not tell.
 */
final class HashLineage {
    private HashLineage() {}

    /** Returns the fields that need the hash on leaving the sub-tree; empty if some part of it looks at a hash. */
    static Optional<ImmutableBitSet> of(RelNode node) {
        if (node instanceof GovernedScan scan) {
            return Optional.of(hashed(scan));
        }
        if (!containsHash(node)) {
            return Optional.of(ImmutableBitSet.of());
        }
        if (node instanceof Filter filter) {
            return of(filter.getInput())
                    .filter(hashes -> !reads(filter.getCondition(), hashes) && subQueriesIgnore(filter, hashes));
        }
        if (node instanceof Sort sort) {
            return of(sort.getInput())
                    .filter(hashes -> sort.getCollation().getFieldCollations().stream()
                            .noneMatch(key -> hashes.get(key.getFieldIndex())));
        }
        if (node instanceof Project project) {
            return of(project.getInput())
                    .filter(hashes -> subQueriesIgnore(project, hashes))
                    .flatMap(hashes -> projected(project, hashes));
        }
        if (node instanceof Aggregate aggregate) {
            return grouped(aggregate).filter(ImmutableBitSet::isEmpty);
        }
        if (node instanceof Join join && subQueries(join).isEmpty()) {
            return joined(join);
        }
        return Optional.empty();
    }

    /** Returns whether any scan in a tree, sub-queries included, hides a column behind the hash. */
    static boolean containsHash(RelNode tree) {
        boolean[] found = {false};
        tree.accept(new RelHomogeneousShuttle() {
            private final RexShuttle subQueries = new RexShuttle() {
                @Override
                public RexNode visitSubQuery(RexSubQuery subQuery) {
                    found[0] |= containsHash(subQuery.rel);
                    return subQuery;
                }
            };

            @Override
            public RelNode visit(RelNode other) {
                other.accept(subQueries);
                return super.visit(other);
            }

            @Override
            public RelNode visit(TableScan scan) {
                found[0] |= scan instanceof GovernedScan governed
                        && !hashed(governed).isEmpty();
                return scan;
            }
        });
        return found[0];
    }

    /** Returns whether no sub-query of a node compares or looks at a hash, its own or this level's. */
    private static boolean subQueriesIgnore(RelNode node, ImmutableBitSet hashes) {
        for (RexSubQuery subQuery : subQueries(node)) {
            Optional<ImmutableBitSet> own = of(subQuery.rel);
            boolean compared = subQuery.getKind() != SqlKind.EXISTS
                    && own.filter(ImmutableBitSet::isEmpty).isEmpty();
            if (own.isEmpty() || compared || OuterFields.anyOf(subQuery.rel, node.getVariablesSet(), hashes)) {
                return false;
            }
        }
        return true;
    }

    private static List<RexSubQuery> subQueries(RelNode node) {
        List<RexSubQuery> found = new ArrayList<>();
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                found.add(subQuery);
                return super.visitSubQuery(subQuery);
            }
        });
        return found;
    }

    static ImmutableBitSet hashed(GovernedScan scan) {
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
        for (int i = 0; i < scan.outputs().size(); i++) {
            if (scan.outputs().get(i) instanceof RexCall call && call.getOperator() == MaskOperators.HASH) {
                fields.set(i);
            }
        }
        return fields.build();
    }

    private static Optional<ImmutableBitSet> projected(Project project, ImmutableBitSet hashes) {
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
        for (int i = 0; i < project.getProjects().size(); i++) {
            RexNode expression = project.getProjects().get(i);
            if (expression instanceof RexInputRef reference) {
                mark(fields, i, hashes.get(reference.getIndex()));
            } else if (reads(expression, hashes)) {
                return Optional.empty();
            }
        }
        return Optional.of(fields.build());
    }

    /**
     * Returns the hashed fields among the keys of a grouping. Whoever lets a source group by the values must put the
     * groups into another order: the source's own follows the values.
     */
    static Optional<ImmutableBitSet> grouped(Aggregate aggregate) {
        return of(aggregate.getInput()).flatMap(hashes -> keys(aggregate, hashes));
    }

    private static Optional<ImmutableBitSet> keys(Aggregate aggregate, ImmutableBitSet hashes) {
        boolean argument = aggregate.getAggCallList().stream()
                .anyMatch(call -> call.getArgList().stream().anyMatch(hashes::get)
                        || call.filterArg >= 0 && hashes.get(call.filterArg)
                        || call.collation.getFieldCollations().stream()
                                .anyMatch(key -> hashes.get(key.getFieldIndex())));
        if (argument) {
            return Optional.empty();
        }
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
        for (int i = 0; i < aggregate.getGroupCount(); i++) {
            mark(fields, i, hashes.get(aggregate.getGroupSet().nth(i)));
        }
        return Optional.of(fields.build());
    }

    private static Optional<ImmutableBitSet> joined(Join join) {
        Optional<ImmutableBitSet> left = of(join.getLeft());
        Optional<ImmutableBitSet> right = of(join.getRight());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        int width = join.getLeft().getRowType().getFieldCount();
        ImmutableBitSet hashes = left.get().union(right.get().shift(width));
        return reads(join.getCondition(), hashes) ? Optional.empty() : Optional.of(hashes);
    }

    private static void mark(ImmutableBitSet.Builder fields, int field, boolean hashed) {
        if (hashed) {
            fields.set(field);
        }
    }

    private static boolean reads(RexNode expression, ImmutableBitSet fields) {
        boolean[] found = {false};
        expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                found[0] |= fields.get(reference.getIndex());
                return reference;
            }
        });
        return found[0];
    }
}

package io.colonnade.query.pushdown;

import io.colonnade.query.policy.GovernedScan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Whether a user's expressions may be evaluated on rows that a row filter hides. An expression is leak-proof if it can
 * neither fail nor be observed, whatever the row: {@link LeakProofOperator} and {@link LeakProofAggregate} list what is,
 * and everything else is not. One instance serves one statement and remembers what it has seen.
 */
final class LeakProof {
    private final Map<RelNode, Boolean> trees = new IdentityHashMap<>();
    private final FallibleFields fallible = new FallibleFields(this);
    private final OuterRows outerRows = new OuterRows();

    private LeakProof() {}

    /** Returns what is leak-proof in a tree, and in what is made of its nodes. */
    static LeakProof of(RelNode tree) {
        LeakProof leakProof = new LeakProof();
        leakProof.outerRows.learn(tree, leakProof.fallible);
        return leakProof;
    }

    /** Returns the fields of a tree's rows that stand for something that is not leak-proof. */
    ImmutableBitSet fallible(RelNode tree) {
        return fallible.of(tree);
    }

    /** Returns whether an expression over a node's input is leak-proof, what the input's fields stand for included. */
    boolean isLeakProof(RexNode expression, RelNode node) {
        return isLeakProof(expression, node, fallible.ofInputs(node));
    }

    /** Returns the same, given the fields of the node's inputs that are not. */
    boolean isLeakProof(RexNode expression, RelNode node, ImmutableBitSet below) {
        return isLeakProof(expression)
                && !fields(expression, node.getVariablesSet()).intersects(below);
    }

    /** Returns whether nothing in a tree can fail or be observed. */
    boolean isLeakProof(RelNode tree) {
        Boolean known = trees.get(tree);
        if (known == null) {
            known = isLeakProofAnew(tree);
            trees.put(tree, known);
        }
        return known;
    }

    private boolean isLeakProofAnew(RelNode tree) {
        ImmutableBitSet below = fallible.ofInputs(tree);
        return isKnown(tree)
                && expressions(tree).stream().allMatch(expression -> isLeakProof(expression, tree, below))
                && tree.getInputs().stream().allMatch(this::isLeakProof);
    }

    /** Returns whether a sub-query is leak-proof, its operands aside. */
    boolean isLeakProof(RexSubQuery subQuery) {
        return switch (subQuery.getKind()) {
            case EXISTS -> isLeakProof(subQuery.rel);
            case SCALAR_QUERY -> isSingleRow(subQuery.rel) && isLeakProof(subQuery.rel);
            case IN, SOME, ALL -> isComparable(subQuery.rel) && isLeakProof(subQuery.rel);
            default -> false;
        };
    }

    /** Returns the fields of the input that an expression looks at, in its sub-queries too. */
    static ImmutableBitSet fields(RexNode expression, Set<CorrelationId> variables) {
        return InputFinder.bits(expression)
                .union(CorrelatedFields.of(expression).of(variables));
    }

    private boolean isLeakProof(RexNode expression) {
        if (expression instanceof RexCall call) {
            return LeakProofOperator.admit(call, this)
                    && call.getOperands().stream().allMatch(this::isLeakProof);
        }
        return expression instanceof RexInputRef
                || expression instanceof RexLiteral
                || expression instanceof RexDynamicParam
                || expression instanceof RexFieldAccess access && outerRows.isLeakProof(access);
    }

    private static boolean isKnown(RelNode node) {
        if (node instanceof Aggregate aggregate) {
            return aggregate.getAggCallList().stream().allMatch(call -> LeakProofAggregate.admit(call, aggregate));
        }
        if (node instanceof Sort sort) {
            // PostgreSQL refuses a negative limit, and only when it comes to it.
            return !(sort.fetch instanceof RexDynamicParam) && !(sort.offset instanceof RexDynamicParam);
        }
        return node instanceof GovernedScan
                || node instanceof Project
                || node instanceof Filter
                || node instanceof Join
                || node instanceof SetOp
                || node instanceof Values;
    }

    private static List<RexNode> expressions(RelNode node) {
        if (node instanceof Project project) {
            return project.getProjects();
        }
        if (node instanceof Filter filter) {
            return List.of(filter.getCondition());
        }
        if (node instanceof Join join) {
            return List.of(join.getCondition());
        }
        List<RexNode> looked = new ArrayList<>();
        if (!node.getInputs().isEmpty()) {
            // What is grouped, sorted and merged by is compared.
            for (RelDataTypeField field : node.getInput(0).getRowType().getFieldList()) {
                looked.add(RexInputRef.of(field.getIndex(), node.getInput(0).getRowType()));
            }
        }
        return looked;
    }

    private static boolean isComparable(RelNode tree) {
        return tree.getRowType().getFieldList().stream()
                .map(RelDataTypeField::getType)
                .allMatch(LeakProofOperator::isOrdered);
    }

    private static boolean isSingleRow(RelNode tree) {
        RelNode node = tree;
        while (node instanceof Project) {
            node = node.getInput(0);
        }
        return node instanceof Aggregate aggregate
                && aggregate.getGroupType() == Aggregate.Group.SIMPLE
                && aggregate.getGroupSet().isEmpty();
    }
}

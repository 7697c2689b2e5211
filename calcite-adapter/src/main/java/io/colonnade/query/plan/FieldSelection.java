package io.colonnade.query.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** A tree with some of its fields only, in the form that a statement without the others would have. Stateless. */
final class FieldSelection {
    private FieldSelection() {}

    /**
     * Returns a tree's rows in their order, with some of its fields.
     *
     * @param fields those that are wanted, among them all that the tree's own order needs
     */
    static RelNode of(RelNode tree, ImmutableBitSet fields) {
        if (fields.cardinality() == tree.getRowType().getFieldCount()) {
            return tree;
        }
        if (tree instanceof Project project) {
            return projected(project, fields);
        }
        if (tree instanceof Sort sort) {
            List<RelFieldCollation> keys = new ArrayList<>();
            for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
                keys.add(key.withFieldIndex(fields.indexOf(key.getFieldIndex())));
            }
            return LogicalSort.create(of(sort.getInput(), fields), RelCollations.of(keys), sort.offset, sort.fetch);
        }
        return RelOptUtil.createProject(tree, fields.asList());
    }

    /** Returns the fields that the order of a tree's rows needs. */
    static ImmutableBitSet orderOf(RelNode tree) {
        return tree instanceof Sort sort
                ? ImmutableBitSet.of(sort.getCollation().getKeys()).union(orderOf(sort.getInput()))
                : ImmutableBitSet.of();
    }

    private static RelNode projected(Project project, ImmutableBitSet fields) {
        RelDataTypeFactory.Builder row = project.getCluster().getTypeFactory().builder();
        List<RexNode> expressions = new ArrayList<>();
        for (int field : fields) {
            expressions.add(project.getProjects().get(field));
            row.add(project.getRowType().getFieldList().get(field));
        }
        return project.copy(project.getTraitSet(), project.getInput(), expressions, row.build());
    }
}

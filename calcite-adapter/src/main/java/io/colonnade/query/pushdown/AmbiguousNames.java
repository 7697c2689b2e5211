package io.colonnade.query.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.util.Util;

/**
 * Whether both sides of a join have a column of one name. The tree calls the second by another name, which the statement
 * has only where it lists the columns.
 */
final class AmbiguousNames {
    private AmbiguousNames() {}

    static boolean in(RelNode node) {
        return (node instanceof Join || node instanceof Correlate) && in((BiRel) node);
    }

    /** Returns a node whose columns have different names in the statement too. */
    static RelNode resolved(RelNode node) {
        return in(node)
                ? LogicalProject.create(
                        node,
                        List.of(),
                        node.getCluster().getRexBuilder().identityProjects(node.getRowType()),
                        node.getRowType().getFieldNames(),
                        Set.of())
                : node;
    }

    private static boolean in(BiRel join) {
        List<String> names = new ArrayList<>(join.getLeft().getRowType().getFieldNames());
        names.addAll(join.getRight().getRowType().getFieldNames());
        return !Util.isDistinct(names);
    }
}

package io.colonnade.query.pushdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlExplainLevel;

/**
 * Aggregations that stand more than once in a tree. Calcite expands a WITH query wherever it is named; PostgreSQL computes
 * it once where it is named twice, and so do we. One instance serves one tree.
 */
final class SharedSubtrees {
    private final Map<String, Integer> uses = new LinkedHashMap<>();
    private final Map<String, RelNode> definitions = new LinkedHashMap<>();

    /** Returns the tree with a {@link SharedRows} in place of each shared sub-tree. */
    RelNode share(RelNode tree) {
        count(tree);
        return uses.values().stream().anyMatch(number -> number > 1) ? replace(tree) : tree;
    }

    /** Returns what each name of a {@link SharedRows} stands for. */
    Map<String, RelNode> definitions() {
        Map<String, RelNode> byName = new LinkedHashMap<>();
        int number = 0;
        for (RelNode definition : definitions.values()) {
            byName.put(name(number++), definition);
        }
        return byName;
    }

    private void count(RelNode tree) {
        walk(tree, node -> {
            if (node instanceof Aggregate) {
                uses.merge(digest(node), 1, Integer::sum);
            }
        });
    }

    private RelNode replace(RelNode tree) {
        return tree.accept(new RelHomogeneousShuttle() {
            private final RexShuttle subQueries = subQueries(this);

            @Override
            public RelNode visit(RelNode node) {
                if (node instanceof Aggregate && uses.getOrDefault(digest(node), 0) > 1 && !isCorrelated(node)) {
                    return shared(node);
                }
                return super.visit(node).accept(subQueries);
            }
        });
    }

    private RelNode shared(RelNode node) {
        String digest = digest(node);
        definitions.putIfAbsent(digest, node);
        int number = 0;
        for (String known : definitions.keySet()) {
            if (known.equals(digest)) {
                break;
            }
            number++;
        }
        return new SharedRows(node.getCluster(), node.getTraitSet(), name(number), node.getRowType());
    }

    private static String name(int number) {
        return "shared" + number;
    }

    private static String digest(RelNode node) {
        return RelOptUtil.toString(node, SqlExplainLevel.DIGEST_ATTRIBUTES);
    }

    private static boolean isCorrelated(RelNode node) {
        return !RelOptUtil.getVariablesUsed(node).isEmpty();
    }

    private static void walk(RelNode tree, Consumer<RelNode> visit) {
        tree.accept(new RelHomogeneousShuttle() {
            private final RexShuttle subQueries = subQueries(this);

            @Override
            public RelNode visit(RelNode node) {
                visit.accept(node);
                node.accept(subQueries);
                return super.visit(node);
            }
        });
    }

    private static RexShuttle subQueries(RelHomogeneousShuttle shuttle) {
        return new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.clone(visited.rel.accept(shuttle));
            }
        };
    }
}

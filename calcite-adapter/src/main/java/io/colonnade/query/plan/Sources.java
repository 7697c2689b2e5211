package io.colonnade.query.plan;

import io.colonnade.query.policy.GovernedScan;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** What a tree's leaves say of where it can be answered. */
final class Sources {
    private Sources() {}

    /** Returns the names of the sources that a tree reads, sub-queries included. */
    static Set<String> of(RelNode tree) {
        Set<String> names = new LinkedHashSet<>();
        rewriteScans(tree, scan -> {
            names.add(scan.projection().source());
            return scan;
        });
        return names;
    }

    /** Returns how many tables of its sources a tree reads, each as often as it is read. */
    static long tables(RelNode tree) {
        long[] tables = {0};
        rewriteScans(tree, scan -> {
            tables[0] += scan.batch().relation().tables();
            return scan;
        });
        return tables[0];
    }

    /** Returns whether a tree refers to a row of a query around it. */
    static boolean isCorrelated(RelNode tree) {
        boolean[] found = {false};
        tree.accept(new RelHomogeneousShuttle() {
            private final RexShuttle references = new RexShuttle() {
                @Override
                public RexNode visitFieldAccess(RexFieldAccess access) {
                    found[0] = true;
                    return access;
                }

                @Override
                public RexNode visitSubQuery(RexSubQuery subQuery) {
                    found[0] |= isCorrelated(subQuery.rel);
                    return super.visitSubQuery(subQuery);
                }
            };

            @Override
            public RelNode visit(RelNode other) {
                other.accept(references);
                return super.visit(other);
            }
        });
        return found[0];
    }

    /** Returns a tree with other scans, sub-queries included. */
    static RelNode rewriteScans(RelNode tree, UnaryOperator<GovernedScan> rewrite) {
        return tree.accept(new RelHomogeneousShuttle() {
            private final RexShuttle subQueries = new RexShuttle() {
                @Override
                public RexNode visitSubQuery(RexSubQuery subQuery) {
                    RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                    return visited.clone(rewriteScans(visited.rel, rewrite));
                }
            };

            @Override
            public RelNode visit(RelNode other) {
                return super.visit(other).accept(subQueries);
            }

            @Override
            public RelNode visit(TableScan scan) {
                return rewrite.apply((GovernedScan) scan);
            }
        });
    }
}

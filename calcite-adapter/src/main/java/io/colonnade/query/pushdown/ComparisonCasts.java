package io.colonnade.query.pushdown;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Takes away casts of columns in comparisons that PostgreSQL makes between the two types by itself, such as a date with a
 * timestamp (its {@code btree} operator families {@code datetime_ops}, {@code integer_ops} and {@code float_ops}): a cast
 * column cannot use its index.
 */
final class ComparisonCasts {
    private static final Set<SqlKind> COMPARISONS = EnumSet.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL);

    private static final Map<SqlTypeName, Set<SqlTypeName>> COMPARABLE = Map.of(
            SqlTypeName.DATE, EnumSet.of(SqlTypeName.TIMESTAMP, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
            SqlTypeName.TIMESTAMP, EnumSet.of(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
            SqlTypeName.INTEGER, EnumSet.of(SqlTypeName.BIGINT),
            SqlTypeName.REAL, EnumSet.of(SqlTypeName.DOUBLE));

    private ComparisonCasts() {}

    static RelNode strip(RelNode tree) {
        return tree.accept(new RelHomogeneousShuttle() {
            private final RexShuttle expressions = new RexShuttle() {
                @Override
                public RexNode visitCall(RexCall call) {
                    RexCall visited = (RexCall) super.visitCall(call);
                    return COMPARISONS.contains(visited.getKind()) ? stripped(visited) : visited;
                }

                @Override
                public RexNode visitSubQuery(RexSubQuery subQuery) {
                    RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                    return visited.clone(strip(visited.rel));
                }
            };

            @Override
            public RelNode visit(RelNode node) {
                return super.visit(node).accept(expressions);
            }
        });
    }

    private static RexCall stripped(RexCall comparison) {
        List<RexNode> operands = new ArrayList<>();
        for (RexNode operand : comparison.getOperands()) {
            operands.add(isNeedless(operand) ? ((RexCall) operand).getOperands().get(0) : operand);
        }
        return comparison.clone(comparison.getType(), operands);
    }

    private static boolean isNeedless(RexNode operand) {
        if (!(operand instanceof RexCall cast) || cast.getKind() != SqlKind.CAST) {
            return false;
        }
        RexNode value = cast.getOperands().get(0);
        Set<SqlTypeName> targets = COMPARABLE.get(value.getType().getSqlTypeName());
        return value instanceof RexInputRef
                && targets != null
                && targets.contains(cast.getType().getSqlTypeName());
    }
}

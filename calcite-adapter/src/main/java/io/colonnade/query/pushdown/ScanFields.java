package io.colonnade.query.pushdown;

import io.colonnade.contract.Batch;
import io.colonnade.query.policy.GovernedScan;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The fields of a scan whose computation could fail. The expression that a contract gives for a column, and the mask over
 * it, are evaluated where the column is looked at.
 */
final class ScanFields {
    private static final Set<String> PREFIXES = Set.of("LEFT", "RIGHT");
    private static final Set<String> ROUNDING = Set.of("ROUND", "CAST", "LEAST", "GREATEST", "CASE");

    private ScanFields() {}

    static ImmutableBitSet fallible(GovernedScan scan) {
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
        for (int i = 0; i < scan.outputs().size(); i++) {
            RexNode output = scan.outputs().get(i);
            if (!isHarmless(output) || !isOfStored(output, scan.batch())) {
                fields.set(i);
            }
        }
        return fields.build();
    }

    /** Masks look at visible columns only, which are the first that they can. */
    private static boolean isOfStored(RexNode output, Batch batch) {
        return InputFinder.bits(output).asList().stream()
                .allMatch(column -> column < batch.columns().size()
                        && batch.columns().get(column).isStored());
    }

    /** Constants, beginnings of texts, and exact numbers, which are rounded within their range; floats and dates leave it. */
    private static boolean isHarmless(RexNode output) {
        if (output instanceof RexInputRef || output instanceof RexLiteral) {
            return true;
        }
        return output instanceof RexCall call && (isConstant(call) || isPrefix(call) || isRounded(call));
    }

    private static boolean isConstant(RexCall call) {
        return call.getKind() == SqlKind.CAST && call.getOperands().get(0) instanceof RexLiteral;
    }

    private static boolean isPrefix(RexCall call) {
        return PREFIXES.contains(call.getOperator().getName())
                && call.getOperands().get(0) instanceof RexInputRef
                && call.getOperands().get(1) instanceof RexLiteral;
    }

    private static boolean isRounded(RexNode node) {
        if (!(node instanceof RexCall call)) {
            return node instanceof RexInputRef || node instanceof RexLiteral;
        }
        boolean number = SqlTypeName.EXACT_TYPES.contains(call.getType().getSqlTypeName())
                && ROUNDING.contains(call.getOperator().getName());
        return (number || call.getKind() == SqlKind.IS_NOT_NULL)
                && call.getOperands().stream().allMatch(ScanFields::isRounded);
    }
}

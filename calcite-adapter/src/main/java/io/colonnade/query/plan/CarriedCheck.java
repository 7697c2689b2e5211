package io.colonnade.query.plan;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.plan.ExecutionPlan.Output;
import io.colonnade.query.plan.MaskLineage.Groups;
import io.colonnade.query.plan.MaskLineage.MaskedColumn;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;

/**
 * The last look at what a source is sent: no value that a scan delivers in place of its mask is looked at on its way, and
 * each gets the very mask that the scan demands before it leaves. Stateless.
 */
final class CarriedCheck {
    private CarriedCheck() {}

    /**
     * Refuses a tree whose values would be seen without their masks.
     *
     * @param outputs what is made of the tree's fields
     * @throws ColonnadeException INTERNAL
     */
    static void check(RelNode sent, List<Output> outputs, Groups groups) {
        MaskLineage carried = MaskLineage.ofCarried(sent, groups);
        Map<Integer, MaskedColumn> values = carried.fields();
        if (carried.seen().stream().anyMatch(carried::isLookedAt)
                || outputs.stream().anyMatch(output -> !isSafe(output, values))) {
            throw ColonnadeException.of(
                    ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot plan the query: a column lost its mask");
        }
    }

    private static boolean isSafe(Output output, Map<Integer, MaskedColumn> values) {
        if (output instanceof Output.Masked masked) {
            MaskedColumn value = values.get(masked.column());
            return value != null && value.mask().equals(masked.mask());
        }
        return !(output instanceof Output.Shown shown) || !values.containsKey(shown.column());
    }
}

package io.colonnade.query.plan;

import io.colonnade.query.plan.ExecutionPlan.Output;
import io.colonnade.query.plan.MaskLineage.Groups;
import io.colonnade.query.plan.MaskLineage.MaskedColumn;
import io.colonnade.query.policy.GovernedScan;
import io.colonnade.security.policy.ColumnMask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A tree as a source answers it, and what becomes of the rows where they arrive. Columns at which nothing looks arrive as
 * values and get their masks there; constants do not arrive at all. All other masks are in what is sent. Immutable.
 */
final class Arrival {
    private final RelNode sent;
    private final ImmutableBitSet kept;
    private final List<Output> outputs;

    private Arrival(RelNode sent, ImmutableBitSet kept, List<Output> outputs) {
        this.sent = sent;
        this.kept = kept;
        this.outputs = outputs;
    }

    /** Returns how a source answers a tree; empty if something looks at a mask that only this process can put on. */
    static Optional<Arrival> of(RelNode tree, Groups groups) {
        MaskLineage lineage = MaskLineage.of(tree, groups);
        if (lineage.seen().stream().anyMatch(column -> column.isKeyed() && lineage.isLookedAt(column))) {
            return Optional.empty();
        }
        Map<Integer, MaskedColumn> fields = lineage.fields();
        RelNode carrying = Sources.rewriteScans(tree, scan -> carrying(scan, lineage.seen(), fields.values()));
        ImmutableBitSet kept =
                ImmutableBitSet.range(tree.getRowType().getFieldCount()).except(constants(fields, tree));
        Arrival arrival = new Arrival(FieldSelection.of(carrying, kept), kept, outputs(fields, kept, tree));
        CarriedCheck.check(arrival.sent, arrival.outputs, groups);
        return Optional.of(arrival);
    }

    private static GovernedScan carrying(
            GovernedScan scan, Collection<MaskedColumn> seen, Collection<MaskedColumn> leaving) {
        ImmutableBitSet.Builder values = ImmutableBitSet.builder();
        ImmutableBitSet.Builder unread = ImmutableBitSet.builder();
        for (MaskedColumn column : seen) {
            if (column.scan() == scan && leaving.contains(column) && !isConstant(column.mask())) {
                values.set(column.column());
            } else if (column.scan() == scan && column.isKeyed()) {
                unread.set(column.column());
            }
        }
        return scan.carrying(values.build(), unread.build());
    }

    private static List<Output> outputs(Map<Integer, MaskedColumn> fields, ImmutableBitSet kept, RelNode tree) {
        List<Output> outputs = new ArrayList<>();
        for (int field = 0; field < tree.getRowType().getFieldCount(); field++) {
            MaskedColumn masked = fields.get(field);
            int position = kept.indexOf(field);
            if (masked == null || isConstant(masked.mask()) && position >= 0) {
                outputs.add(new Output.Shown(position));
            } else if (isConstant(masked.mask())) {
                outputs.add(new Output.Filled(masked.mask()));
            } else {
                outputs.add(new Output.Masked(position, masked.mask()));
            }
        }
        return outputs;
    }

    /** Returns the fields that need nothing from the source. A source must still tell how many rows there are. */
    private static ImmutableBitSet constants(Map<Integer, MaskedColumn> fields, RelNode tree) {
        ImmutableBitSet.Builder constants = ImmutableBitSet.builder();
        fields.forEach((field, column) -> {
            if (isConstant(column.mask())) {
                constants.set(field);
            }
        });
        ImmutableBitSet found = constants.build();
        return found.cardinality() < tree.getRowType().getFieldCount() ? found : found.clear(0);
    }

    private static boolean isConstant(ColumnMask mask) {
        return mask instanceof ColumnMask.Redact || mask instanceof ColumnMask.Null;
    }

    /** Returns the tree to send. */
    RelNode sent() {
        return sent;
    }

    /** Returns how each field of the tree comes about, in order. */
    List<Output> outputs() {
        return outputs;
    }

    /** Returns the fields of the tree that the source delivers. */
    ImmutableBitSet kept() {
        return kept;
    }

    /** Returns the fields of the tree whose masks only this process can put on. */
    ImmutableBitSet keyed() {
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
        for (int field = 0; field < outputs.size(); field++) {
            if (outputs.get(field) instanceof Output.Masked masked && MaskLineage.isKeyed(masked.mask())) {
                fields.set(field);
            }
        }
        return fields.build();
    }
}

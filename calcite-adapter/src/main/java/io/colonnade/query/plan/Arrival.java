package io.colonnade.query.plan;

import io.colonnade.query.plan.ExecutionPlan.Output;
import io.colonnade.query.plan.MaskLineage.Groups;
import io.colonnade.query.plan.MaskLineage.MaskedColumn;
import io.colonnade.query.policy.GovernedScan;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A tree as a source answers it, and what becomes of the rows where they arrive. Columns at which nothing looks arrive as
 * values and get their masks there; constants do not arrive at all. All other masks are in what is sent. Immutable.
 */
final class Arrival {
    /** A constant and its offset. */
    private static final int CONSTANT_BYTES = ColumnMask.Redact.TEXT.length() + Integer.BYTES;

    /** A digest; no short text is longer when it is encrypted. */
    private static final int KEYED_BYTES = 64;

    private final RelNode sent;
    private final ImmutableBitSet kept;
    private final List<Output> outputs;

    private Arrival(RelNode sent, ImmutableBitSet kept, List<Output> outputs) {
        this.sent = sent;
        this.kept = kept;
        this.outputs = outputs;
    }

    /**
     * Returns how a source answers a tree; empty if something looks at a mask that only this process can put on.
     *
     * @param read the fields of the tree that somebody looks at
     */
    static Optional<Arrival> of(RelNode tree, ImmutableBitSet read, Groups groups) {
        MaskLineage lineage = MaskLineage.of(tree, groups);
        if (lineage.seen().stream().anyMatch(column -> column.isKeyed() && lineage.isLookedAt(column))) {
            return Optional.empty();
        }
        Map<Integer, MaskedColumn> fields = lineage.fields();
        fields.keySet().removeIf(field -> !read.get(field));
        RelNode carrying = Sources.rewriteScans(tree, scan -> carrying(scan, lineage.seen(), fields.values()));
        ImmutableBitSet kept = kept(tree, read, fields);
        List<Output> outputs = new ArrayList<>();
        for (int field = 0; field < tree.getRowType().getFieldCount(); field++) {
            outputs.add(read.get(field) ? output(fields.get(field), kept.indexOf(field)) : new Output.Unread());
        }
        Arrival arrival = new Arrival(FieldSelection.of(carrying, kept), kept, outputs);
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

    private static Output output(@Nullable MaskedColumn masked, int position) {
        if (masked == null || isConstant(masked.mask()) && position >= 0) {
            return new Output.Shown(position);
        }
        return isConstant(masked.mask())
                ? new Output.Filled(masked.mask())
                : new Output.Masked(position, masked.mask());
    }

    /**
     * Returns the fields that a source is asked for: those that are read and no constants, and what the order needs behind
     * them. A source must still tell how many rows there are.
     */
    private static ImmutableBitSet kept(RelNode tree, ImmutableBitSet read, Map<Integer, MaskedColumn> fields) {
        ImmutableBitSet.Builder constants = ImmutableBitSet.builder();
        fields.forEach((field, column) -> {
            if (isConstant(column.mask())) {
                constants.set(field);
            }
        });
        ImmutableBitSet values = read.except(constants.build());
        ImmutableBitSet some = values.isEmpty() ? ImmutableBitSet.of(read.isEmpty() ? 0 : read.nth(0)) : values;
        return some.union(FieldSelection.orderOf(tree));
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

    /**
     * Returns what the source delivers.
     *
     * @param columns the first fields of the tree
     */
    List<ResultColumn> delivered(List<ResultColumn> columns) {
        List<ResultColumn> delivered = new ArrayList<>();
        for (int field : kept.intersect(ImmutableBitSet.range(columns.size()))) {
            int added = outputs.get(field) instanceof Output.Masked masked ? added(masked.mask()) : 0;
            delivered.add(columns.get(field).adding(added));
        }
        long constants =
                outputs.stream().filter(Output.Filled.class::isInstance).count();
        delivered.set(0, delivered.get(0).adding((int) constants * CONSTANT_BYTES));
        return delivered;
    }

    private static int added(ColumnMask mask) {
        return MaskLineage.isKeyed(mask) ? KEYED_BYTES : 0;
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

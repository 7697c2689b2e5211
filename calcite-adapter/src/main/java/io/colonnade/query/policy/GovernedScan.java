package io.colonnade.query.policy;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Projection;
import io.colonnade.query.resolve.BatchTable;
import io.colonnade.security.policy.ColumnMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A scan of a batch together with the policy that applies to it: one leaf, so that no transformation of the tree can part
 * the two. Its fields are the batch's visible columns after masking. Made by {@link PolicyStep} only.
 */
public final class GovernedScan extends TableScan {
    private final BatchTable batchTable;
    private final RelDataType sourceRow;
    private final Map<Integer, ColumnMask> masks;
    private final List<RexNode> outputs;
    private final @Nullable RexNode filter;
    private final ImmutableBitSet carried;

    GovernedScan(
            RelOptCluster cluster,
            RelTraitSet traits,
            RelOptTable table,
            BatchTable batchTable,
            RelDataType sourceRow,
            Map<Integer, ColumnMask> masks,
            List<RexNode> outputs,
            @Nullable RexNode filter) {
        super(cluster, traits, List.of(), table);
        this.batchTable = batchTable;
        this.sourceRow = sourceRow;
        this.masks = Map.copyOf(masks);
        this.outputs = List.copyOf(outputs);
        this.filter = filter;
        this.carried = ImmutableBitSet.of();
    }

    GovernedScan(GovernedScan scan, List<RexNode> outputs, ImmutableBitSet carried) {
        super(scan.getCluster(), scan.traitSet, List.of(), scan.table);
        this.batchTable = scan.batchTable;
        this.sourceRow = scan.sourceRow;
        this.masks = scan.masks;
        this.outputs = List.copyOf(outputs);
        this.filter = scan.filter;
        this.carried = carried;
    }

    /** Returns the projection that is read. */
    public Projection projection() {
        return batchTable.projection();
    }

    /** Returns the batch that is read. */
    public Batch batch() {
        return batchTable.batch();
    }

    /** Returns the row that masks and filter refer to: all visible columns, then all filter columns. */
    public RelDataType sourceRow() {
        return sourceRow;
    }

    /** Returns one expression over {@link #sourceRow()} for each visible column. */
    public List<RexNode> outputs() {
        return outputs;
    }

    /** Returns the row filter over {@link #sourceRow()}. */
    public Optional<RexNode> filter() {
        return Optional.ofNullable(filter);
    }

    /** Returns whether a column is shown as something else than its value. */
    public boolean masked(int column) {
        return !(outputs.get(column) instanceof RexInputRef);
    }

    /** Returns the masks of the visible columns by their positions. */
    public Map<Integer, ColumnMask> masks() {
        return masks;
    }

    /** Returns the visible columns whose values stand where their masks belong: none but in what a source is sent. */
    public ImmutableBitSet carried() {
        return carried;
    }

    /**
     * Returns the scan as its source answers it. Masks are put on where rows arrive: some for speed, some because they need
     * a key that never leaves the process. Whoever calls this must put the mask on every carried column before anything
     * else sees it.
     *
     * @param values the masked columns whose values the source delivers
     * @param unread the masked columns that nothing reads, and that are NULL
     */
    public GovernedScan carrying(ImmutableBitSet values, ImmutableBitSet unread) {
        List<RexNode> sent = new ArrayList<>(outputs);
        RexBuilder rex = getCluster().getRexBuilder();
        for (int column : values.union(unread)) {
            if (!masks.containsKey(column)) {
                throw new IllegalArgumentException("no mask is on column " + column);
            }
            RelDataType type = outputs.get(column).getType();
            sent.set(column, values.get(column) ? rex.makeInputRef(type, column) : rex.makeNullLiteral(type));
        }
        return new GovernedScan(this, sent, values);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return this;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("outputs", outputs)
                .itemIf("filter", filter, filter != null)
                .itemIf("carried", carried, !carried.isEmpty());
    }
}

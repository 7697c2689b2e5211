package io.colonnade.query.policy;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Projection;
import io.colonnade.query.resolve.BatchTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A scan of a batch together with the policy that applies to it: one leaf, so that no transformation of the tree can part
 * the two. Its fields are the batch's visible columns after masking. Made by {@link PolicyStep} only.
 */
public final class GovernedScan extends TableScan {
    private final BatchTable batchTable;
    private final RelDataType sourceRow;
    private final List<RexNode> outputs;
    private final @Nullable RexNode filter;

    GovernedScan(
            RelOptCluster cluster,
            RelTraitSet traits,
            RelOptTable table,
            BatchTable batchTable,
            RelDataType sourceRow,
            List<RexNode> outputs,
            @Nullable RexNode filter) {
        super(cluster, traits, List.of(), table);
        this.batchTable = batchTable;
        this.sourceRow = sourceRow;
        this.outputs = List.copyOf(outputs);
        this.filter = filter;
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

    /**
     * Returns the scan as its source answers it: the hash mask needs a key that never leaves the process, so that the
     * source delivers the value itself. Whoever calls this must put the hash on every such column before anything else
     * sees it.
     */
    public GovernedScan beforeHash() {
        List<RexNode> values = new ArrayList<>();
        for (RexNode output : outputs) {
            boolean hash = output instanceof RexCall call && call.getOperator() == MaskOperators.HASH;
            values.add(hash ? ((RexCall) output).getOperands().get(0) : output);
        }
        return new GovernedScan(getCluster(), traitSet, table, batchTable, sourceRow, values, filter);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return this;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("outputs", outputs).itemIf("filter", filter, filter != null);
    }
}

package io.colonnade.query.policy;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.query.policy.RowFilterCompiler.CompiledFilter;
import io.colonnade.security.decision.Decision.BatchRules;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.RowFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** A batch's rules as expressions: what the policy step puts on a scan, and what its check demands to find there. */
final class ScanExpressions {
    private final RowFilterCompiler filters = new RowFilterCompiler();

    /** Returns the row that masks and filters refer to: all visible columns, then all filter columns. */
    static RelDataType sourceRow(RelDataTypeFactory factory, Batch batch) {
        RelDataTypeFactory.Builder row = factory.builder();
        for (Column column : RowFilterCompiler.columns(batch)) {
            row.add(column.name(), column.type().sql(factory, column.nullable()));
        }
        return row.build();
    }

    /** Returns the masks of the visible columns by their positions. */
    static Map<Integer, ColumnMask> masks(Batch batch, BatchRules rules) {
        Map<Integer, ColumnMask> masks = new LinkedHashMap<>();
        for (int i = 0; i < batch.columns().size(); i++) {
            ColumnMask mask = rules.masks().get(batch.columns().get(i).name());
            if (mask != null) {
                masks.put(i, mask);
            }
        }
        return masks;
    }

    /** Returns one expression for each visible column: its mask, or the column itself where none applies. */
    static List<RexNode> outputs(Batch batch, BatchRules rules, RelDataType row, RexBuilder rex) {
        Map<Integer, ColumnMask> masks = masks(batch, rules);
        List<RexNode> outputs = new ArrayList<>();
        for (int i = 0; i < batch.columns().size(); i++) {
            RexNode value = rex.makeInputRef(row.getFieldList().get(i).getType(), i);
            ColumnMask mask = masks.get(i);
            outputs.add(mask == null ? value : MaskExpressions.of(mask, value, rex));
        }
        return outputs;
    }

    /**
     * Returns all row filters as one condition; null if none applies.
     *
     * @param number the parameter that a claim is bound to
     */
    @Nullable
    RexNode filter(Batch batch, BatchRules rules, RexBuilder rex, ToIntFunction<ContextParameter> number) {
        List<RexNode> conditions = new ArrayList<>();
        for (RowFilter filter : rules.filters()) {
            CompiledFilter compiled = filters.compile(batch, filter);
            conditions.add(compiled.predicate().condition().accept(new RexShuttle() {
                @Override
                public RexNode visitDynamicParam(RexDynamicParam parameter) {
                    ContextParameter claim = compiled.context().get(parameter.getIndex());
                    return rex.makeDynamicParam(parameter.getType(), number.applyAsInt(claim));
                }
            }));
        }
        return conditions.isEmpty() ? null : RexUtil.composeConjunction(rex, conditions);
    }
}

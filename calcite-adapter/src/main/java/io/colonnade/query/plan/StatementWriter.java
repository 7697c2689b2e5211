package io.colonnade.query.plan;

import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.query.pushdown.PostgresPushdown;
import io.colonnade.query.pushdown.SplitScan;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/** How the statements of a plan are written. */
enum StatementWriter {
    /** To run: with everything in them. */
    COMPLETE {
        @Override
        SourceStep write(String source, RelNode tree, List<ResultColumn> columns, boolean fewRows) {
            SplitScan scan = SplitScan.of(tree).orElse(null);
            return new SourceStep(source, PostgresPushdown.sql(tree), columns, fewRows, scan);
        }
    },

    /** To be looked at by those who may not know how batches are defined, filtered and masked. */
    OUTLINE {
        @Override
        SourceStep write(String source, RelNode tree, List<ResultColumn> columns, boolean fewRows) {
            return new SourceStep(source, PostgresPushdown.outline(tree), columns, fewRows, null);
        }
    };

    /** Returns the step in which a source answers what an {@link Arrival} sends. */
    abstract SourceStep write(String source, RelNode tree, List<ResultColumn> columns, boolean fewRows);
}

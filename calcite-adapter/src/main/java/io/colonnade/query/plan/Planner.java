package io.colonnade.query.plan;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.plan.ExecutionPlan.LocalStep;
import io.colonnade.query.plan.ExecutionPlan.Output;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.query.plan.ExecutionPlan.Step;
import io.colonnade.query.plan.MaskLineage.Groups;
import io.colonnade.query.policy.GovernedQuery;
import io.colonnade.query.pushdown.LocalPushdown;
import io.colonnade.query.pushdown.LocalPushdown.TextOrder;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.resolve.ResolvedQuery.Origin;
import io.colonnade.query.resolve.ResolvedQuery.OutputColumn;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides what each source does and what is left for the local engine. A query that one source can answer becomes one
 * statement, straight from the logical tree. Stateless and thread-safe.
 */
public final class Planner {
    private final String defaultSource;
    private final Predicate<String> binaryCollation;
    private final QueryLimits limits;

    /**
     * Creates a planner.
     *
     * @param defaultSource the source that answers queries that read no batch, such as {@code SELECT 1}
     * @param binaryCollation whether a source, by its name, orders text by code point
     * @param limits how many tables a statement may read
     */
    public Planner(String defaultSource, Predicate<String> binaryCollation, QueryLimits limits) {
        this.defaultSource = defaultSource;
        this.binaryCollation = binaryCollation;
        this.limits = limits;
    }

    /**
     * Plans a query.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if part of it can be answered neither by a source nor exactly by the
     *     local engine, or if it reads too many tables once its batches are written out
     */
    public ExecutionPlan plan(GovernedQuery query) {
        return plan(query, StatementWriter.COMPLETE);
    }

    /**
     * Plans a query to be looked at: the statements name batches where a plan that runs holds their definitions, filters
     * and masks, which are not for those whom they limit.
     */
    public ExecutionPlan outline(GovernedQuery query) {
        return plan(query, StatementWriter.OUTLINE);
    }

    private ExecutionPlan plan(GovernedQuery query, StatementWriter writer) {
        limits.checkTables(Sources.tables(query.tree()));
        Set<String> sources = Sources.of(query.tree());
        int width = query.columns().size();
        Optional<Arrival> arrival = sources.size() > 1
                ? Optional.empty()
                : Arrival.of(query.tree(), ImmutableBitSet.range(width), Groups.LOOKED_AT);
        Step step =
                arrival.<Step>map(rows -> pushed(query, rows, sources, writer)).orElseGet(() -> local(query, writer));
        List<Output> outputs = arrival.map(rows -> rows.outputs().subList(0, width))
                .orElseGet(() -> IntStream.range(0, width)
                        .<Output>mapToObj(Output.Shown::new)
                        .toList());
        return new ExecutionPlan(
                ResultSchema.of(query),
                query.parameters(),
                query.context(),
                query.ordered(),
                query.applied(),
                step,
                outputs);
    }

    private SourceStep pushed(GovernedQuery query, Arrival arrival, Set<String> sources, StatementWriter writer) {
        return writer.write(
                sources.isEmpty() ? defaultSource : sources.iterator().next(),
                arrival.sent(),
                arrival.delivered(columns(query)),
                fewRows(query.tree()));
    }

    private LocalStep local(GovernedQuery query, StatementWriter writer) {
        LocalSplit split = new LocalSplit(writer);
        RelNode remainder = split.split(query.tree());
        if (remainder.getRowType().getFieldCount() > query.columns().size()) {
            remainder = RelOptUtil.createProject(
                    remainder, ImmutableBitSet.range(query.columns().size()).asList());
        }
        if (split.inputs().isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot plan the query: it reads nothing");
        }
        return new LocalStep(LocalPushdown.sql(remainder, textOrder(query)), split.inputs(), columns(query));
    }

    private TextOrder textOrder(GovernedQuery query) {
        return Sources.of(query.tree()).stream().allMatch(binaryCollation) ? TextOrder.CODE_POINTS : TextOrder.OTHER;
    }

    private static List<ResultColumn> columns(GovernedQuery query) {
        List<ResultColumn> columns = new ArrayList<>();
        for (OutputColumn column : query.columns()) {
            columns.add(new ResultColumn(column.name(), column.type(), column.nullable(), origin(column)));
        }
        return columns;
    }

    private static String origin(OutputColumn column) {
        Origin origin = column.origin();
        return origin == null
                ? ""
                : origin.table().projection().name() + "."
                        + origin.table().batch().name() + "." + origin.column();
    }

    private static boolean fewRows(RelNode tree) {
        RelNode node = tree;
        while (node instanceof Project || node instanceof Sort) {
            if (node instanceof Sort sort && sort.fetch instanceof RexLiteral limit && isFew(limit)) {
                return true;
            }
            node = node.getInput(0);
        }
        return node instanceof Aggregate;
    }

    /** A limit may be beyond what an integer holds. */
    private static boolean isFew(RexLiteral limit) {
        @Nullable BigDecimal rows = limit.getValueAs(BigDecimal.class);
        return rows != null && rows.compareTo(BigDecimal.valueOf(ReadOptions.FEW_ROWS)) <= 0;
    }
}

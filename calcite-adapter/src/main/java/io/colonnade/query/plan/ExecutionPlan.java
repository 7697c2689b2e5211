package io.colonnade.query.plan;

import io.colonnade.query.policy.ContextParameter;
import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import io.colonnade.query.pushdown.PushdownSql;
import io.colonnade.query.pushdown.SplitScan;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.type.ColumnType;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What will be done to answer a query, without any value of the one who asks: it serves everybody whose policy has the
 * same shape. Immutable; made by {@link Planner} only.
 */
public final class ExecutionPlan {
    private final Schema schema;
    private final List<ColumnType> parameters;
    private final List<ContextParameter> context;
    private final boolean ordered;
    private final List<AppliedPolicy> applied;
    private final Step step;
    private final List<Output> outputs;

    ExecutionPlan(
            Schema schema,
            List<ColumnType> parameters,
            List<ContextParameter> context,
            boolean ordered,
            List<AppliedPolicy> applied,
            Step step,
            List<Output> outputs) {
        this.schema = schema;
        this.parameters = List.copyOf(parameters);
        this.context = List.copyOf(context);
        this.ordered = ordered;
        this.applied = List.copyOf(applied);
        this.step = step;
        this.outputs = List.copyOf(outputs);
    }

    /** Where rows come from. */
    public sealed interface Step permits SourceStep, LocalStep {
        /** Returns the columns that the step produces. */
        List<ResultColumn> columns();
    }

    /**
     * One statement that a source answers.
     *
     * @param source the source's name
     * @param sql the statement
     * @param columns what it returns; columns of the statement after these are dropped
     * @param fewRows whether the plan bounds the result to few rows
     * @param scan the same rows in parts, in no order; null where they are read as a whole only
     */
    public record SourceStep(
            String source,
            PushdownSql sql,
            List<ResultColumn> columns,
            boolean fewRows,
            @Nullable SplitScan scan) implements Step {
        public SourceStep {
            columns = List.copyOf(columns);
        }

        /** Returns how to read the same rows in parts, in no order. */
        public Optional<SplitScan> splitting() {
            return Optional.ofNullable(scan);
        }
    }

    /**
     * A statement that the embedded engine answers over the rows of sources.
     *
     * @param sql the statement in the engine's dialect
     * @param inputs what it reads, each under its name
     * @param columns what it returns
     */
    public record LocalStep(PushdownSql sql, List<Input> inputs, List<ResultColumn> columns) implements Step {
        public LocalStep {
            inputs = List.copyOf(inputs);
            columns = List.copyOf(columns);
        }
    }

    /**
     * Rows of a source under a name of the local engine.
     *
     * @param name the table's name in the local statement
     * @param step where the rows come from
     * @param columns the table's columns
     * @param outputs how the step's columns become the table's, in the same order
     */
    public record Input(String name, SourceStep step, List<ResultColumn> columns, List<Output> outputs) {
        public Input {
            columns = List.copyOf(columns);
            outputs = List.copyOf(outputs);
        }
    }

    /** How one column of what leaves a step comes about. */
    public sealed interface Output {
        /**
         * What the step produces.
         *
         * @param column the position among the step's columns
         */
        record Shown(int column) implements Output {}

        /**
         * A value that is masked before anything sees it.
         *
         * @param column the position among the step's columns
         * @param mask what is shown in place of the value
         */
        record Masked(int column, ColumnMask mask) implements Output {}

        /**
         * A constant, for which the step produces nothing.
         *
         * @param mask says which constant
         */
        record Filled(ColumnMask mask) implements Output {}

        /** NULL, for which the step produces nothing: nobody looks at the column. */
        record Unread() implements Output {}
    }

    /** Returns the schema of the result, which is that of the stream to the bit. */
    public Schema schema() {
        return schema;
    }

    /** Returns the types of the caller's parameters, in order. */
    public List<ColumnType> parameters() {
        return parameters;
    }

    /** Returns the caller's parameters as a schema, for clients that want to know them. */
    public Schema parameterSchema() {
        return ResultSchema.ofParameters(parameters);
    }

    /** Returns the claims that are bound after the caller's parameters. */
    public List<ContextParameter> context() {
        return context;
    }

    /** Returns whether the order of rows means something. */
    public boolean ordered() {
        return ordered;
    }

    /** Returns what was applied to each batch that is read. */
    public List<AppliedPolicy> applied() {
        return applied;
    }

    /** Returns where the rows come from. */
    public Step step() {
        return step;
    }

    /** Returns how the step's columns become the result's, in the schema's order. */
    public List<Output> outputs() {
        return outputs;
    }
}

package io.colonnade.query.execute;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.FirstRowsReader;
import io.colonnade.batch.OutputColumn;
import io.colonnade.batch.ProjectingReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.local.LocalEngine;
import io.colonnade.local.LocalStatement;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.plan.ExecutionPlan.Input;
import io.colonnade.query.plan.ExecutionPlan.LocalStep;
import io.colonnade.query.plan.ExecutionPlan.Output;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.query.plan.ExecutionPlan.Step;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.source.PageRange;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.Source;
import io.colonnade.source.SourceSnapshot;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Runs execution plans. Thread-safe. */
public final class PlanExecutor {
    private final Map<String, Source> sources;
    private final LocalEngine engine;
    private final MaskKeys maskKeys;

    /** Creates an executor over the deployment's sources. */
    public PlanExecutor(Map<String, Source> sources, LocalEngine engine, MaskKeys maskKeys) {
        this.sources = Map.copyOf(sources);
        this.engine = engine;
        this.maskKeys = maskKeys;
    }

    /** Fails if the caller lacks a claim that the plan's row filters compare with. */
    public void checkClaims(ExecutionPlan plan, @Nullable Principal principal) {
        BoundValues.checkClaims(plan, principal);
    }

    /**
     * Starts a plan.
     *
     * @param snapshots the snapshot to read a source in, if there is one
     * @param reading how the sources read each statement
     */
    public BatchReader execute(
            BoundPlan bound,
            Function<Source, @Nullable SourceSnapshot> snapshots,
            ReadOptions reading,
            BufferAllocator allocator) {
        Run run = new Run(bound, snapshots, reading, allocator);
        ExecutionPlan plan = bound.plan();
        BatchReader rows = run.projected(run.start(plan.step()), plan.outputs(), plan.schema());
        return reading.mostRows() == 0 ? rows : new FirstRowsReader(rows, reading.mostRows(), allocator);
    }

    /**
     * Returns the ranges of pages that a plan's result may be read in; none if it is to be read as a whole.
     *
     * @param snapshots the snapshot in which all parts will be read
     * @param most how many are wanted; there may be fewer
     */
    public List<PageRange> split(BoundPlan bound, Function<Source, SourceSnapshot> snapshots, int most) {
        SourceStatement statement = bound.splittable().orElse(null);
        if (statement == null) {
            return List.of();
        }
        Source source = source((SourceStep) bound.plan().step());
        List<PageRange> ranges = source.split(statement, snapshots.apply(source), most);
        return ranges.size() > 1 ? ranges : List.of();
    }

    /** Returns about how many rows a plan has, if one source answers all of it and says so. */
    public OptionalLong estimate(BoundPlan bound) {
        return bound.plan().step() instanceof SourceStep step
                ? source(step).estimate(bound.statement(step))
                : OptionalLong.empty();
    }

    private Source source(SourceStep step) {
        Source source = sources.get(step.source());
        if (source == null) {
            throw ColonnadeException.of(
                    ErrorKind.UNAVAILABLE,
                    SqlState.CONNECTION_FAILURE,
                    "Cannot read: this server has no source '" + step.source() + "'");
        }
        return source;
    }

    /** One execution. */
    private final class Run {
        private final BoundPlan bound;
        private final Function<Source, @Nullable SourceSnapshot> snapshots;
        private final ReadOptions reading;
        private final BufferAllocator allocator;

        Run(
                BoundPlan bound,
                Function<Source, @Nullable SourceSnapshot> snapshots,
                ReadOptions reading,
                BufferAllocator allocator) {
            this.bound = bound;
            this.snapshots = snapshots;
            this.reading = reading;
            this.allocator = allocator;
        }

        BatchReader start(Step step) {
            return step instanceof SourceStep pushed ? read(pushed, reading) : local((LocalStep) step);
        }

        private BatchReader read(SourceStep step, ReadOptions given) {
            Source source = source(step);
            ReadOptions options = given;
            SourceSnapshot snapshot = snapshots.apply(source);
            options = snapshot == null ? options : options.inside(snapshot);
            options = step.fewRows() ? options.expectingFewRows() : options;
            return source.read(bound.statement(step), options, allocator);
        }

        private BatchReader local(LocalStep step) {
            List<LocalStatement.Input> inputs = new ArrayList<>();
            try {
                for (Input input : step.inputs()) {
                    List<Field> fields =
                            input.columns().stream().map(Run::field).toList();
                    // The first rows of the answer are not those of what it is made of, and one read may follow the
                    // other.
                    ReadOptions part = reading.first(0).asLast(false);
                    BatchReader rows = projected(read(input.step(), part), input.outputs(), new Schema(fields));
                    inputs.add(new LocalStatement.Input(input.name(), rows, LocalStatement.Use.ONCE));
                }
                return engine.run(
                        new LocalStatement(
                                step.sql().text(),
                                inputs,
                                bound.values().inOrder(step.sql().parameters()),
                                step.columns()),
                        allocator);
            } catch (RuntimeException e) {
                inputs.forEach(input -> closeAfter(e, input.reader()));
                throw e;
            }
        }

        private static Field field(ResultColumn column) {
            return new Field(
                    column.name(),
                    new FieldType(column.nullable(), column.type().arrow(), null),
                    null);
        }

        BatchReader projected(BatchReader rows, List<Output> outputs, Schema schema) {
            List<Field> fields = schema.getFields();
            try {
                List<OutputColumn> columns = new ArrayList<>();
                for (int i = 0; i < outputs.size(); i++) {
                    columns.add(column(outputs.get(i), fields.get(i)));
                }
                return new ProjectingReader(rows, columns, schema.getCustomMetadata(), allocator);
            } catch (RuntimeException e) {
                closeAfter(e, rows);
                throw e;
            }
        }
    }

    private OutputColumn column(Output output, Field field) {
        if (output instanceof Output.Masked masked) {
            return new OutputColumn.Masked(masked.column(), field, masked.mask(), maskKeys);
        }
        if (output instanceof Output.Filled filled) {
            return new OutputColumn.Filled(field, filled.mask());
        }
        return output instanceof Output.Shown shown
                ? new OutputColumn.Kept(shown.column(), field)
                : new OutputColumn.Filled(field, new ColumnMask.Null());
    }

    private static void closeAfter(RuntimeException failure, BatchReader reader) {
        try {
            reader.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}

package io.colonnade.query;

import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.plan.ExecutionPlan.Input;
import io.colonnade.query.plan.ExecutionPlan.LocalStep;
import io.colonnade.query.plan.ExecutionPlan.Output;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.ExportRule;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Plans and policies in words, for EXPLAIN. */
final class Explanation {
    static final Schema SCHEMA =
            new Schema(List.of(new Field("plan", new FieldType(false, new ArrowType.Utf8(), null), null)));

    private Explanation() {}

    static List<String> ofPlan(ExecutionPlan plan) {
        List<String> lines = new ArrayList<>();
        if (plan.step() instanceof SourceStep pushed) {
            List<String> names =
                    plan.schema().getFields().stream().map(Field::getName).toList();
            addSource(lines, pushed, "source");
            addMasks(lines, names, plan.outputs());
        } else {
            LocalStep local = (LocalStep) plan.step();
            lines.add("local: " + local.sql().text());
            for (Input input : local.inputs()) {
                addSource(lines, input.step(), input.name() + " from source");
                addMasks(lines, input.columns().stream().map(ResultColumn::name).toList(), input.outputs());
            }
        }
        return lines;
    }

    static List<String> ofPolicy(ExecutionPlan plan) {
        List<String> lines = new ArrayList<>();
        for (AppliedPolicy policy : plan.applied()) {
            lines.add(policy.projection() + "." + policy.batch() + " (version " + policy.version() + "): "
                    + (policy.filters() == 0 ? "all rows" : "row filters: " + policy.filters())
                    + (policy.masks().isEmpty() ? ", no masks" : ", masks: " + String.join(", ", policy.masks())));
            lines.add("  columns: " + String.join(", ", policy.columns()));
            if (!policy.claims().isEmpty()) {
                lines.add("  the row filters use your claims: " + String.join(", ", policy.claims()));
            }
            if (policy.export() != null) {
                lines.add("  export: " + words(policy.export()));
            }
        }
        return lines.isEmpty() ? List.of("no governed data") : lines;
    }

    private static String words(ExportRule export) {
        StringJoiner words = new StringJoiner(", ");
        words.add(export.destinations().isEmpty() ? "nowhere" : "to " + String.join(" or ", export.destinations()));
        if (export.encryption() != null) {
            words.add("encryption " + export.encryption().word());
        }
        if (export.retentionDays() != null) {
            words.add("kept for " + export.retentionDays() + " days");
        }
        if (export.approval() != null) {
            words.add("approval " + export.approval());
        }
        if (!export.allow().isEmpty()) {
            words.add("by certain roles only");
        }
        return words.toString();
    }

    private static void addSource(List<String> lines, SourceStep step, String title) {
        lines.add(title + " '" + step.source() + "': " + step.sql().text());
        if (!step.sql().waiting().isEmpty()) {
            lines.add("behind the fence (OFFSET 0), so that only rows that may be seen are tried: "
                    + String.join("; ", step.sql().waiting()));
        }
    }

    private static void addMasks(List<String> lines, List<String> names, List<Output> outputs) {
        List<String> masked = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            String name = names.get(i);
            mask(outputs.get(i)).ifPresent(mask -> masked.add(name + " (" + mask.word() + ")"));
        }
        if (!masked.isEmpty()) {
            lines.add("masked on arrival: " + String.join(", ", masked));
        }
    }

    private static Optional<ColumnMask> mask(Output output) {
        if (output instanceof Output.Masked masked) {
            return Optional.of(masked.mask());
        }
        return output instanceof Output.Filled filled ? Optional.of(filled.mask()) : Optional.empty();
    }
}

package io.colonnade.query;

import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.plan.ExecutionPlan.Input;
import io.colonnade.query.plan.ExecutionPlan.LocalStep;
import io.colonnade.query.plan.ExecutionPlan.Output;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import java.util.ArrayList;
import java.util.List;
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
            addSource(lines, pushed, plan.outputs(), "source");
        } else {
            LocalStep local = (LocalStep) plan.step();
            lines.add("local: " + local.sql().text());
            for (Input input : local.inputs()) {
                addSource(lines, input.step(), input.outputs(), input.name() + " from source");
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
        }
        return lines.isEmpty() ? List.of("no governed data") : lines;
    }

    private static void addSource(List<String> lines, SourceStep step, List<Output> outputs, String title) {
        lines.add(title + " '" + step.source() + "': " + step.sql().text());
        List<String> hashed = outputs.stream()
                .filter(Output::hashed)
                .map(output -> step.columns().get(output.column()).name())
                .toList();
        if (!hashed.isEmpty()) {
            lines.add("hashed on arrival: " + String.join(", ", hashed));
        }
    }
}

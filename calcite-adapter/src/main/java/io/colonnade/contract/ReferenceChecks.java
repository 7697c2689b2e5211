package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.BatchDraft;
import io.colonnade.contract.ProjectionDraft.ColumnDraft;
import io.colonnade.error.Suggestion;
import io.colonnade.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that foreign keys name keys of the same type, run in no circle and do not lead too far. */
final class ReferenceChecks {
    private final Problems problems;

    ReferenceChecks(Problems problems) {
        this.problems = problems;
    }

    void check(ProjectionDraft draft) {
        boolean sound = true;
        for (BatchDraft batch : draft.batches()) {
            for (ColumnDraft column : batch.columns()) {
                if (column.reference() != null) {
                    sound &= checkReference(draft, column, column.reference());
                }
            }
        }
        if (sound && checkCircles(draft)) {
            checkHops(draft);
        }
    }

    private boolean checkReference(ProjectionDraft draft, ColumnDraft column, Column.Reference reference) {
        Optional<BatchDraft> parent = draft.batch(reference.batch());
        String target = reference.batch() + "." + reference.column();
        if (parent.isEmpty()) {
            return refuse(
                    column,
                    "Unknown batch '" + reference.batch() + "' in references"
                            + Suggestion.hint(reference.batch(), draft.batchNames()));
        }
        Optional<ColumnDraft> key = parent.get().column(reference.column());
        if (key.isEmpty()) {
            return refuse(
                    column,
                    "Unknown column '" + target + "' in references"
                            + Suggestion.hint(reference.column(), parent.get().columnNames()));
        }
        if (!parent.get().key().contains(reference.column())) {
            return refuse(
                    column,
                    "Invalid references: '" + target + "' is not part of its batch's key ("
                            + String.join(", ", parent.get().key()) + ")");
        }
        if (column.type() != null
                && key.get().type() != null
                && !column.type().equals(key.get().type())) {
            return refuse(
                    column,
                    "Invalid references: '" + target + "' is " + key.get().type() + " and '" + column.name() + "' is "
                            + column.type() + "; declare the same type for both");
        }
        return true;
    }

    private boolean refuse(ColumnDraft column, String message) {
        problems.add(column.referenceLocation(), message);
        return false;
    }

    private boolean checkCircles(ProjectionDraft draft) {
        Set<String> reported = new LinkedHashSet<>();
        for (BatchDraft batch : draft.batches()) {
            List<String> circle = circle(draft, batch, new ArrayList<>());
            if (!circle.isEmpty() && reported.stream().noneMatch(circle::contains)) {
                reported.addAll(circle);
                problems.add(
                        batch.location(),
                        "Invalid references: " + String.join(" -> ", circle) + " is a circle; drop one of them");
            }
        }
        return reported.isEmpty();
    }

    private List<String> circle(ProjectionDraft draft, BatchDraft batch, List<String> path) {
        if (path.contains(batch.name())) {
            List<String> circle = new ArrayList<>(path.subList(path.indexOf(batch.name()), path.size()));
            circle.add(batch.name());
            return circle;
        }
        path.add(batch.name());
        for (BatchDraft parent : parents(draft, batch)) {
            List<String> found = circle(draft, parent, path);
            if (!found.isEmpty()) {
                return found;
            }
        }
        path.remove(path.size() - 1);
        return List.of();
    }

    private void checkHops(ProjectionDraft draft) {
        Set<String> referenced = new LinkedHashSet<>();
        draft.batches().forEach(batch -> parents(draft, batch).forEach(parent -> referenced.add(parent.name())));
        for (BatchDraft root : draft.batches()) {
            List<String> chain = referenced.contains(root.name()) ? List.of() : longestChain(draft, root);
            int hops = chain.size() - 1;
            if (hops > draft.maxHops()) {
                problems.add(
                        root.location(),
                        "Invalid references: " + String.join(" -> ", chain) + " is " + hops + " hops (at most "
                                + draft.maxHops() + "); join the columns of '" + chain.get(hops) + "' into '"
                                + chain.get(draft.maxHops()) + "' with sql:, or state max_hops: " + hops);
            }
        }
    }

    private List<String> longestChain(ProjectionDraft draft, BatchDraft batch) {
        List<String> longest = List.of();
        for (BatchDraft parent : parents(draft, batch)) {
            List<String> chain = longestChain(draft, parent);
            longest = chain.size() > longest.size() ? chain : longest;
        }
        List<String> result = new ArrayList<>(List.of(batch.name()));
        result.addAll(longest);
        return result;
    }

    private static List<BatchDraft> parents(ProjectionDraft draft, BatchDraft batch) {
        return batch.columns().stream()
                .map(ColumnDraft::reference)
                .filter(reference -> reference != null)
                .map(Column.Reference::batch)
                .distinct()
                .flatMap(name -> draft.batch(name).stream())
                .toList();
    }
}

package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.BatchDraft;
import io.colonnade.contract.ProjectionDraft.ColumnDraft;
import io.colonnade.error.Suggestion;
import io.colonnade.yaml.Problems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks that need no source: names, keys, orders, references, filters and masks fit together. */
final class DraftChecks {
    private final Problems problems;
    private final ReferenceChecks references;
    private final PolicyChecks policies;

    DraftChecks(Problems problems) {
        this.problems = problems;
        this.references = new ReferenceChecks(problems);
        this.policies = new PolicyChecks(problems);
    }

    void check(List<ProjectionDraft> drafts) {
        checkVersions(drafts);
        for (ProjectionDraft draft : drafts) {
            checkReplacement(draft, drafts);
            draft.batches().forEach(this::checkBatch);
            references.check(draft);
            policies.check(draft);
        }
    }

    private void checkVersions(List<ProjectionDraft> drafts) {
        Map<String, ProjectionDraft> seen = new HashMap<>();
        for (ProjectionDraft draft : drafts) {
            String major = draft.name() + "@" + draft.version().major();
            ProjectionDraft other = seen.putIfAbsent(major, draft);
            if (other != null && !draft.name().isEmpty()) {
                problems.add(
                        draft.location(),
                        "Duplicate projection '" + draft.name() + "' of major version "
                                + draft.version().major() + ": " + other.location()
                                + " has it too; keep one file for each major version");
            }
        }
    }

    private void checkReplacement(ProjectionDraft draft, List<ProjectionDraft> drafts) {
        if (draft.deprecation() == null) {
            return;
        }
        String wanted = draft.deprecation().replacement();
        Set<String> known = new LinkedHashSet<>();
        for (ProjectionDraft other : drafts) {
            if (other != draft) {
                known.add(other.name());
                known.add(other.name() + "@" + other.version().major());
            }
        }
        if (!known.contains(wanted)) {
            problems.add(
                    draft.deprecationLocation(),
                    "Unknown projection '" + wanted + "' as replacement" + Suggestion.hint(wanted, known));
        }
    }

    private void checkBatch(BatchDraft batch) {
        Set<String> names = new HashSet<>(batch.columnNames());
        for (ColumnDraft column : batch.filterColumns()) {
            if (!names.add(column.name())) {
                problems.add(
                        column.location(),
                        "Duplicate name '" + column.name() + "' in batch '" + batch.name()
                                + "': a filter column must not be named like another column; a visible column serves"
                                + " in filters by itself");
            }
        }
        checkKey(batch);
        if (Set.copyOf(batch.key()).size() == batch.key().size()) {
            checkOrder(batch);
        }
    }

    private void checkKey(BatchDraft batch) {
        Set<String> seen = new HashSet<>();
        for (String name : batch.key()) {
            if (!seen.add(name)) {
                problems.add(batch.keyLocation(), "Invalid key of batch '" + batch.name() + "': '" + name + "' twice");
            }
            batch.column(name)
                    .ifPresentOrElse(
                            column -> checkKeyColumn(batch, column),
                            () -> problems.add(
                                    batch.keyLocation(),
                                    "Unknown column '" + name + "' in the key of batch '" + batch.name() + "'"
                                            + Suggestion.hint(name, batch.columnNames())));
        }
    }

    private void checkKeyColumn(BatchDraft batch, ColumnDraft column) {
        if (column.nullable()) {
            problems.add(
                    column.location(),
                    "Invalid column '" + column.name() + "': it is part of the key of batch '" + batch.name()
                            + "' and may not be NULL; add nullable: false");
        }
    }

    private void checkOrder(BatchDraft batch) {
        List<String> order = batch.order().stream().map(OrderItem::column).toList();
        Set<String> seen = new HashSet<>();
        for (String name : order) {
            if (batch.column(name).isEmpty() && !batch.key().contains(name)) {
                problems.add(
                        batch.orderLocation(),
                        "Unknown column '" + name + "' in order_by of batch '" + batch.name() + "'"
                                + Suggestion.hint(name, batch.columnNames()));
            }
            if (!seen.add(name)) {
                problems.add(
                        batch.orderLocation(),
                        "Invalid order_by of batch '" + batch.name() + "': '" + name + "' twice");
            }
        }
        if (!endsInKey(order, batch.key())) {
            problems.add(
                    batch.orderLocation(),
                    "Invalid order_by of batch '" + batch.name()
                            + "': it must end in the key so that every row has one place; write order_by: ["
                            + mendedOrder(batch) + "]");
        }
    }

    private static String mendedOrder(BatchDraft batch) {
        Stream<String> before = batch.order().stream()
                .filter(item -> !batch.key().contains(item.column()))
                .map(item -> item.column() + (item.descending() ? " desc" : ""));
        return Stream.concat(before, batch.key().stream()).collect(Collectors.joining(", "));
    }

    private static boolean endsInKey(List<String> order, List<String> key) {
        int start = order.size() - key.size();
        return start >= 0 && Set.copyOf(order.subList(start, order.size())).containsAll(key);
    }
}

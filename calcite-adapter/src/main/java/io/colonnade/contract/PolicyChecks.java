package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.BatchDraft;
import io.colonnade.contract.ProjectionDraft.ColumnDraft;
import io.colonnade.contract.ProjectionDraft.FilterDraft;
import io.colonnade.contract.ProjectionDraft.MaskDraft;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.Suggestion;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import io.colonnade.yaml.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that row filters and masks name what exists, are well-formed, and that masks keep their column's type. */
final class PolicyChecks {
    private static final Set<ColumnMask.TimeUnit> UNITS_OF_DATES = Set.of(
            ColumnMask.TimeUnit.YEAR, ColumnMask.TimeUnit.QUARTER, ColumnMask.TimeUnit.MONTH, ColumnMask.TimeUnit.WEEK);

    private final Problems problems;

    PolicyChecks(Problems problems) {
        this.problems = problems;
    }

    void check(ProjectionDraft draft) {
        for (FilterDraft filter : draft.filters()) {
            checkFilter(draft, filter);
        }
        Set<String> masked = new HashSet<>();
        for (MaskDraft mask : draft.masks()) {
            checkMask(draft, mask);
            if (!masked.add(mask.batch() + "." + mask.column())) {
                problems.add(
                        mask.location(),
                        "Duplicate mask on '" + mask.batch() + "." + mask.column()
                                + "': a column has at most one mask");
            }
        }
    }

    private void checkFilter(ProjectionDraft draft, FilterDraft filter) {
        String batch = filter.filter().batch();
        if (!batch.isEmpty() && draft.batch(batch).isEmpty()) {
            problems.add(
                    filter.location(),
                    "Unknown batch '" + batch + "' in row_filters" + Suggestion.hint(batch, draft.batchNames()));
        }
        if (filter.filter().predicate().isEmpty()) {
            return;
        }
        try {
            FilterTemplate.parse(filter.filter().predicate());
        } catch (ColonnadeException e) {
            problems.add(filter.location(), e.clientMessage());
        }
    }

    private void checkMask(ProjectionDraft draft, MaskDraft mask) {
        Optional<BatchDraft> batch = draft.batch(mask.batch());
        if (batch.isEmpty()) {
            problems.add(
                    mask.location(),
                    "Unknown batch '" + mask.batch() + "' in masks"
                            + Suggestion.hint(mask.batch(), draft.batchNames()));
            return;
        }
        Optional<ColumnDraft> column = batch.get().column(mask.column());
        if (column.isEmpty()) {
            List<String> known = batch.get().columnNames();
            problems.add(
                    mask.location(),
                    "Unknown column '" + mask.batch() + "." + mask.column() + "' in masks"
                            + Suggestion.hint(mask.column(), known));
            return;
        }
        if (mask.mask() == null || column.get().type() == null) {
            return;
        }
        String refusal = refusal(mask.mask(), column.get(), column.get().type());
        if (!refusal.isEmpty()) {
            problems.add(mask.location(), "Invalid mask on '" + mask.batch() + "." + mask.column() + "': " + refusal);
        }
    }

    private static String refusal(ColumnMask mask, ColumnDraft column, ColumnType type) {
        if (mask instanceof ColumnMask.Null) {
            return column.nullable() ? "" : "null needs a column that may be NULL; drop nullable: false";
        }
        if (mask instanceof ColumnMask.Round) {
            return TypeClasses.isNumber(type) ? "" : "round is for numbers, and the column's type is " + type;
        }
        if (mask instanceof ColumnMask.Truncate truncate) {
            return refusal(truncate, type);
        }
        return TypeClasses.isText(type)
                ? ""
                : "redact, hash, encrypt, first_n and last_n are for strings, and the column's type is " + type
                        + "; use null on a column that may be NULL, round on a number, or truncate on a date";
    }

    private static String refusal(ColumnMask.Truncate mask, ColumnType type) {
        if (type.name() == TypeName.TIMESTAMP_UTC) {
            return "";
        }
        if (type.name() != TypeName.DATE) {
            return "truncate is for dates and timestamps, and the column's type is " + type;
        }
        return UNITS_OF_DATES.contains(mask.unit())
                ? ""
                : "this unit hides nothing of a date; use week, month, quarter or year";
    }
}

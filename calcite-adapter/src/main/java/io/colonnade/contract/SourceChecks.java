package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.BatchDraft;
import io.colonnade.contract.ProjectionDraft.ColumnDraft;
import io.colonnade.contract.SourceTypes.Conversion;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.source.Source;
import io.colonnade.source.StatementDescription;
import io.colonnade.source.StatementDescription.DescribedColumn;
import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import io.colonnade.yaml.Problems.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks a batch against the live source, and compiles it: one look at the source where all is well. */
final class SourceChecks {
    private final Source source;
    private final Problems problems;
    private final Set<Location> faulty;

    SourceChecks(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.faulty = problems.found().stream().map(Problem::location).collect(Collectors.toSet());
    }

    /**
     * Returns the compiled batch; empty if something was wrong with it.
     *
     * @throws ColonnadeException if the source cannot be asked, which says nothing about the batch
     */
    Optional<Batch> compile(BatchDraft draft) {
        if (draft.columns().isEmpty() || isFaulty(draft)) {
            return Optional.empty();
        }
        int before = problems.found().size();
        List<ColumnDraft> sound = draft.allColumns().stream()
                .filter(column -> !faulty.contains(column.location()))
                .toList();
        Map<String, DescribedColumn> described = describe(draft, sound);
        List<Column> columns = columns(draft.columns(), described);
        List<Column> filterColumns = columns(draft.filterColumns(), described);
        if (columns.size() < draft.columns().size()
                || filterColumns.size() < draft.filterColumns().size()) {
            if (problems.found().size() == before && faulty.isEmpty()) {
                problems.add(draft.location(), "Cannot read batch '" + draft.name() + "': columns are missing");
            }
            return Optional.empty();
        }
        return Optional.of(new Batch(
                draft.name(),
                draft.description(),
                draft.relation(),
                draft.condition(),
                draft.key(),
                draft.order(),
                columns,
                filterColumns));
    }

    /** Whether a look at the source could only repeat what is known to be wrong with the file. */
    private boolean isFaulty(BatchDraft draft) {
        return faulty.contains(draft.relationLocation())
                || draft.relation().equals(BatchDraftReader.NO_RELATION)
                || draft.condition() != null && faulty.contains(draft.conditionLocation());
    }

    private Map<String, DescribedColumn> describe(BatchDraft draft, List<ColumnDraft> columns) {
        try {
            return byName(columns, source.describe(DescribeSql.of(draft, columns)));
        } catch (ColonnadeException e) {
            return diagnose(draft, columns, refusal(e));
        }
    }

    /** Finds what the source refuses, and returns the columns that it does not refuse. */
    private Map<String, DescribedColumn> diagnose(BatchDraft draft, List<ColumnDraft> columns, String refusal) {
        List<String> available;
        try {
            available = source.describe(DescribeSql.everything(draft)).columns().stream()
                    .map(DescribedColumn::name)
                    .toList();
        } catch (ColonnadeException e) {
            problems.add(
                    draft.relationLocation(),
                    "Cannot read the relation of batch '" + draft.name() + "': " + refusal(e));
            return Map.of();
        }
        int before = problems.found().size();
        checkCondition(draft);
        Map<String, DescribedColumn> described = new HashMap<>();
        for (ColumnDraft column : columns) {
            describe(draft, column, available).ifPresent(found -> described.put(column.name(), found));
        }
        if (problems.found().size() == before) {
            problems.add(draft.location(), "Cannot read batch '" + draft.name() + "': " + refusal);
            return Map.of();
        }
        return described;
    }

    private void checkCondition(BatchDraft draft) {
        if (draft.condition() == null) {
            return;
        }
        try {
            source.describe(DescribeSql.of(draft, List.of()));
        } catch (ColonnadeException e) {
            problems.add(draft.conditionLocation(), "Invalid where of batch '" + draft.name() + "': " + refusal(e));
        }
    }

    private Optional<DescribedColumn> describe(BatchDraft draft, ColumnDraft column, List<String> available) {
        try {
            Map<String, DescribedColumn> found =
                    byName(List.of(column), source.describe(DescribeSql.alone(draft, column)));
            return Optional.ofNullable(found.get(column.name()));
        } catch (ColonnadeException e) {
            String why = refusal(e);
            String name = column.origin().text();
            if (column.origin().computed()) {
                problems.add(column.location(), "Invalid sql of column '" + column.name() + "': " + why);
            } else if (available.contains(name)) {
                problems.add(column.location(), "Cannot read column '" + column.name() + "': " + why);
            } else {
                problems.add(
                        column.location(),
                        "Unknown column '" + name + "' in the relation of batch '" + draft.name() + "'"
                                + Suggestion.hint(name, available));
            }
            return Optional.empty();
        }
    }

    private static Map<String, DescribedColumn> byName(List<ColumnDraft> drafts, StatementDescription description) {
        Map<String, DescribedColumn> result = new HashMap<>();
        if (description.columns().size() != drafts.size()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.SYNTAX_ERROR,
                    "an expression must return one value, and the source sees "
                            + description.columns().size() + " columns instead of " + drafts.size());
        }
        for (int i = 0; i < drafts.size(); i++) {
            result.put(drafts.get(i).name(), description.columns().get(i));
        }
        return result;
    }

    private List<Column> columns(List<ColumnDraft> drafts, Map<String, DescribedColumn> described) {
        List<Column> result = new ArrayList<>();
        for (ColumnDraft draft : drafts) {
            DescribedColumn found = described.get(draft.name());
            if (found != null) {
                column(draft, found).ifPresent(result::add);
            }
        }
        return result;
    }

    private Optional<Column> column(ColumnDraft draft, DescribedColumn found) {
        Conversion conversion =
                SourceTypes.convert(found, draft.type(), draft.origin().asWritten());
        if (conversion instanceof Conversion.Refused refused) {
            String as = draft.type() == null ? "" : " as " + draft.type();
            problems.add(draft.location(), "Cannot read column '" + draft.name() + "'" + as + ": " + refused.why());
            return Optional.empty();
        }
        Conversion.Reads reads = (Conversion.Reads) conversion;
        Column column = new Column(
                draft.name(),
                reads.type(),
                draft.nullable(),
                draft.origin().sql() + reads.cast(),
                draft.reference(),
                draft.values(),
                draft.description());
        return Optional.of(found.stored() && SourceTypes.isHarmless(found, reads) ? column.asStored() : column);
    }

    private static String refusal(ColonnadeException e) {
        if (e.kind() != ErrorKind.INVALID_ARGUMENT) {
            throw e;
        }
        return e.getMessage();
    }
}

package io.colonnade.contract;

import io.colonnade.security.policy.RowFilter;
import io.colonnade.source.SourceUse;
import io.colonnade.source.SourceUse.Purpose;
import io.colonnade.source.SourceUse.UsedBatch;
import io.colonnade.source.SourceUse.UsedColumn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From contracts to what they read from a source. Stateless. */
public final class SourceUses {
    private static final Pattern WORD =
            Pattern.compile("'(?:[^']|'')*'|\"((?:[^\"]|\"\")*)\"|([A-Za-z_][A-Za-z0-9_]*)");

    private SourceUses() {}

    /** Returns what the projections over a source read from it. */
    public static SourceUse of(Contracts contracts, String source) {
        return new SourceUse(contracts.projections().stream()
                .filter(projection -> projection.source().equals(source))
                .flatMap(projection -> projection.batches().stream().map(batch -> used(projection, batch)))
                .toList());
    }

    private static UsedBatch used(Projection projection, Batch batch) {
        List<Column> columns = Stream.concat(batch.columns().stream(), batch.filterColumns().stream())
                .toList();
        Set<String> filtered = filtered(projection, batch);
        String list = columns.stream()
                .map(column -> column.expression() + " AS " + SourceSql.quote(column.name()))
                .collect(Collectors.joining(", "));
        String select = "SELECT " + list + " FROM " + SourceSql.from(batch.relation())
                + batch.condition()
                        .map(condition -> " WHERE " + SourceSql.enclose(condition))
                        .orElse("");
        return new UsedBatch(
                projection.name() + "." + batch.name(),
                select,
                columns.stream()
                        .map(column -> new UsedColumn(column.name(), purpose(batch, column, filtered)))
                        .toList());
    }

    private static Purpose purpose(Batch batch, Column column, Set<String> filtered) {
        if (filtered.contains(column.name())) {
            return Purpose.FILTERED;
        }
        if (!batch.key().isEmpty() && batch.key().get(0).equals(column.name())) {
            return Purpose.KEY;
        }
        boolean ordered =
                !batch.order().isEmpty() && batch.order().get(0).column().equals(column.name());
        return ordered ? Purpose.ORDERED : Purpose.READ;
    }

    /** Returns the names that the batch's row filters mention: all of its columns that they compare with are among them. */
    private static Set<String> filtered(Projection projection, Batch batch) {
        Set<String> words = new LinkedHashSet<>();
        for (RowFilter filter : projection.policy().filters()) {
            if (filter.batch().equals(batch.name())) {
                WORD.matcher(FilterTemplate.parse(filter.predicate()).sql())
                        .results()
                        .map(SourceUses::name)
                        .forEach(words::add);
            }
        }
        return words;
    }

    private static String name(MatchResult word) {
        if (word.group(1) != null) {
            return word.group(1).replace("\"\"", "\"");
        }
        return word.group(2) == null ? "" : word.group(2).toLowerCase(Locale.ROOT);
    }
}

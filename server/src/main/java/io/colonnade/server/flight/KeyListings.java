package io.colonnade.server.flight;

import io.colonnade.contract.Batch;
import io.colonnade.contract.ForeignKey;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.UpdateDeleteRules;
import org.jspecify.annotations.Nullable;

/** The keys and foreign keys of contracts, as one caller sees them. Thread-safe. */
final class KeyListings {
    /**
     * A column of a foreign key, whose ends lie in the same projection.
     *
     * @param number of the column in the key, from 1 on
     */
    record Link(String schema, ForeignKey key, int number) {
        String parent() {
            return key.parent().name();
        }

        String child() {
            return key.child().name();
        }

        private ForeignKey.Pair pair() {
            return key.columns().get(number - 1);
        }

        String name() {
            return child() + "_"
                    + key.columns().stream().map(ForeignKey.Pair::child).collect(Collectors.joining("_")) + "_fkey";
        }

        @Nullable
        Object[] row() {
            return new @Nullable Object[] {
                CatalogListings.CATALOG,
                schema,
                parent(),
                pair().parent(),
                CatalogListings.CATALOG,
                schema,
                child(),
                pair().child(),
                number,
                name(),
                keyName(parent()),
                UpdateDeleteRules.NO_ACTION_VALUE,
                UpdateDeleteRules.NO_ACTION_VALUE
            };
        }
    }

    private static final Comparator<Link> BY_PARENT = Comparator.comparing(Link::schema)
            .thenComparing(Link::parent)
            .thenComparing(Link::child)
            .thenComparing(Link::name)
            .thenComparing(Link::number);
    static final Comparator<Link> BY_CHILD = Comparator.comparing(Link::schema)
            .thenComparing(Link::child)
            .thenComparing(Link::name)
            .thenComparing(Link::number);

    private final Queries queries;

    KeyListings(Queries queries) {
        this.queries = queries;
    }

    List<@Nullable Object[]> primary(Caller caller, CommandGetPrimaryKeys command) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (!CatalogListings.isCatalog(command.hasCatalog(), command.getCatalog())) {
            return rows;
        }
        for (VisibleProjection visible : visible(caller)) {
            String schema = visible.projection().name();
            for (VisibleBatch batch : visible.batches()) {
                if (isSchema(command.hasDbSchema(), command.getDbSchema(), schema)
                        && isTable(command.getTable(), batch.batch().name())) {
                    addKey(rows, schema, batch.batch());
                }
            }
        }
        return rows;
    }

    private static void addKey(List<@Nullable Object[]> rows, String schema, Batch batch) {
        int sequence = 1;
        for (String column : batch.key()) {
            rows.add(new @Nullable Object[] {
                CatalogListings.CATALOG, schema, batch.name(), column, sequence++, keyName(batch.name())
            });
        }
    }

    List<@Nullable Object[]> exported(Caller caller, CommandGetExportedKeys command) {
        return CatalogListings.isCatalog(command.hasCatalog(), command.getCatalog())
                ? links(
                        caller,
                        BY_CHILD,
                        link -> isTable(command.getTable(), link.parent())
                                && isSchema(command.hasDbSchema(), command.getDbSchema(), link.schema()))
                : List.of();
    }

    List<@Nullable Object[]> imported(Caller caller, CommandGetImportedKeys command) {
        return CatalogListings.isCatalog(command.hasCatalog(), command.getCatalog())
                ? links(
                        caller,
                        BY_PARENT,
                        link -> isTable(command.getTable(), link.child())
                                && isSchema(command.hasDbSchema(), command.getDbSchema(), link.schema()))
                : List.of();
    }

    List<@Nullable Object[]> between(Caller caller, CommandGetCrossReference command) {
        return CatalogListings.isCatalog(command.hasPkCatalog(), command.getPkCatalog())
                        && CatalogListings.isCatalog(command.hasFkCatalog(), command.getFkCatalog())
                ? links(
                        caller,
                        BY_PARENT,
                        link -> isTable(command.getPkTable(), link.parent())
                                && isTable(command.getFkTable(), link.child())
                                && isSchema(command.hasPkDbSchema(), command.getPkDbSchema(), link.schema())
                                && isSchema(command.hasFkDbSchema(), command.getFkDbSchema(), link.schema()))
                : List.of();
    }

    private List<@Nullable Object[]> links(Caller caller, Comparator<Link> order, Predicate<Link> wanted) {
        return links(visible(caller), order, wanted);
    }

    static List<@Nullable Object[]> links(
            List<VisibleProjection> catalog, Comparator<Link> order, Predicate<Link> wanted) {
        List<Link> links = new ArrayList<>();
        for (VisibleProjection visible : catalog) {
            for (ForeignKey key : ForeignKey.of(visible.projection())) {
                if (sees(visible, key.child()) && sees(visible, key.parent())) {
                    for (int number = 1; number <= key.columns().size(); number++) {
                        links.add(new Link(visible.projection().name(), key, number));
                    }
                }
            }
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        links.stream().filter(wanted).sorted(order).forEach(link -> rows.add(link.row()));
        return rows;
    }

    private static boolean sees(VisibleProjection visible, Batch wanted) {
        return visible.batches().stream().anyMatch(batch -> batch.batch().name().equals(wanted.name()));
    }

    private static boolean isSchema(boolean given, String wanted, String schema) {
        return !given || wanted.equals(schema);
    }

    /** No table has an empty name: who gives none asks for the keys of all, as drawers of relations do. */
    private static boolean isTable(String wanted, String table) {
        return wanted.isEmpty() || wanted.equals(table);
    }

    private static String keyName(String batch) {
        return batch + "_pkey";
    }

    private List<VisibleProjection> visible(Caller caller) {
        return queries.catalog(caller.principal()).stream()
                .sorted(Comparator.comparing(visible -> visible.projection().name()))
                .toList();
    }
}

package io.colonnade.server.flight;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Column.Reference;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.UpdateDeleteRules;
import org.jspecify.annotations.Nullable;

/** The keys and foreign keys of contracts, as one caller sees them. Thread-safe. */
final class KeyListings {
    /** A foreign key: both ends lie in the same projection. */
    private record Link(String schema, String parent, String parentColumn, String child, String childColumn) {
        @Nullable
        Object[] row() {
            return new @Nullable Object[] {
                CatalogListings.CATALOG,
                schema,
                parent,
                parentColumn,
                CatalogListings.CATALOG,
                schema,
                child,
                childColumn,
                1,
                child + "_" + childColumn + "_fkey",
                keyName(parent),
                UpdateDeleteRules.NO_ACTION_VALUE,
                UpdateDeleteRules.NO_ACTION_VALUE
            };
        }
    }

    private static final Comparator<Link> BY_PARENT = Comparator.comparing(Link::schema)
            .thenComparing(Link::parent)
            .thenComparing(Link::child)
            .thenComparing(Link::childColumn);
    private static final Comparator<Link> BY_CHILD =
            Comparator.comparing(Link::schema).thenComparing(Link::child).thenComparing(Link::childColumn);

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
        List<Link> links = new ArrayList<>();
        for (VisibleProjection visible : visible(caller)) {
            for (VisibleBatch batch : visible.batches()) {
                for (Column column : batch.batch().columns()) {
                    column.reference()
                            .filter(reference -> sees(visible, reference))
                            .ifPresent(reference -> links.add(new Link(
                                    visible.projection().name(),
                                    reference.batch(),
                                    reference.column(),
                                    batch.batch().name(),
                                    column.name())));
                }
            }
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        links.stream().filter(wanted).sorted(order).forEach(link -> rows.add(link.row()));
        return rows;
    }

    private static boolean sees(VisibleProjection visible, Reference reference) {
        return visible.batches().stream().anyMatch(batch -> batch.batch().name().equals(reference.batch()));
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

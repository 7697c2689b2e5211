package io.colonnade.server.flight;

import io.colonnade.contract.Projection;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.jspecify.annotations.Nullable;

/**
 * Catalogs, schemas and tables as one caller sees them: one catalog, a schema for each projection, a table for each batch.
 * Thread-safe.
 */
final class CatalogListings {
    /** The one catalog. Clients that descend from catalogs to tables would find nothing if there were none. */
    static final String CATALOG = "colonnade";

    static final String TABLE = "TABLE";

    private final Queries queries;

    CatalogListings(Queries queries) {
        this.queries = queries;
    }

    List<@Nullable Object[]> catalogs() {
        return List.<@Nullable Object[]>of(new @Nullable Object[] {CATALOG});
    }

    List<@Nullable Object[]> tableTypes() {
        return List.<@Nullable Object[]>of(new @Nullable Object[] {TABLE});
    }

    List<@Nullable Object[]> schemas(Caller caller, CommandGetDbSchemas command) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (isCatalog(command.hasCatalog(), command.getCatalog())) {
            NamePattern wanted = NamePattern.of(command.hasDbSchemaFilterPattern(), command.getDbSchemaFilterPattern());
            for (VisibleProjection visible : visible(caller)) {
                if (wanted.matches(visible.projection().name())) {
                    rows.add(new @Nullable Object[] {
                        CATALOG, visible.projection().name()
                    });
                }
            }
        }
        return rows;
    }

    List<@Nullable Object[]> tables(Caller caller, CommandGetTables command) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<String> types = command.getTableTypesList();
        boolean typed = types.isEmpty() || types.contains(TABLE);
        if (typed && isCatalog(command.hasCatalog(), command.getCatalog())) {
            NamePattern schemas =
                    NamePattern.of(command.hasDbSchemaFilterPattern(), command.getDbSchemaFilterPattern());
            NamePattern tables =
                    NamePattern.of(command.hasTableNameFilterPattern(), command.getTableNameFilterPattern());
            for (VisibleProjection visible : visible(caller)) {
                if (schemas.matches(visible.projection().name())) {
                    addTables(rows, visible, tables, command.getIncludeSchema());
                }
            }
        }
        return rows;
    }

    private static void addTables(
            List<@Nullable Object[]> rows, VisibleProjection visible, NamePattern wanted, boolean withSchema) {
        Projection projection = visible.projection();
        visible.batches().stream()
                .map(VisibleBatch::batch)
                .filter(batch -> wanted.matches(batch.name()))
                .sorted(Comparator.comparing(batch -> batch.name()))
                .forEach(batch -> rows.add(
                        withSchema
                                ? new @Nullable Object[] {
                                    CATALOG,
                                    projection.name(),
                                    batch.name(),
                                    TABLE,
                                    TableSchemas.of(projection, batch).serializeAsMessage()
                                }
                                : new @Nullable Object[] {CATALOG, projection.name(), batch.name(), TABLE}));
    }

    /**
     * Returns whether a filter on the catalog lets ours through: none, an empty one, or its exact name. Strictly, an empty
     * one asks for what lies in no catalog. Here nothing does, and SQLLine with Arrow's driver sends it for "the current one".
     */
    static boolean isCatalog(boolean given, String catalog) {
        return !given || catalog.isEmpty() || catalog.equals(CATALOG);
    }

    private List<VisibleProjection> visible(Caller caller) {
        return queries.catalog(caller.principal()).stream()
                .sorted(Comparator.comparing(visible -> visible.projection().name()))
                .toList();
    }
}

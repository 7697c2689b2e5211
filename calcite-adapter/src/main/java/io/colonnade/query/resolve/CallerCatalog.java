package io.colonnade.query.resolve;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Projection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.jspecify.annotations.Nullable;

/**
 * The names that one caller may use: projections as schemas, batches as tables, and the catalogue's own name before
 * them. What the caller may not see is not in it, so that nothing can tell it from what does not exist.
 */
public final class CallerCatalog {
    /** The one catalogue's name. */
    public static final String NAME = "colonnade";

    private static final CalciteConnectionConfig CONFIG = caseSensitive();

    private final CalciteSchema root;

    CallerCatalog(CallerView view) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (Projection projection : view.visibleProjections()) {
            schemas.put(projection.name(), schema(projection));
        }
        Map<String, Schema> withCatalog = new LinkedHashMap<>(schemas);
        withCatalog.put(NAME, new Names(schemas, Map.of()));
        root = CalciteSchema.createRootSchema(false, false, "", new Names(withCatalog, Map.of()));
    }

    CalciteCatalogReader reader(RelDataTypeFactory factory, @Nullable String defaultSchema) {
        List<String> path = defaultSchema == null ? List.of() : List.of(defaultSchema);
        return new CalciteCatalogReader(root, path, factory, CONFIG);
    }

    private static Schema schema(Projection projection) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (Batch batch : projection.batches()) {
            tables.put(batch.name(), new BatchTable(projection, batch));
        }
        return new Names(Map.of(), tables);
    }

    private static CalciteConnectionConfig caseSensitive() {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "true");
        return new CalciteConnectionConfigImpl(properties);
    }

    private static final class Names extends AbstractSchema {
        private final Map<String, Schema> schemas;
        private final Map<String, Table> tables;

        Names(Map<String, Schema> schemas, Map<String, Table> tables) {
            this.schemas = schemas;
            this.tables = tables;
        }

        @Override
        protected Map<String, Schema> getSubSchemaMap() {
            return schemas;
        }

        @Override
        protected Map<String, Table> getTableMap() {
            return tables;
        }
    }
}

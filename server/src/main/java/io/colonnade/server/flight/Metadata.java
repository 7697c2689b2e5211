package io.colonnade.server.flight;

import com.google.protobuf.Message;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCatalogs;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTableTypes;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** The metadata commands and what lists each of them. Thread-safe. */
final class Metadata {
    private final BufferAllocator allocator;
    private final CatalogListings catalog;
    private final KeyListings keys;
    private final ServerFacts facts;

    Metadata(BufferAllocator allocator, CatalogListings catalog, KeyListings keys, ServerFacts facts) {
        this.allocator = allocator;
        this.catalog = catalog;
        this.keys = keys;
        this.facts = facts;
    }

    /** Adds the commands to a table of answers, or to the table of what tickets stand for. */
    <H> Routes<H> addTo(Routes<H> routes, Function<Listing, H> as) {
        return routes.on(CommandGetCatalogs.getDefaultInstance(), as.compose(this::catalogs))
                .on(CommandGetDbSchemas.getDefaultInstance(), as.compose(this::schemas))
                .on(CommandGetTables.getDefaultInstance(), as.compose(this::tables))
                .on(CommandGetTableTypes.getDefaultInstance(), as.compose(this::tableTypes))
                .on(CommandGetPrimaryKeys.getDefaultInstance(), as.compose(this::primaryKeys))
                .on(CommandGetExportedKeys.getDefaultInstance(), as.compose(this::exportedKeys))
                .on(CommandGetImportedKeys.getDefaultInstance(), as.compose(this::importedKeys))
                .on(CommandGetCrossReference.getDefaultInstance(), as.compose(this::crossReference))
                .on(CommandGetXdbcTypeInfo.getDefaultInstance(), as.compose(this::types))
                .on(CommandGetSqlInfo.getDefaultInstance(), as.compose(this::sqlInfo));
    }

    private Listing catalogs(CommandGetCatalogs command) {
        return table(command, Schemas.GET_CATALOGS_SCHEMA, caller -> catalog.catalogs());
    }

    private Listing schemas(CommandGetDbSchemas command) {
        return table(command, Schemas.GET_SCHEMAS_SCHEMA, caller -> catalog.schemas(caller, command));
    }

    private Listing tables(CommandGetTables command) {
        return table(
                command,
                command.getIncludeSchema() ? Schemas.GET_TABLES_SCHEMA : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA,
                caller -> catalog.tables(caller, command));
    }

    private Listing tableTypes(CommandGetTableTypes command) {
        return table(command, Schemas.GET_TABLE_TYPES_SCHEMA, caller -> catalog.tableTypes());
    }

    private Listing primaryKeys(CommandGetPrimaryKeys command) {
        return table(command, Schemas.GET_PRIMARY_KEYS_SCHEMA, caller -> keys.primary(caller, command));
    }

    private Listing exportedKeys(CommandGetExportedKeys command) {
        return table(command, Schemas.GET_EXPORTED_KEYS_SCHEMA, caller -> keys.exported(caller, command));
    }

    private Listing importedKeys(CommandGetImportedKeys command) {
        return table(command, Schemas.GET_IMPORTED_KEYS_SCHEMA, caller -> keys.imported(caller, command));
    }

    private Listing crossReference(CommandGetCrossReference command) {
        return table(command, Schemas.GET_CROSS_REFERENCE_SCHEMA, caller -> keys.between(caller, command));
    }

    private Listing types(CommandGetXdbcTypeInfo command) {
        return table(command, Schemas.GET_TYPE_INFO_SCHEMA, caller -> TypeListing.rows(command));
    }

    private Listing sqlInfo(CommandGetSqlInfo command) {
        return new Listing(
                command,
                Schemas.GET_SQL_INFO_SCHEMA,
                (caller, root) -> FactCells.write(root, facts.of(command.getInfoList())),
                allocator);
    }

    private Listing table(Message command, Schema schema, Function<Caller, List<@Nullable Object[]>> rows) {
        return new Listing(command, schema, (caller, root) -> Cells.write(root, rows.apply(caller)), allocator);
    }
}

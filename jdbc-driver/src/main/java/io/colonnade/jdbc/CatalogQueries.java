package io.colonnade.jdbc;

import com.google.protobuf.Message;
import io.colonnade.jdbc.flight.CallScope;
import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.SchemaDecoder;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.jspecify.annotations.Nullable;

/**
 * The metadata results that come from the server: each asks one Flight SQL command and brings its rows into the columns
 * and the order that JDBC prescribes. Used by {@link ColonnadeDatabaseMetaData} alone.
 */
final class CatalogQueries {
    private final ColonnadeConnection connection;

    CatalogQueries(ColonnadeConnection connection) {
        this.connection = connection;
    }

    private List<MetadataRow> ask(Message command) throws SQLException {
        CallScope scope = CallScope.statement(connection.settings().queryTimeout());
        return MetadataRow.readAll(connection.session().read(command, scope));
    }

    ResultSet catalogs() throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : ask(FlightSql.CommandGetCatalogs.getDefaultInstance())) {
            rows.add(new @Nullable Object[] {row.text("catalog_name")});
        }
        return sorted(MetadataShape.CATALOGS, rows, 0);
    }

    ResultSet schemas(@Nullable String catalog, @Nullable String schemaPattern) throws SQLException {
        FlightSql.CommandGetDbSchemas.Builder command = FlightSql.CommandGetDbSchemas.newBuilder();
        if (catalog != null) {
            command.setCatalog(catalog);
        }
        if (schemaPattern != null) {
            command.setDbSchemaFilterPattern(schemaPattern);
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : ask(command.build())) {
            rows.add(new @Nullable Object[] {row.text("db_schema_name"), row.text("catalog_name")});
        }
        return sorted(MetadataShape.SCHEMAS, rows, 1, 0);
    }

    ResultSet tableTypes() throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : ask(FlightSql.CommandGetTableTypes.getDefaultInstance())) {
            rows.add(new @Nullable Object[] {row.text("table_type")});
        }
        return sorted(MetadataShape.TABLE_TYPES, rows, 0);
    }

    private static FlightSql.CommandGetTables.Builder tables(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern) {
        FlightSql.CommandGetTables.Builder command = FlightSql.CommandGetTables.newBuilder();
        if (catalog != null) {
            command.setCatalog(catalog);
        }
        if (schemaPattern != null) {
            command.setDbSchemaFilterPattern(schemaPattern);
        }
        if (tablePattern != null) {
            command.setTableNameFilterPattern(tablePattern);
        }
        return command;
    }

    ResultSet tables(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            String @Nullable [] types)
            throws SQLException {
        FlightSql.CommandGetTables.Builder command = tables(catalog, schemaPattern, tablePattern);
        if (types != null) {
            command.addAllTableTypes(List.of(types));
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : ask(command.build())) {
            rows.add(new @Nullable Object[] {
                row.text("catalog_name"),
                row.text("db_schema_name"),
                row.text("table_name"),
                row.text("table_type"),
                null,
                null,
                null,
                null,
                null,
                null
            });
        }
        return sorted(MetadataShape.TABLES, rows, 3, 0, 1, 2);
    }

    ResultSet columns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        Message command = tables(catalog, schemaPattern, tablePattern)
                .setIncludeSchema(true)
                .build();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow table : ask(command)) {
            Object schema = table.get("table_schema");
            if (schema instanceof byte[]) {
                addColumns(rows, table, (byte[]) schema, columnPattern);
            }
        }
        return sorted(MetadataShape.COLUMNS, rows, 0, 1, 2, 16);
    }

    private static void addColumns(
            List<@Nullable Object[]> rows, MetadataRow table, byte[] schema, @Nullable String columnPattern)
            throws SQLException {
        int ordinal = 0;
        for (ArrowField field : SchemaDecoder.encapsulated(schema).fields()) {
            ordinal++;
            if (LikePattern.matches(columnPattern, field.name())) {
                rows.add(column(table, field, ordinal));
            }
        }
    }

    private static @Nullable Object[] column(MetadataRow table, ArrowField field, int ordinal) {
        boolean number = field.kind().signed() || field.kind().sqlType() == java.sql.Types.NUMERIC;
        int size = ColumnShape.precision(field);
        return new @Nullable Object[] {
            table.text("catalog_name"),
            table.text("db_schema_name"),
            table.text("table_name"),
            field.name(),
            field.kind().sqlType(),
            ColumnShape.typeName(field),
            size,
            null,
            ColumnShape.scale(field),
            number ? 10 : null,
            field.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
            field.metadata(ColumnShape.REMARKS),
            null,
            null,
            null,
            size,
            ordinal,
            field.nullable() ? "YES" : "NO",
            null,
            null,
            null,
            null,
            "NO",
            "NO"
        };
    }

    ResultSet primaryKeys(@Nullable String catalog, @Nullable String schema, String table) throws SQLException {
        FlightSql.CommandGetPrimaryKeys.Builder command =
                FlightSql.CommandGetPrimaryKeys.newBuilder().setTable(table);
        if (catalog != null) {
            command.setCatalog(catalog);
        }
        if (schema != null) {
            command.setDbSchema(schema);
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : ask(command.build())) {
            rows.add(new @Nullable Object[] {
                row.text("catalog_name"),
                row.text("db_schema_name"),
                row.text("table_name"),
                row.text("column_name"),
                row.number("key_sequence", 1),
                row.text("key_name")
            });
        }
        return sorted(MetadataShape.PRIMARY_KEYS, rows, 3);
    }

    ResultSet importedKeys(@Nullable String catalog, @Nullable String schema, String table) throws SQLException {
        FlightSql.CommandGetImportedKeys.Builder command =
                FlightSql.CommandGetImportedKeys.newBuilder().setTable(table);
        if (catalog != null) {
            command.setCatalog(catalog);
        }
        if (schema != null) {
            command.setDbSchema(schema);
        }
        return foreignKeys(command.build(), 0, 1, 2, 8);
    }

    ResultSet exportedKeys(@Nullable String catalog, @Nullable String schema, String table) throws SQLException {
        FlightSql.CommandGetExportedKeys.Builder command =
                FlightSql.CommandGetExportedKeys.newBuilder().setTable(table);
        if (catalog != null) {
            command.setCatalog(catalog);
        }
        if (schema != null) {
            command.setDbSchema(schema);
        }
        return foreignKeys(command.build(), 4, 5, 6, 8);
    }

    ResultSet crossReference(
            @Nullable String pkCatalog,
            @Nullable String pkSchema,
            String pkTable,
            @Nullable String fkCatalog,
            @Nullable String fkSchema,
            String fkTable)
            throws SQLException {
        FlightSql.CommandGetCrossReference.Builder command = FlightSql.CommandGetCrossReference.newBuilder()
                .setPkTable(pkTable)
                .setFkTable(fkTable);
        if (pkCatalog != null) {
            command.setPkCatalog(pkCatalog);
        }
        if (pkSchema != null) {
            command.setPkDbSchema(pkSchema);
        }
        if (fkCatalog != null) {
            command.setFkCatalog(fkCatalog);
        }
        if (fkSchema != null) {
            command.setFkDbSchema(fkSchema);
        }
        return foreignKeys(command.build(), 4, 5, 6, 8);
    }

    private ResultSet foreignKeys(Message command, int... order) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : ask(command)) {
            rows.add(new @Nullable Object[] {
                row.text("pk_catalog_name"),
                row.text("pk_db_schema_name"),
                row.text("pk_table_name"),
                row.text("pk_column_name"),
                row.text("fk_catalog_name"),
                row.text("fk_db_schema_name"),
                row.text("fk_table_name"),
                row.text("fk_column_name"),
                row.number("key_sequence", 1),
                row.number("update_rule", DatabaseMetaData.importedKeyNoAction),
                row.number("delete_rule", DatabaseMetaData.importedKeyNoAction),
                row.text("fk_key_name"),
                row.text("pk_key_name"),
                DatabaseMetaData.importedKeyNotDeferrable
            });
        }
        return sorted(MetadataShape.FOREIGN_KEYS, rows, order);
    }

    ResultSet typeInfo() throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : ask(FlightSql.CommandGetXdbcTypeInfo.getDefaultInstance())) {
            Object parameters = row.get("create_params");
            rows.add(new @Nullable Object[] {
                row.text("type_name"),
                row.number("data_type", java.sql.Types.OTHER),
                row.get("column_size"),
                row.text("literal_prefix"),
                row.text("literal_suffix"),
                parameters instanceof List
                        ? String.join(
                                ",",
                                ((List<?>) parameters)
                                        .stream().map(String::valueOf).toArray(String[]::new))
                        : null,
                row.number("nullable", DatabaseMetaData.typeNullableUnknown),
                row.flag("case_sensitive"),
                row.number("searchable", DatabaseMetaData.typeSearchable),
                row.flag("unsigned_attribute"),
                row.flag("fixed_prec_scale"),
                row.flag("auto_increment"),
                row.text("local_type_name"),
                row.number("minimum_scale", 0),
                row.number("maximum_scale", 0),
                null,
                null,
                row.number("num_prec_radix", 10)
            });
        }
        return sorted(MetadataShape.TYPE_INFO, rows, 1);
    }

    private static ResultSet sorted(MetadataShape shape, List<@Nullable Object[]> rows, int... columns) {
        Comparator<@Nullable Object[]> order = (left, right) -> 0;
        for (int column : columns) {
            order = order.thenComparing((left, right) -> compare(left[column], right[column]));
        }
        rows.sort(order);
        return shape.of(rows);
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return left instanceof Integer
                ? Integer.compare((Integer) left, ((Integer) right))
                : left.toString().compareTo(right.toString());
    }
}

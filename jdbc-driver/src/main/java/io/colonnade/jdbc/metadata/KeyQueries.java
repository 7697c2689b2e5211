package io.colonnade.jdbc.metadata;

import com.google.protobuf.Message;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.jspecify.annotations.Nullable;

/** The metadata results about keys, by which tools draw relations. Used by {@link ColonnadeDatabaseMetaData} alone. */
final class KeyQueries {
    private final MetadataConnection connection;

    KeyQueries(MetadataConnection connection) {
        this.connection = connection;
    }

    /** Some tools give no table where JDBC wants one, and mean all; Flight SQL's word for none is the empty name. */
    private static String nameOrAny(@Nullable String table) {
        return table == null ? "" : table;
    }

    ResultSet primaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : keyColumns(catalog, schema, table)) {
            rows.add(new @Nullable Object[] {
                row.text("catalog_name"),
                row.text("db_schema_name"),
                row.text("table_name"),
                row.text("column_name"),
                row.number("key_sequence", 1),
                row.text("key_name")
            });
        }
        return MetadataShape.PRIMARY_KEYS.of(rows, 3);
    }

    /** Returns the names of the columns that a table's key consists of. */
    Set<String> key(@Nullable String catalog, @Nullable String schema, String table) throws SQLException {
        Set<String> names = new HashSet<>();
        for (MetadataRow row : keyColumns(catalog, schema, table)) {
            names.add(String.valueOf(row.text("column_name")));
        }
        return names;
    }

    private List<MetadataRow> keyColumns(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        FlightSql.CommandGetPrimaryKeys.Builder command =
                FlightSql.CommandGetPrimaryKeys.newBuilder().setTable(nameOrAny(table));
        if (catalog != null) {
            command.setCatalog(catalog);
        }
        if (schema != null) {
            command.setDbSchema(schema);
        }
        return MetadataRow.ask(connection, command.build());
    }

    ResultSet importedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        FlightSql.CommandGetImportedKeys.Builder command =
                FlightSql.CommandGetImportedKeys.newBuilder().setTable(nameOrAny(table));
        if (catalog != null) {
            command.setCatalog(catalog);
        }
        if (schema != null) {
            command.setDbSchema(schema);
        }
        return foreignKeys(command.build(), 0, 1, 2, 8);
    }

    ResultSet exportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        FlightSql.CommandGetExportedKeys.Builder command =
                FlightSql.CommandGetExportedKeys.newBuilder().setTable(nameOrAny(table));
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
            @Nullable String pkTable,
            @Nullable String fkCatalog,
            @Nullable String fkSchema,
            @Nullable String fkTable)
            throws SQLException {
        FlightSql.CommandGetCrossReference.Builder command = FlightSql.CommandGetCrossReference.newBuilder()
                .setPkTable(nameOrAny(pkTable))
                .setFkTable(nameOrAny(fkTable));
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
        for (MetadataRow row : MetadataRow.ask(connection, command)) {
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
        return MetadataShape.FOREIGN_KEYS.of(rows, order);
    }
}

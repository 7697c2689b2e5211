package io.colonnade.jdbc;

import com.google.protobuf.Message;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.jspecify.annotations.Nullable;

/** The metadata results about keys, by which tools draw relations. Used by {@link ColonnadeDatabaseMetaData} alone. */
final class KeyQueries {
    private final ColonnadeConnection connection;

    KeyQueries(ColonnadeConnection connection) {
        this.connection = connection;
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
        for (MetadataRow row : MetadataRow.ask(connection, command.build())) {
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

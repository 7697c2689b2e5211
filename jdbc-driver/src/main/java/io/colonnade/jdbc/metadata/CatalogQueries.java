package io.colonnade.jdbc.metadata;

import com.google.protobuf.Message;
import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowSchema;
import io.colonnade.jdbc.ipc.SchemaDecoder;
import io.colonnade.jdbc.result.ColumnShape;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.jspecify.annotations.Nullable;

/**
 * The metadata results about tables, columns and types: each asks one Flight SQL command and brings its rows into the columns
 * and the order that JDBC prescribes. Used by {@link ColonnadeDatabaseMetaData} alone.
 */
final class CatalogQueries {
    private static final String DESCRIPTION = "colonnade.description";

    private final MetadataConnection connection;

    CatalogQueries(MetadataConnection connection) {
        this.connection = connection;
    }

    ResultSet catalogs() throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : MetadataRow.ask(connection, FlightSql.CommandGetCatalogs.getDefaultInstance())) {
            rows.add(new @Nullable Object[] {row.text("catalog_name")});
        }
        return MetadataShape.CATALOGS.of(rows, 0);
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
        for (MetadataRow row : MetadataRow.ask(connection, command.build())) {
            rows.add(new @Nullable Object[] {row.text("db_schema_name"), row.text("catalog_name")});
        }
        return MetadataShape.SCHEMAS.of(rows, 1, 0);
    }

    ResultSet tableTypes() throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : MetadataRow.ask(connection, FlightSql.CommandGetTableTypes.getDefaultInstance())) {
            rows.add(new @Nullable Object[] {row.text("table_type")});
        }
        return MetadataShape.TABLE_TYPES.of(rows, 0);
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
        for (MetadataRow row :
                MetadataRow.ask(connection, command.setIncludeSchema(true).build())) {
            rows.add(new @Nullable Object[] {
                row.text("catalog_name"),
                row.text("db_schema_name"),
                row.text("table_name"),
                row.text("table_type"),
                schema(row).metadata(DESCRIPTION),
                null,
                null,
                null,
                null,
                null
            });
        }
        return MetadataShape.TABLES.of(rows, 3, 0, 1, 2);
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
        for (MetadataRow table : MetadataRow.ask(connection, command)) {
            int ordinal = 0;
            for (ArrowField field : schema(table).fields()) {
                ordinal++;
                if (LikePattern.matches(columnPattern, field.name())) {
                    rows.add(column(table, field, ordinal));
                }
            }
        }
        return MetadataShape.COLUMNS.of(rows, 0, 1, 2, 16);
    }

    private static ArrowSchema schema(MetadataRow table) throws SQLException {
        Object schema = table.get("table_schema");
        return schema instanceof byte[] ? SchemaDecoder.encapsulated((byte[]) schema) : ArrowSchema.EMPTY;
    }

    private static @Nullable Object[] column(MetadataRow table, ArrowField field, int ordinal) {
        return new @Nullable Object[] {
            table.text("catalog_name"),
            table.text("db_schema_name"),
            table.text("table_name"),
            field.name(),
            field.kind().sqlType(),
            ColumnShape.typeName(field),
            ColumnShape.precision(field),
            null,
            ColumnShape.hasScale(field) ? ColumnShape.scale(field) : null,
            ColumnShape.isNumber(field) ? 10 : null,
            field.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
            field.metadata(ColumnShape.REMARKS),
            null,
            null,
            null,
            ColumnShape.isUnbounded(field) ? ColumnShape.precision(field) : null,
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

    /** The columns of a table that its key consists of, in the words of getBestRowIdentifier. */
    ResultSet rowIdentifier(@Nullable String catalog, @Nullable String schema, String table, Set<String> key)
            throws SQLException {
        Message command = tables(
                        catalog, schema == null ? null : LikePattern.literally(schema), LikePattern.literally(table))
                .setIncludeSchema(true)
                .build();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : MetadataRow.ask(connection, command)) {
            for (ArrowField field : schema(row).fields()) {
                if (key.contains(field.name())) {
                    rows.add(identifier(field));
                }
            }
        }
        return MetadataShape.ROW_IDENTIFIER.of(rows);
    }

    private static @Nullable Object[] identifier(ArrowField field) {
        return new @Nullable Object[] {
            DatabaseMetaData.bestRowSession,
            field.name(),
            field.kind().sqlType(),
            ColumnShape.typeName(field),
            ColumnShape.precision(field),
            null,
            ColumnShape.hasScale(field) ? ColumnShape.scale(field) : null,
            DatabaseMetaData.bestRowNotPseudo
        };
    }

    ResultSet typeInfo() throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (MetadataRow row : MetadataRow.ask(connection, FlightSql.CommandGetXdbcTypeInfo.getDefaultInstance())) {
            Object parameters = row.get("create_params");
            rows.add(new @Nullable Object[] {
                row.text("type_name"),
                jdbcType(row),
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
        return MetadataShape.TYPE_INFO.of(rows, 1);
    }

    /** ODBC's codes, which Flight SQL uses here, know no booleans and no zones; those of our columns' types do. */
    private static int jdbcType(MetadataRow row) {
        int code = row.number("data_type", Types.OTHER);
        boolean zoned = String.valueOf(row.text("type_name")).endsWith(" with time zone");
        if (code == Types.TIMESTAMP && zoned) {
            return Types.TIMESTAMP_WITH_TIMEZONE;
        }
        return code == Types.BIT ? Types.BOOLEAN : code;
    }
}

package io.colonnade.server.flight;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Projection;
import io.colonnade.type.TypeName;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The Arrow schemas of batches as GetTables tells them, with the column metadata that JDBC and ODBC bridges read. */
final class TableSchemas {
    private TableSchemas() {}

    static Schema of(Projection projection, Batch batch) {
        List<Field> fields = batch.columns().stream()
                .map(column -> field(projection, batch, column))
                .toList();
        return new Schema(
                fields,
                Map.of(
                        "colonnade.projection", projection.name(),
                        "colonnade.version", projection.version().toString(),
                        "colonnade.stability", projection.stability().name().toLowerCase(java.util.Locale.ROOT),
                        "colonnade.description", batch.description()));
    }

    private static Field field(Projection projection, Batch batch, Column column) {
        FieldType type =
                new FieldType(column.nullable(), column.type().arrow(), null, metadata(projection, batch, column));
        return new Field(column.name(), type, null);
    }

    private static Map<String, String> metadata(Projection projection, Batch batch, Column column) {
        FlightSqlColumnMetadata.Builder metadata = new FlightSqlColumnMetadata.Builder()
                .catalogName(CatalogListings.CATALOG)
                .schemaName(projection.name())
                .tableName(batch.name())
                .typeName(column.type().name().postgres())
                .isAutoIncrement(false)
                .isCaseSensitive(TypeListing.isText(column.type().name()))
                .isReadOnly(true)
                .isSearchable(true);
        if (column.type().name() == TypeName.DECIMAL) {
            metadata.precision(column.type().precision()).scale(column.type().scale());
        } else {
            TypeListing.precision(column.type().name()).ifPresent(metadata::precision);
            TypeListing.scale(column.type().name()).ifPresent(metadata::scale);
        }
        if (!column.description().isEmpty()) {
            metadata.remarks(column.description());
        }
        return metadata.build().getMetadataMap();
    }
}

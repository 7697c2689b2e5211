package io.colonnade.query.plan;

import io.colonnade.contract.Column;
import io.colonnade.contract.Projection;
import io.colonnade.error.SqlState;
import io.colonnade.query.policy.DeprecatedUse;
import io.colonnade.query.policy.GovernedQuery;
import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import io.colonnade.query.resolve.CallerCatalog;
import io.colonnade.query.resolve.ResolvedQuery.Origin;
import io.colonnade.query.resolve.ResolvedQuery.OutputColumn;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The Arrow schema of a result, and of what a statement takes as parameters. Its metadata tells clients where each column comes from: keys that begin with
 * {@code ARROW:FLIGHT:SQL:} are those of Arrow Flight SQL's column metadata, which drivers read; those that begin with
 * {@code colonnade.} are our own.
 */
final class ResultSchema {
    private static final String FLIGHT_SQL = "ARROW:FLIGHT:SQL:";
    private static final String UUID_LENGTH = "36";
    /** As Arrow's own libraries call what they write as Parquet's field id. */
    private static final String FIELD_ID = "PARQUET:field_id";

    private ResultSchema() {}

    static Schema of(GovernedQuery query) {
        List<Field> fields = new ArrayList<>();
        boolean identified = isOfOneBatch(query);
        for (OutputColumn column : query.columns()) {
            Map<String, String> metadata = columnMetadata(query, column);
            Origin origin = column.origin();
            if (identified && origin != null) {
                metadata.put(FIELD_ID, Integer.toString(position(origin)));
            }
            FieldType type = new FieldType(column.nullable(), column.type().arrow(), null, metadata);
            fields.add(new Field(column.name(), type, null));
        }
        return new Schema(fields, schemaMetadata(query));
    }

    /** Says whether the contract's columns that are shown are those of one batch, each once, so that their places name them. */
    private static boolean isOfOneBatch(GovernedQuery query) {
        List<Origin> origins = query.columns().stream()
                .flatMap(column -> Stream.ofNullable(column.origin()))
                .toList();
        return origins.stream().map(origin -> origin.table().batch()).distinct().count() == 1
                && origins.stream().map(Origin::column).distinct().count() == origins.size();
    }

    /** A place stays a column's own for as long as the contract's major version does. */
    private static int position(Origin origin) {
        List<Column> columns = origin.table().batch().columns();
        int position = 0;
        while (!columns.get(position).name().equals(origin.column())) {
            position++;
        }
        return position + 1;
    }

    /** Returns what the parameters $1, $2, … of a statement take; NULL can be bound to all of them. */
    static Schema ofParameters(List<ColumnType> types) {
        List<Field> fields = new ArrayList<>();
        for (ColumnType type : types) {
            FieldType field = new FieldType(true, type.arrow(), null, typeMetadata(type));
            fields.add(new Field("$" + (fields.size() + 1), field, null));
        }
        return new Schema(fields);
    }

    private static Map<String, String> schemaMetadata(GovernedQuery query) {
        Map<String, String> metadata = new LinkedHashMap<>();
        String projections = query.applied().stream()
                .map(policy -> policy.projection() + "@" + policy.version())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        if (!projections.isEmpty()) {
            metadata.put("colonnade.projections", projections);
        }
        String warnings = query.deprecated().stream()
                .map(use -> SqlState.DEPRECATED_FEATURE.code() + " " + use.warning())
                .collect(Collectors.joining("\n"));
        if (!warnings.isEmpty()) {
            metadata.put("colonnade.warnings", warnings);
            metadata.put(
                    "colonnade.deprecated",
                    query.deprecated().stream().map(DeprecatedUse::fact).collect(Collectors.joining("\n")));
        }
        return metadata;
    }

    private static Map<String, String> columnMetadata(GovernedQuery query, OutputColumn column) {
        Map<String, String> metadata = typeMetadata(column.type());
        Origin origin = column.origin();
        if (origin != null) {
            describeOrigin(query, origin, metadata);
        }
        return metadata;
    }

    private static Map<String, String> typeMetadata(ColumnType type) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FLIGHT_SQL + "TYPE_NAME", type.name().postgres());
        if (type.name() == TypeName.DECIMAL) {
            metadata.put(FLIGHT_SQL + "PRECISION", Integer.toString(type.precision()));
            metadata.put(FLIGHT_SQL + "SCALE", Integer.toString(type.scale()));
        }
        if (type.name() == TypeName.UUID) {
            metadata.put(FLIGHT_SQL + "PRECISION", UUID_LENGTH);
        }
        return metadata;
    }

    private static void describeOrigin(GovernedQuery query, Origin origin, Map<String, String> metadata) {
        Projection projection = origin.table().projection();
        String batch = origin.table().batch().name();
        metadata.put(FLIGHT_SQL + "CATALOG_NAME", CallerCatalog.NAME);
        metadata.put(FLIGHT_SQL + "SCHEMA_NAME", projection.name());
        metadata.put(FLIGHT_SQL + "TABLE_NAME", batch);
        metadata.put("colonnade.version", projection.version().toString());
        metadata.put("colonnade.stability", projection.stability().name().toLowerCase(java.util.Locale.ROOT));
        metadata.put("colonnade.column", origin.column());
        if (origin.table().batch().key().contains(origin.column())) {
            metadata.put("colonnade.key", "true");
        }
        for (AppliedPolicy policy : query.applied()) {
            if (policy.projection().equals(projection.name()) && policy.batch().equals(batch)) {
                policy.masks().stream()
                        .filter(mask -> mask.startsWith(origin.column() + ":"))
                        .forEach(mask -> metadata.put(
                                "colonnade.mask", mask.substring(origin.column().length() + 1)));
            }
        }
    }
}

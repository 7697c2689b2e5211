package io.colonnade.server.graphql.schema;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Deprecation;
import io.colonnade.contract.OrderItem;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.type.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Projections as principals see them, without files and databases. */
public final class SomeProjections {
    private SomeProjections() {}

    /** Returns the orders of the specification's example, with their items. */
    public static VisibleProjection orders(Map<String, ColumnMask> masksOfOrders) {
        return projection(
                "order_analytics",
                visible(
                        batch(
                                "orders",
                                column("id", "string"),
                                column("customer_id", "string"),
                                column("total", "decimal(12,2)"),
                                column("created_at", "timestamp(us, UTC)"),
                                optional("status", "string", "open", "shipped"),
                                optional("note", "json")),
                        masksOfOrders),
                visible(
                        batch(
                                "order_items",
                                column("id", "string"),
                                reference("order_id", "string", "orders"),
                                column("quantity", "int32")),
                        Map.of()));
    }

    /** Returns a projection. */
    public static VisibleProjection projection(String name, VisibleBatch... batches) {
        return projection(name, null, batches);
    }

    /** Returns a projection that may be deprecated. */
    public static VisibleProjection projection(
            String name, @Nullable Deprecation deprecation, VisibleBatch... batches) {
        Projection projection = new Projection(
                name,
                new Version(1, 0, 0),
                deprecation == null ? Stability.STABLE : Stability.DEPRECATED,
                "",
                "source",
                Arrays.stream(batches).map(VisibleBatch::batch).toList(),
                new ProjectionPolicy(name, new Grant(true, Set.of()), List.of(), List.of()),
                deprecation,
                null);
        return new VisibleProjection(
                projection, List.of(batches), deprecation == null ? null : deprecation.replacement());
    }

    /** Returns a batch as somebody sees it. */
    public static VisibleBatch visible(Batch batch, Map<String, ColumnMask> masks) {
        return new VisibleBatch(batch, masks, 0, List.of());
    }

    /** Returns a batch whose key is its first column. */
    public static Batch batch(String name, Column... columns) {
        String key = columns[0].name();
        return new Batch(
                name,
                "",
                new Relation.Table(name),
                null,
                List.of(key),
                List.of(new OrderItem(key, false)),
                List.of(columns),
                List.of());
    }

    /** Returns a column that is never NULL. */
    public static Column column(String name, String type) {
        return new Column(name, type(type), false, name, null, List.of(), "");
    }

    /** Returns a column that may be NULL, and may have but some values. */
    public static Column optional(String name, String type, String... values) {
        return new Column(name, type(type), true, name, null, List.of(values), "");
    }

    /** Returns a column that refers to the column {@code id} of a batch. */
    public static Column reference(String name, String type, String batch) {
        return new Column(name, type(type), false, name, new Column.Reference(batch, "id"), List.of(), "");
    }

    private static ColumnType type(String name) {
        return ColumnType.parse(name).orElseThrow();
    }
}

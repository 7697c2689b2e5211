package io.colonnade.server.selection;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Column.Reference;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A projection with one column a type, relations of all kinds, and whatever masks a test wants. */
final class Shop {
    static final Batch CUSTOMERS = batch("customers", List.of("id"), column("id", "int32"), column("name", "string"));
    static final Batch STORES =
            batch("stores", List.of("country", "number"), column("country", "string"), column("number", "int32"));
    static final Batch ORDERS = batch(
            "orders",
            List.of("id"),
            column("id", "int64"),
            column("customer_id", "int32", new Reference("customers", "id")),
            column("payer_id", "int32", new Reference("customers", "id")),
            column("store_country", "string", new Reference("stores", "country")),
            column("store_number", "int32", new Reference("stores", "number")),
            column("total", "decimal(12,2)"),
            new Column("status", type("string"), true, "status", null, List.of("F", "O", "P"), ""),
            column("created_at", "timestamp(us, UTC)"),
            column("paid", "bool"),
            column("rate", "float64"),
            column("ordered_on", "date"),
            column("hour", "time(us)"),
            column("note", "json"),
            column("seal", "binary"),
            column("token", "uuid"));
    static final Batch ITEMS = batch(
            "items",
            List.of("id"),
            column("id", "int64"),
            column("order", "int64", new Reference("orders", "id")),
            column("orders", "string"),
            column("country_id", "string", new Reference("stores", "country")));

    private static final List<Batch> BATCHES = List.of(CUSTOMERS, STORES, ORDERS, ITEMS);

    private Shop() {}

    static ColumnType type(String name) {
        return ColumnType.parse(name).orElseThrow();
    }

    private static Column column(String name, String type) {
        return column(name, type, null);
    }

    private static Column column(String name, String type, @Nullable Reference reference) {
        return new Column(name, type(type), !name.equals("id"), name, reference, List.of(), "");
    }

    private static Batch batch(String name, List<String> key, Column... columns) {
        List<OrderItem> order =
                key.stream().map(column -> new OrderItem(column, false)).toList();
        return new Batch(name, "", new Relation.Table(name), null, key, order, List.of(columns), List.of());
    }

    static SelectableBatch batch(Batch batch) {
        return batch(batch, Map.of());
    }

    /** Returns a batch of version 2 under masks, as {@code batch.column} names their columns. */
    static SelectableBatch batch(Batch batch, Map<String, ColumnMask> masks) {
        return batch(batch, masks, 2);
    }

    static SelectableBatch batch(Batch batch, Map<String, ColumnMask> masks, int major) {
        VisibleProjection visible = visible(masks, major);
        return SelectableBatch.of(List.of(visible), "shop", batch.name(), Naming.CONTRACT);
    }

    private static VisibleProjection visible(Map<String, ColumnMask> masks, int major) {
        Projection projection = new Projection(
                "shop",
                new Version(major, 0, 0),
                Stability.STABLE,
                "",
                "source",
                BATCHES,
                new ProjectionPolicy("shop", new Grant(false, Set.of()), List.of(), List.of()));
        return new VisibleProjection(
                projection,
                BATCHES.stream()
                        .map(batch -> new VisibleBatch(batch, masksOf(batch, masks), 0, List.of()))
                        .toList(),
                null);
    }

    private static Map<String, ColumnMask> masksOf(Batch batch, Map<String, ColumnMask> masks) {
        Map<String, ColumnMask> own = new java.util.HashMap<>();
        masks.forEach((column, mask) -> {
            if (column.startsWith(batch.name() + ".")) {
                own.put(column.substring(batch.name().length() + 1), mask);
            }
        });
        return own;
    }
}

package io.colonnade.query;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.VectorValues;
import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.local.LocalEngine;
import io.colonnade.local.LocalEngineSettings;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.AboveValue;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Item;
import io.colonnade.query.request.Selection.Link;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Value;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.security.policy.RowFilter;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.Source;
import io.colonnade.type.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * A projection {@code shop} over real tables to ask selections of: customers have orders, and orders have lines. Eve sees the
 * customers of one country only, their orders, masked names and hashed products; notes are for nobody.
 */
final class SelectionShop implements AutoCloseable {
    static final Principal EVE = new Principal("eve", Set.of("analyst"), Map.of("country", "DE"));
    static final Principal ROOT = new Principal("root", Set.of("admin"), Map.of());

    private static final Set<String> ADMIN = Set.of("admin");

    private final RootAllocator allocator = new RootAllocator();
    private final RecordingAudit audit = new RecordingAudit();
    private final Source source = PostgresFixture.shared().source();
    private final LocalEngine engine;
    private final QueryPipeline pipeline;

    private SelectionShop(Path directory) {
        engine = LocalEngine.start(new LocalEngineSettings(64L << 20, 0, directory, 1));
        pipeline = new QueryPipeline(
                contracts(), Map.of("main", source), engine, MaskKeys.of("a key"), QueryLimits.STANDARD, audit);
    }

    static SelectionShop open(Path directory) {
        PostgresFixture.shared().execute("""
                DROP TABLE IF EXISTS sel_lines, sel_orders, sel_customers, sel_marks;
                CREATE TABLE sel_customers (id int PRIMARY KEY, name text NOT NULL, country text, rating int, note text);
                CREATE TABLE sel_orders (id int PRIMARY KEY, customer int NOT NULL, placed date, sent_at timestamp, status text,
                    total numeric(9,2) NOT NULL, country text);
                CREATE TABLE sel_lines (order_id int NOT NULL, no int NOT NULL, product text NOT NULL, quantity int,
                    PRIMARY KEY (order_id, no));
                INSERT INTO sel_customers SELECT i, 'customer ' || (i * 7 % 40),
                    (ARRAY['DE', 'FR', NULL])[i % 3 + 1], CASE WHEN i % 4 > 0 THEN i % 5 END, 'note ' || i
                    FROM generate_series(1, 40) AS i;
                INSERT INTO sel_orders SELECT i, i * i % 37 + 1, CASE WHEN i % 6 > 0 THEN date '2024-01-15' + i % 90 END,
                    timestamp '2024-01-15 10:00' + i * interval '7 hours', (ARRAY['open', 'sent', '50%_off\\'])[i % 3 + 1],
                    i * 13 % 101 + 0.25, (SELECT country FROM sel_customers c WHERE c.id = i * i % 37 + 1)
                    FROM generate_series(1, 200) AS i;
                INSERT INTO sel_lines SELECT i % 150 + 1, i / 150, 'product ' || i % 11, NULLIF(i % 9, 0)
                    FROM generate_series(0, 599) AS i;
                CREATE TABLE sel_marks (id int PRIMARY KEY, a int, b text, c float8 NOT NULL);
                SELECT setseed(0.42);
                INSERT INTO sel_marks SELECT i, CASE WHEN random() < 0.7 THEN floor(random() * 4) END,
                    CASE WHEN random() < 0.7 THEN chr(97 + floor(random() * 3)::int) END,
                    (ARRAY[0, 1.5, 'Infinity', 'NaN']::float8[])[i % 4 + 1]
                    FROM generate_series(1, 40) AS i
                """);
        return new SelectionShop(directory);
    }

    @Override
    public void close() {
        engine.close();
        source.close();
        allocator.close();
    }

    RecordingAudit audit() {
        return audit;
    }

    QueryPipeline pipeline() {
        return pipeline;
    }

    /** Returns the rows of a request, with numbers as texts, so that what is equal compares equal. */
    List<List<@Nullable Object>> rows(Principal caller, QueryRequest request, @Nullable Object... parameters) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (BatchReader reader = pipeline.run(context(caller), request, Arrays.asList(parameters), allocator)) {
            while (reader.loadNextBatch()) {
                for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
                        values.add(VectorValues.read(vector, row));
                    }
                    rows.add(values);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    List<List<@Nullable Object>> rows(QueryRequest request, @Nullable Object... parameters) {
        return rows(ROOT, request, parameters);
    }

    List<List<@Nullable Object>> sql(Principal caller, String text) {
        return rows(caller, new QueryRequest.Sql(text, "shop"));
    }

    QueryDescription describe(QueryRequest request) {
        return pipeline.describe(context(ROOT), request);
    }

    static AccessContext context(Principal caller) {
        return AccessContext.of(caller, "http", "arrow", Duration.ofMinutes(1));
    }

    /** A selection in the making. */
    record Ask(Selection selection) {
        static Ask of(String batch, String... columns) {
            List<Item> items = Arrays.stream(columns).map(SelectionShop::item).toList();
            return new Ask(new Selection("shop", batch, null, items, false, null, null, List.of(), Page.ALL));
        }

        Ask below(Selection above, String here, String column) {
            Selection s = selection;
            Link link = new Link(above, List.of(new Selection.Pair(here, column)));
            return new Ask(new Selection(
                    s.projection(),
                    s.batch(),
                    link,
                    s.items(),
                    s.grouped(),
                    s.where(),
                    s.having(),
                    s.order(),
                    s.page()));
        }

        /** The same rows, each of them once. */
        Ask once() {
            Selection s = selection;
            Link link = java.util.Objects.requireNonNull(s.parent());
            return new Ask(new Selection(
                    s.projection(),
                    s.batch(),
                    new Link(link.above(), link.columns(), true),
                    s.items(),
                    s.grouped(),
                    s.where(),
                    s.having(),
                    s.order(),
                    s.page()));
        }

        Ask add(String name, Value value) {
            Selection s = selection;
            List<Item> items = new ArrayList<>(s.items());
            items.add(new Item(name, value));
            return new Ask(new Selection(
                    s.projection(),
                    s.batch(),
                    s.parent(),
                    items,
                    s.grouped(),
                    s.where(),
                    s.having(),
                    s.order(),
                    s.page()));
        }

        Ask where(Condition condition) {
            Selection s = selection;
            return new Ask(new Selection(
                    s.projection(),
                    s.batch(),
                    s.parent(),
                    s.items(),
                    s.grouped(),
                    condition,
                    s.having(),
                    s.order(),
                    s.page()));
        }

        Ask grouped(@Nullable Condition having) {
            Selection s = selection;
            return new Ask(new Selection(
                    s.projection(), s.batch(), s.parent(), s.items(), true, s.where(), having, s.order(), s.page()));
        }

        Ask order(Order... order) {
            Selection s = selection;
            return new Ask(new Selection(
                    s.projection(),
                    s.batch(),
                    s.parent(),
                    s.items(),
                    s.grouped(),
                    s.where(),
                    s.having(),
                    List.of(order),
                    s.page()));
        }

        Ask page(Page page) {
            Selection s = selection;
            return new Ask(new Selection(
                    s.projection(),
                    s.batch(),
                    s.parent(),
                    s.items(),
                    s.grouped(),
                    s.where(),
                    s.having(),
                    s.order(),
                    page));
        }

        Ask first(long limit) {
            return page(new Page(limit, 0, null, null, false));
        }
    }

    static Item item(String column) {
        return column.startsWith("^") ? new Item(column, above(column)) : new Item(column, new ColumnValue(column));
    }

    private static Value above(String column) {
        int levels = column.lastIndexOf('^') + 1;
        return new AboveValue(levels, column.substring(levels));
    }

    static Value value(String column) {
        return new ColumnValue(column);
    }

    /** Ascending, with NULL where PostgreSQL has it. */
    static Order asc(String column) {
        return new Order(value(column), false, false);
    }

    /** Descending, with NULL where PostgreSQL has it. */
    static Order desc(String column) {
        return new Order(value(column), true, true);
    }

    private static Contracts contracts() {
        Batch customers = batch(
                "customers",
                "sel_customers",
                List.of("id"),
                column("id", "int32", false),
                column("name", "string", false),
                column("country", "string", true),
                column("rating", "int32", true));
        Batch orders = batch(
                "orders",
                "sel_orders",
                List.of("id"),
                column("id", "int32", false),
                column("customer", "int32", false),
                column("placed", "date", true),
                column("sent_at", "timestamp(us)", true),
                column("status", "large_string", true),
                column("total", "decimal(9,2)", false),
                column("country", "string", true));
        Batch lines = batch(
                "lines",
                "sel_lines",
                List.of("order_id", "no"),
                column("order_id", "int32", false),
                column("no", "int32", false),
                column("product", "string", false),
                column("quantity", "int32", true));
        Batch marks = batch(
                "marks",
                "sel_marks",
                List.of("id"),
                column("id", "int32", false),
                column("a", "int32", true),
                column("b", "string", true),
                column("c", "float64", false));
        Batch deep = batch(
                "deep",
                "sel_deep",
                List.of("id"),
                column("id", "int32", false),
                column("kind", "int32", false),
                column("part", "int32", false),
                column("n", "int32", true),
                column("s", "string", false),
                column("country", "string", true));
        String filter = "country = {context.country}";
        ProjectionPolicy policy = new ProjectionPolicy(
                "shop",
                new Grant(true, Set.of()),
                List.of(
                        new RowFilter("customers", filter, ADMIN),
                        new RowFilter("orders", filter, ADMIN),
                        new RowFilter("deep", filter, ADMIN)),
                List.of(
                        new MaskRule("customers", "name", new ColumnMask.FirstN(2), ADMIN),
                        new MaskRule("lines", "product", new ColumnMask.Hash(), ADMIN),
                        new MaskRule("orders", "total", new ColumnMask.Round(-1), ADMIN)));
        return new Contracts(
                List.of(new Projection(
                        "shop",
                        new Version(1, 0, 0),
                        Stability.STABLE,
                        "",
                        "main",
                        List.of(customers, orders, lines, marks, deep),
                        policy)),
                "test");
    }

    private static Batch batch(String name, String table, List<String> key, Column... columns) {
        return new Batch(name, "", new Relation.Table(table), null, key, List.of(), List.of(columns), List.of());
    }

    private static Column column(String name, String type, boolean nullable) {
        return new Column(name, ColumnType.parse(type).orElseThrow(), nullable, name, null, List.of(), "").asStored();
    }
}

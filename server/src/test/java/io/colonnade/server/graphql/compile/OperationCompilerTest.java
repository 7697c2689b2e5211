package io.colonnade.server.graphql.compile;

import static io.colonnade.server.graphql.schema.SomeProjections.column;
import static io.colonnade.server.graphql.schema.SomeProjections.projection;
import static io.colonnade.server.graphql.schema.SomeProjections.reference;
import static io.colonnade.server.graphql.schema.SomeProjections.visible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Relation;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.request.Selection;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.graphql.GraphQlLimits;
import io.colonnade.server.graphql.GraphQlRequest;
import io.colonnade.server.graphql.NoRows;
import io.colonnade.server.graphql.Operations;
import io.colonnade.server.graphql.Preparation;
import io.colonnade.server.graphql.PreparedOperation;
import io.colonnade.server.graphql.execute.Level;
import io.colonnade.server.graphql.execute.Table;
import io.colonnade.server.graphql.schema.SomeProjections;
import io.colonnade.server.selection.Cursors;
import io.colonnade.type.ColumnType;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What becomes of operations whose variables, and whose contracts, are unusual. */
final class OperationCompilerTest {
    private static final GraphQlLimits LIMITS = new GraphQlLimits(2_000, 300, 9, 9, 4, 2, 5, 1_000_000);
    private static final VisibleProjection ORDERS = SomeProjections.orders(Map.of());
    private static final String GROUPS =
            "query q($having: [OrderAnalyticsOrdersHaving!], $order: [OrderAnalyticsOrdersAggregateOrderBy!])"
                    + " { orderAnalyticsOrdersAggregate(having: {or: $having}, orderBy: $order) { count } }";

    private static List<Level> levels(VisibleProjection visible, String document, Map<String, Object> variables) {
        PreparedOperation operation = prepared(visible, document, variables);
        return compiler(operation)
                .compile(operation.fields(), operation.introspection())
                .levels();
    }

    private static List<Table> tables(VisibleProjection visible, String document) {
        PreparedOperation operation = prepared(visible, document, Map.of());
        return compiler(operation).tables(operation.fields());
    }

    private static OperationCompiler compiler(PreparedOperation operation) {
        Cursors cursors = new Cursors(SealedBox.of(SealKey.random()));
        return new OperationCompiler(operation.schema(), null, cursors);
    }

    private static PreparedOperation prepared(
            VisibleProjection visible, String document, Map<String, Object> variables) {
        Operations operations = new Operations(LIMITS, new NoRows());
        Preparation prepared = operations.prepare(List.of(visible), new GraphQlRequest(document, null, variables));
        assertThat(prepared).isInstanceOf(Preparation.Ready.class);
        return ((Preparation.Ready) prepared).operation();
    }

    private static Map<String, Object> nested(int depth) {
        Map<String, Object> filter = Map.of();
        for (int i = 0; i < depth; i++) {
            filter = new HashMap<>(Map.of("not", filter));
        }
        return filter;
    }

    private static ThrowingCallable having(Object filters) {
        return () -> levels(ORDERS, GROUPS, Map.of("having", filters));
    }

    @Test
    void filterOfGroupsSaysNoMoreThanOneOfRows() {
        assertThatThrownBy(having(Collections.nCopies(201, Map.of()))).hasMessageContaining("at most 200 conditions");
        assertThatThrownBy(having(List.of(nested(12)))).hasMessageContaining("at most 12 deep");
        assertThat(levels(ORDERS, GROUPS, Map.of("having", List.of(nested(10)))))
                .hasSize(1);
    }

    @Test
    void groupsAreOrderedByEachThingOnce() {
        List<Object> twice = List.of(Map.of("count", "DESC"), Map.of("totalSum", "ASC"), Map.of("count", "ASC"));
        Selection selection =
                levels(ORDERS, GROUPS, Map.of("order", twice)).get(0).selection();
        assertThat(selection.order()).hasSize(2);
        assertThat(selection.order().get(0).descending()).isTrue();
    }

    @Test
    void rowsWithoutAKeyHaveNothingBelowThem() {
        Batch lines = batch("lines", List.of(), reference("order_id", "string", "orders"));
        VisibleProjection visible = projection(
                "sales",
                visible(SomeProjections.batch("orders", column("id", "string")), Map.of()),
                visible(lines, Map.of()));
        String document = "{ salesLines { order { id } } }";
        for (ThrowingCallable asked :
                List.<ThrowingCallable>of(() -> levels(visible, document, Map.of()), () -> tables(visible, document))) {
            assertThatThrownBy(asked)
                    .hasMessage("Cannot answer 'salesLines.order': the rows above have no key in the contract; ask for"
                            + " these rows at the root");
        }
        assertThatThrownBy(() -> tables(visible, "{ salesLines { __typename } }"))
                .hasMessage("Cannot answer 'salesLines' as a table: no column is asked for");
    }

    /** What joins the tables, and the key, are there even where the document names something else so. */
    @Test
    void tablesAreJoinedByAllColumnsOfAKey() {
        Batch offers =
                batch("offers", List.of("part", "supplier"), column("part", "int32"), column("supplier", "int32"));
        Batch lines = batch(
                "lines",
                List.of("id"),
                column("id", "int32"),
                referring("part_id", "part"),
                referring("supplier_id", "supplier"));
        VisibleProjection visible = projection("sales", visible(offers, Map.of()), visible(lines, Map.of()));
        List<Table> tables = tables(visible, "{ o: salesOffers { part: supplier lines { id } } }");
        assertThat(tables.get(0).metadata()).containsEntry("colonnade.key", "part_2,part");
        assertThat(tables.get(1).metadata())
                .containsEntry("colonnade.batch", "o.lines")
                .containsEntry("colonnade.key", "id")
                .containsEntry("colonnade.join", "partId=part_2,supplierId=part");
    }

    private static Column referring(String name, String column) {
        ColumnType type = ColumnType.parse("int32").orElseThrow();
        return new Column(name, type, false, name, new Column.Reference("offers", column), List.of(), "");
    }

    private static Batch batch(String name, List<String> key, Column... columns) {
        return new Batch(name, "", new Relation.Table(name), null, key, List.of(), List.of(columns), List.of());
    }
}

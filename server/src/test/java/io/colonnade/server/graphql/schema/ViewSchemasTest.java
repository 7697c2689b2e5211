package io.colonnade.server.graphql.schema;

import static io.colonnade.server.graphql.schema.SomeProjections.batch;
import static io.colonnade.server.graphql.schema.SomeProjections.column;
import static io.colonnade.server.graphql.schema.SomeProjections.optional;
import static io.colonnade.server.graphql.schema.SomeProjections.orders;
import static io.colonnade.server.graphql.schema.SomeProjections.projection;
import static io.colonnade.server.graphql.schema.SomeProjections.reference;
import static io.colonnade.server.graphql.schema.SomeProjections.visible;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.idl.SchemaPrinter;
import io.colonnade.contract.Deprecation;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.request.Selection.Aggregate;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.query.request.Selection.Pair;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.server.graphql.schema.FieldMeaning.Shape;
import io.colonnade.server.selection.BatchRelation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From what somebody may see to the names and types that GraphQL has of it. */
final class ViewSchemasTest {
    private static ViewSchema schema(VisibleProjection... visible) {
        return new ViewSchemas().of(List.of(visible));
    }

    private static String type(ViewSchema schema, String name) {
        return new SchemaPrinter(SchemaPrinter.Options.defaultOptions().includeDirectives(true))
                .print(schema.definition().getType(name));
    }

    private static FieldMeaning meaning(ViewSchema schema, String type, String field) {
        return schema.meaning(type, field).orElseThrow();
    }

    @Test
    void eachCatalogueHasOneSchemaHoweverManyThereAre() {
        ViewSchemas schemas = new ViewSchemas();
        List<List<VisibleProjection>> views = new ArrayList<>();
        List<ViewSchema> made = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            views.add(new ArrayList<>());
            made.add(schemas.of(views.get(i)));
        }
        for (int i = 0; i < views.size(); i++) {
            assertThat(schemas.of(views.get(i))).isSameAs(made.get(i));
        }
        assertThat(made).doesNotHaveDuplicates();
    }

    @Test
    void batchHasAListAConnectionALookUpAndAnAggregate() {
        ViewSchema schema = schema(orders(Map.of()));
        BatchNames orders = schema.batch("order_analytics", "orders");
        assertThat(meaning(schema, "Query", "orderAnalyticsOrders"))
                .isEqualTo(new FieldMeaning.Rows(orders, Shape.LIST));
        assertThat(meaning(schema, "Query", "orderAnalyticsOrdersConnection"))
                .isEqualTo(new FieldMeaning.Rows(orders, Shape.CONNECTION));
        assertThat(meaning(schema, "Query", "orderAnalyticsOrdersByKey"))
                .isEqualTo(new FieldMeaning.Rows(orders, Shape.ONE));
        assertThat(meaning(schema, "Query", "orderAnalyticsOrdersAggregate"))
                .isEqualTo(new FieldMeaning.Rows(orders, Shape.AGGREGATE));
    }

    @Test
    void projectionsOwnFieldsAreThoseOfItsFirstBatch() {
        ViewSchema schema = schema(orders(Map.of()));
        assertThat(meaning(schema, "Query", "orderAnalytics"))
                .isEqualTo(meaning(schema, "Query", "orderAnalyticsOrdersConnection"));
        assertThat(meaning(schema, "Query", "orderAnalyticsAggregate"))
                .isEqualTo(meaning(schema, "Query", "orderAnalyticsOrdersAggregate"));
    }

    @Test
    void columnsHaveTheTypesOfTheirContract() {
        assertThat(type(schema(orders(Map.of())), "OrderAnalyticsOrders"))
                .contains(
                        "  createdAt: Timestamp!\n",
                        "  note: JSON\n",
                        "  status: OrderAnalyticsOrdersStatusValue\n",
                        "  total: Decimal!\n");
    }

    @Test
    void foreignKeysLeadBothWays() {
        ViewSchema schema = schema(orders(Map.of()));
        BatchNames items = schema.batch("order_analytics", "order_items");
        assertThat(meaning(schema, "OrderAnalyticsOrders", "orderItems"))
                .isEqualTo(new FieldMeaning.Related(
                        items,
                        new BatchRelation("order_items", "order_items", true, List.of(new Pair("order_id", "id"))),
                        Shape.LIST));
        assertThat(type(schema, "OrderAnalyticsOrderItems")).contains("  order: OrderAnalyticsOrders\n");
        assertThat(type(schema, "OrderAnalyticsOrdersWhere"))
                .contains("  orderItems: OrderAnalyticsOrderItemsRelated\n");
    }

    @Test
    void severalForeignKeysToOneBatchAreToldApart() {
        ViewSchema schema = schema(projection(
                "p",
                visible(batch("people", column("id", "int32")), Map.of()),
                visible(
                        batch(
                                "letters",
                                column("id", "int32"),
                                reference("sender_id", "int32", "people"),
                                reference("copied", "int32", "people")),
                        Map.of())));
        assertThat(schema.batch("p", "letters").relations().keySet()).containsExactly("sender", "people");
        assertThat(schema.batch("p", "people").relations().keySet())
                .containsExactly("lettersBySenderId", "lettersByCopied");
    }

    @Test
    void maskedKeyLeadsNowhereAndFindsNothing() {
        ViewSchema schema = schema(orders(Map.of("id", new ColumnMask.Hash())));
        assertThat(schema.batch("order_analytics", "orders").relations()).isEmpty();
        assertThat(schema.batch("order_analytics", "order_items").relations()).isEmpty();
        assertThat(schema.meaning("Query", "orderAnalyticsOrdersByKey")).isEmpty();
    }

    @Test
    void maskedEnumerationIsAText() {
        assertThat(type(schema(orders(Map.of("status", new ColumnMask.Redact()))), "OrderAnalyticsOrders"))
                .contains("  status: String\n");
    }

    @Test
    void enumerationWhoseValuesAreNoNamesIsAText() {
        ViewSchema schema = schema(projection(
                "p",
                visible(
                        batch("b", column("id", "int32"), optional("state", "string", "open", "in transit")),
                        Map.of())));
        assertThat(type(schema, "PB")).contains("  state: String\n");
    }

    @Test
    void aggregatesSuitTheTypeOfTheColumn() {
        ViewSchema schema = schema(orders(Map.of()));
        assertThat(meaning(schema, "OrderAnalyticsOrdersAggregate", "totalSum"))
                .isEqualTo(new FieldMeaning.Computed(new AggregateValue(Aggregate.SUM, "total")));
        assertThat(meaning(schema, "OrderAnalyticsOrdersAggregate", "count"))
                .isEqualTo(new FieldMeaning.Computed(new AggregateValue(Aggregate.COUNT, null)));
        assertThat(schema.meaning("OrderAnalyticsOrdersAggregate", "statusSum")).isEmpty();
        assertThat(schema.meaning("OrderAnalyticsOrdersAggregate", "note")).isEmpty();
        assertThat(type(schema, "OrderAnalyticsOrdersGroupBy")).contains("createdAt: TimeBucket", "status: Boolean");
    }

    @Test
    void columnNamedAsAnAggregateKeepsItsName() {
        ViewSchema schema = schema(projection(
                "p", visible(batch("b", column("count", "int32"), column("count_sum", "int32")), Map.of())));
        assertThat(meaning(schema, "PBAggregate", "count")).isInstanceOf(FieldMeaning.OfGroup.class);
        assertThat(meaning(schema, "PBAggregate", "count_2"))
                .isEqualTo(new FieldMeaning.Computed(new AggregateValue(Aggregate.COUNT, null)));
        assertThat(meaning(schema, "PBAggregate", "countSum_2"))
                .isEqualTo(new FieldMeaning.Computed(new AggregateValue(Aggregate.SUM, "count")));
    }

    @Test
    void wordsOfFiltersAndReservedNamesAreNoColumns() {
        ViewSchema schema = schema(projection(
                "p",
                visible(
                        batch("b", column("not", "int32"), column("not_", "int32"), column("__type", "int32")),
                        Map.of())));
        assertThat(schema.batch("p", "b").columns().keySet()).containsExactly("not_", "not__", "_Type");
    }

    @Test
    void namesThatBecomeTheSameAreNumbered() {
        ViewSchema schema = schema(
                projection("a", visible(batch("b_connection", column("id", "int32")), Map.of())),
                projection("a_b", visible(batch("connection", column("id", "int32")), Map.of())),
                projection("page", visible(batch("info", column("id", "int32")), Map.of())));
        assertThat(schema.batch("a", "b_connection").type()).isEqualTo("ABConnection");
        assertThat(schema.batch("a_b", "connection").type()).isEqualTo("ABConnection_2");
        assertThat(schema.batch("page", "info").type()).isEqualTo("PageInfo_2");
        assertThat(meaning(schema, "Query", "aBConnection_2"))
                .isEqualTo(new FieldMeaning.Rows(schema.batch("a_b", "connection"), Shape.LIST));
    }

    @Test
    void olderVersionHasItsNumberAndSaysWhatToUse() {
        ViewSchema schema = schema(projection(
                "sales@1",
                new Deprecation("sales", LocalDate.of(2027, 1, 31)),
                visible(batch("orders", column("id", "int32")), Map.of())));
        assertThat(schema.definition()
                        .getQueryType()
                        .getFieldDefinition("salesV1Orders")
                        .getDeprecationReason())
                .isEqualTo("Use the projection sales instead; this one may be gone from 2027-01-31 on");
    }

    @Test
    void deprecationNamesNoReplacementThatTheCallerMayNotKnowOf() {
        VisibleProjection old = projection(
                "sales@1",
                new Deprecation("sales_inside", LocalDate.of(2027, 1, 31)),
                visible(batch("orders", column("id", "int32")), Map.of()));
        VisibleProjection seen = new VisibleProjection(old.projection(), old.batches(), null);
        assertThat(new SchemaPrinter().print(schema(seen).definition()))
                .contains("This projection may be gone from 2027-01-31 on")
                .doesNotContain("sales_inside");
    }

    @Test
    void whoSeesNothingHasASchemaToo() {
        assertThat(type(schema(), "Query")).contains("nothing: Boolean");
        assertThat(schema().definition().getType("PageInfo")).isNull();
    }
}

package io.colonnade.query;

import static io.colonnade.query.SelectionShop.EVE;
import static io.colonnade.query.SelectionShop.ROOT;
import static io.colonnade.query.SelectionShop.asc;
import static io.colonnade.query.SelectionShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.query.SelectionShop.Ask;
import io.colonnade.query.request.Condition.Compare;
import io.colonnade.query.request.Condition.Comparison;
import io.colonnade.query.request.Condition.Not;
import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.Aggregate;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that follow one another show each row once, in whatever order, with ties and NULL in it. */
final class KeysetPagesTest {
    private static final int SIZE = 9;

    private static SelectionShop shop;

    @BeforeAll
    static void open(@TempDir Path directory) {
        shop = SelectionShop.open(directory);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    static Stream<List<Order>> orders() {
        Stream<List<Order>> nullable = IntStream.range(0, 32)
                .mapToObj(bits -> List.of(
                        order("a", bits & 1, bits & 2), order("b", bits & 4, bits & 8), order("id", bits & 16, 0)));
        Stream<List<Order>> others = IntStream.range(0, 8)
                .mapToObj(bits -> List.of(order("c", bits & 1, bits & 2), order("id", bits & 4, 0)));
        return Stream.of(
                        nullable,
                        others,
                        Stream.of(List.of(asc("id"))),
                        Stream.of(List.of(order("c", 1, 0), order("b", 0, 1), order("a", 1, 0), order("id", 0, 0))))
                .flatMap(some -> some);
    }

    private static Order order(String column, int descending, int nullsFirst) {
        return new Order(value(column), descending != 0, nullsFirst != 0);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void pagesForwardAndBackwardAreTheWhole(List<Order> order) {
        Ask ask = ask(order);
        List<List<@Nullable Object>> all = shop.rows(ask.selection());
        assertThat(all).hasSize(40).isEqualTo(shop.sql(ROOT, sql(order)));
        for (int at = 0; at < all.size(); at += SIZE) {
            int end = Math.min(all.size(), at + SIZE);
            @Nullable List<@Nullable Object> before = at == 0 ? null : all.get(at - 1);
            assertThat(page(ask, SIZE, before, null, false)).as("from %s", at).isEqualTo(all.subList(at, end));
            @Nullable List<@Nullable Object> behind = end == all.size() ? null : all.get(end);
            assertThat(page(ask, end - at, null, behind, true)).as("to %s", end).isEqualTo(all.subList(at, end));
        }
    }

    static Stream<List<Order>> someOrders() {
        List<List<Order>> all = orders().toList();
        return IntStream.range(0, all.size()).filter(i -> i % 5 == 1).mapToObj(all::get);
    }

    @ParameterizedTest
    @MethodSource("someOrders")
    void whatIsBetweenTwoPlacesIsBetweenThem(List<Order> order) {
        Ask ask = ask(order);
        List<List<@Nullable Object>> all = shop.rows(ask.selection());
        for (int start = 0; start < all.size(); start += 13) {
            assertThat(page(ask, null, all.get(start), null, false)).isEqualTo(all.subList(start + 1, all.size()));
            assertThat(page(ask, null, null, all.get(start), false)).isEqualTo(all.subList(0, start));
        }
        assertThat(page(ask, 30, all.get(4), all.get(31), false)).isEqualTo(all.subList(5, 31));
        assertThat(page(ask, 3, all.get(4), all.get(31), true)).isEqualTo(all.subList(28, 31));
        assertThat(page(ask, 3, all.get(31), all.get(4), false)).isEmpty();
    }

    @Test
    void anOffsetIsCountedFromThePlace() {
        List<Order> order = List.of(order("b", 1, 1), order("id", 1, 0));
        Ask ask = ask(order);
        List<List<@Nullable Object>> all = shop.rows(ask.selection());
        List<@Nullable Object> parameters = new ArrayList<>();
        Page page = new Page(5L, 2, place(order, all.get(9), parameters), null, false);
        assertThat(shop.rows(ask.page(page).selection(), parameters.toArray())).isEqualTo(all.subList(12, 17));
    }

    /** The hash is put on where the rows arrive, so that PostgreSQL makes the page. */
    @Test
    void aPageShowsMaskedColumns() {
        List<Order> order = List.of(order("quantity", 1, 1), order("order_id", 0, 0), order("no", 0, 0));
        Ask ask = Ask.of("lines", "quantity", "order_id", "no", "product").order(order.toArray(Order[]::new));
        List<List<@Nullable Object>> all = shop.rows(EVE, ask.selection());
        assertThat(all.get(0).get(3).toString()).hasSizeGreaterThan(40);
        for (int at : new int[] {7, 100, 300}) {
            List<@Nullable Object> parameters = new ArrayList<>();
            Page page = new Page(20L, 0, place(order, all.get(at), parameters), null, false);
            Selection selection = ask.page(page).selection();
            assertThat(shop.rows(EVE, selection, parameters.toArray())).isEqualTo(all.subList(at + 1, at + 21));
            assertThat(shop.pipeline().explainToOperator(EVE, selection).get(0)).startsWith("source");
        }
    }

    static Stream<List<Order>> ordersOfLines() {
        return Stream.of(
                List.of(order("order_id", 0, 0), order("no", 0, 0)),
                List.of(order("quantity", 1, 1), order("order_id", 0, 0), order("no", 0, 0)),
                List.of(order("quantity", 0, 0), order("order_id", 1, 1), order("no", 0, 0)));
    }

    /** What is asked of a hash is found out here, and where a page begins with it. */
    @ParameterizedTest
    @MethodSource("ordersOfLines")
    void aPageOfRowsThatMeetAConditionOnAMaskGoesOn(List<Order> order) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of("no hash"));
        Ask ask = Ask.of("lines").where(new Not(new Compare(value("product"), Comparison.EQUAL, 0)));
        for (Order item : order) {
            ask = ask.add("v" + ask.selection().items().size(), item.value());
        }
        Ask ordered = ask.order(order.toArray(Order[]::new));
        List<List<@Nullable Object>> all = shop.rows(EVE, ordered.selection(), parameters.toArray());
        Page page = new Page(20L, 0, place(order, all.get(7), parameters), null, false);
        assertThat(shop.rows(EVE, ordered.page(page).selection(), parameters.toArray()))
                .isEqualTo(all.subList(8, 28));
    }

    @Test
    void groupsHavePlacesToo() {
        List<Order> order = List.of(
                new Order(new AggregateValue(Aggregate.SUM, "a"), true, false),
                new Order(new AggregateValue(Aggregate.COUNT, null), false, false),
                order("b", 0, 1));
        Ask ask = Ask.of("marks")
                .add("s", order.get(0).value())
                .add("n", order.get(1).value())
                .add("b", order.get(2).value())
                .grouped(null)
                .order(order.toArray(Order[]::new));
        List<List<@Nullable Object>> all = shop.rows(ask.selection());
        assertThat(all).hasSize(4);
        for (int i = 0; i < 4; i++) {
            List<@Nullable Object> parameters = new ArrayList<>();
            Page page = new Page(2L, 0, place(order, all.get(i), parameters), null, false);
            assertThat(shop.rows(ask.page(page).selection(), parameters.toArray()))
                    .isEqualTo(all.subList(i + 1, Math.min(4, i + 3)));
        }
    }

    @Test
    void aPlaceOfAnotherOrderIsADefectOfTheDoor() {
        Page page = new Page(1L, 0, new Place(List.of(0)), null, false);
        Ask ask = ask(List.of(asc("a"), asc("id"))).page(page);
        assertThatThrownBy(() -> shop.rows(ask.selection(), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Ask ask(List<Order> order) {
        Ask ask = Ask.of("marks").order(order.toArray(Order[]::new));
        for (Order item : order) {
            ask = ask.add("v" + ask.selection().items().size(), item.value());
        }
        return ask;
    }

    private static String sql(List<Order> order) {
        List<String> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Order item : order) {
            String column = ((io.colonnade.query.request.Selection.ColumnValue) item.value()).column();
            columns.add(column);
            keys.add(column
                    + (item.descending() ? " desc" : " asc")
                    + (item.nullsFirst() ? " nulls first" : " nulls last"));
        }
        return "select " + String.join(", ", columns) + " from marks order by " + String.join(", ", keys);
    }

    private static List<List<@Nullable Object>> page(
            Ask ask,
            @Nullable Integer limit,
            @Nullable List<@Nullable Object> after,
            @Nullable List<@Nullable Object> before,
            boolean fromEnd) {
        List<Order> order = ask.selection().order();
        List<@Nullable Object> parameters = new ArrayList<>();
        @Nullable Place start = after == null ? null : place(order, after, parameters);
        @Nullable Place end = before == null ? null : place(order, before, parameters);
        Page page = new Page(limit == null ? null : Long.valueOf(limit), 0, start, end, fromEnd);
        return shop.rows(ask.page(page).selection(), parameters.toArray());
    }

    private static Place place(List<Order> order, List<@Nullable Object> row, List<@Nullable Object> parameters) {
        @Nullable Integer[] places = new @Nullable Integer[order.size()];
        for (int i = 0; i < places.length; i++) {
            if (row.get(i) != null) {
                places[i] = parameters.size();
                parameters.add(row.get(i));
            }
        }
        return new Place(Collections.unmodifiableList(Arrays.asList(places)));
    }
}

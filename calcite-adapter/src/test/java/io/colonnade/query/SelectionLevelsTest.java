package io.colonnade.query;

import static io.colonnade.query.SelectionShop.EVE;
import static io.colonnade.query.SelectionShop.ROOT;
import static io.colonnade.query.SelectionShop.asc;
import static io.colonnade.query.SelectionShop.desc;
import static io.colonnade.query.SelectionShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.SelectionShop.Ask;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Condition.Compare;
import io.colonnade.query.request.Condition.Comparison;
import io.colonnade.query.request.Condition.IsNull;
import io.colonnade.query.request.Condition.Not;
import io.colonnade.query.request.Condition.Related;
import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.AboveValue;
import io.colonnade.query.request.Selection.Aggregate;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Pair;
import io.colonnade.query.request.Selection.Place;
import io.colonnade.security.identity.Principal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A level below another is what asking for each row above would give, in one statement and in the order of those. */
final class SelectionLevelsTest {
    private static SelectionShop shop;

    @BeforeAll
    static void open(@TempDir Path directory) {
        shop = SelectionShop.open(directory);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    /** What a level of orders has, and the rest of the question in SQL that is asked for one customer. */
    private record Case(Page page, String end) {}

    private static final List<Case> PAGES = List.of(
            new Case(Page.ALL, "order by placed desc, id"),
            new Case(new Page(3L, 0, null, null, false), "order by placed desc, id limit 3"),
            new Case(new Page(2L, 1, null, null, false), "order by placed desc, id limit 2 offset 1"),
            new Case(new Page(null, 2, null, null, false), "order by placed desc, id offset 2"),
            new Case(new Page(2L, 0, null, null, true), "order by placed, id desc limit 2"),
            new Case(
                    new Page(2L, 0, new Place(List.of(1, 2)), null, false),
                    "and (placed < date '2024-03-01' or placed = date '2024-03-01' and id > 9)"
                            + " order by placed desc, id limit 2"));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void eachRowAboveHasThePageThatItWouldHaveAlone(int number) {
        Case page = PAGES.get(number);
        Selection customers = Ask.of("customers", "id", "name", "rating")
                .order(desc("rating"), asc("id"))
                .first(25)
                .selection();
        Selection orders = Ask.of("orders", "^id", "^rating", "id", "placed", "total")
                .below(customers, "customer", "id")
                .where(new Compare(value("total"), Comparison.GREATER, 0))
                .order(desc("placed"), asc("id"))
                .page(page.page())
                .selection();
        Object[] parameters = page.page().after() == null ? new Object[] {20} : new Object[] {20, "2024-03-01", 9};
        for (Principal caller : List.of(ROOT, EVE)) {
            List<List<@Nullable Object>> expected = new ArrayList<>();
            for (List<@Nullable Object> customer : shop.rows(caller, customers)) {
                List<List<@Nullable Object>> found = new ArrayList<>(shop.sql(
                        caller,
                        "select id, placed, total from orders where total > 20 and customer = " + customer.get(0) + " "
                                + page.end()));
                if (page.page().fromEnd()) {
                    java.util.Collections.reverse(found);
                }
                found.forEach(order -> expected.add(with(order, customer.get(0), customer.get(2))));
            }
            assertThat(shop.rows(caller, orders, parameters)).isNotEmpty().isEqualTo(expected);
        }
    }

    @Test
    void theSecondHopKeepsTheOrdersOfBothAbove() {
        Selection customers = Ask.of("customers", "id")
                .order(asc("name"), desc("id"))
                .page(new Page(12L, 3, null, null, false))
                .selection();
        Selection orders = Ask.of("orders", "^id", "id")
                .below(customers, "customer", "id")
                .order(desc("total"), asc("id"))
                .first(2)
                .selection();
        Selection lines = Ask.of("lines", "^^id", "^id", "no", "product", "^^name")
                .below(orders, "order_id", "id")
                .order(desc("quantity"), asc("no"))
                .first(2)
                .selection();
        for (Principal caller : List.of(ROOT, EVE)) {
            List<List<@Nullable Object>> expected = new ArrayList<>();
            for (List<@Nullable Object> order : shop.rows(caller, orders)) {
                Object name = shop.sql(caller, "select name from customers where id = " + order.get(0))
                        .get(0)
                        .get(0);
                for (List<@Nullable Object> line : shop.sql(
                        caller,
                        "select no, product from lines where order_id = " + order.get(1)
                                + " order by quantity desc, no limit 2")) {
                    List<@Nullable Object> row = with(line, order.get(0), order.get(1));
                    row.add(name);
                    expected.add(row);
                }
            }
            assertThat(shop.rows(caller, lines)).isNotEmpty().isEqualTo(expected);
        }
    }

    /** Two orders of one customer each have that customer, and pages count for each of them. */
    @Test
    void rowsAboveThatShareARowBelowHaveItEach() {
        Selection orders =
                Ask.of("orders", "id").order(desc("total"), asc("id")).first(30).selection();
        Ask customer =
                Ask.of("customers", "^id", "id").below(orders, "id", "customer").order(asc("id"));
        List<List<@Nullable Object>> expected = shop.sql(
                ROOT,
                "select o.id, c.id from (select * from orders order by total desc, id limit 30) as o join customers c"
                        + " on c.id = o.customer order by o.total desc, o.id");
        assertThat(shop.rows(customer.selection())).isEqualTo(expected).hasSize(30);
        assertThat(shop.rows(customer.first(1).selection())).isEqualTo(expected);
    }

    @Test
    void rowsThatComeOnceHaveAnOrderAndAPageOfTheirOwn() {
        Selection orders =
                Ask.of("orders", "id").order(desc("total"), asc("id")).first(30).selection();
        Ask customers = Ask.of("customers", "id", "name")
                .below(orders, "id", "customer")
                .once()
                .order(desc("name"), asc("id"));
        for (Principal caller : List.of(ROOT, EVE)) {
            List<List<@Nullable Object>> all = shop.sql(
                    caller,
                    "select id, name from customers where id in (select customer from (select * from orders"
                            + " order by total desc, id limit 30) as o) order by name desc, id");
            assertThat(shop.rows(caller, customers.selection())).isEqualTo(all).hasSizeGreaterThan(1);
            assertThat(shop.rows(caller, customers.first(2).selection())).isEqualTo(all.subList(0, 2));
        }
        assertThatThrownBy(() ->
                        shop.rows(customers.add("x", new AboveValue(1, "id")).selection()))
                .hasStackTraceContaining("a level that is not there");
    }

    /** Two orders have the same customer, whose orders nevertheless come once, as many of each as the page has. */
    @Test
    void rowsBelowThoseThatComeOnceComeOnceToo() {
        Selection some = Ask.of("orders", "id").order(asc("id")).first(20).selection();
        Selection customers = Ask.of("customers", "id")
                .below(some, "id", "customer")
                .once()
                .order(asc("id"))
                .selection();
        Selection orders = Ask.of("orders", "customer", "id")
                .below(customers, "customer", "id")
                .order(desc("total"), asc("id"))
                .first(2)
                .selection();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (List<@Nullable Object> customer : shop.rows(customers)) {
            expected.addAll(shop.sql(
                    ROOT,
                    "select customer, id from orders where customer = " + customer.get(0)
                            + " order by total desc, id limit 2"));
        }
        assertThat(shop.rows(orders)).isNotEmpty().isEqualTo(expected);
    }

    @Test
    void thePageAboveMayBeginBehindAPlaceOrEndAtTheEnd() {
        Order country = asc("country");
        for (Page page : List.of(
                new Page(6L, 0, new Place(List.of(0, 1)), null, false),
                new Page(6L, 0, new Place(Arrays.asList(null, 0)), null, false),
                new Page(5L, 1, null, null, true),
                new Page(5L, 0, null, new Place(List.of(0, 1)), true))) {
            Object[] parameters = page.after() == null && page.before() == null
                    ? new Object[0]
                    : page.after() != null && page.after().parameters().get(0) == null
                            ? new Object[] {20}
                            : new Object[] {"DE", 20};
            Selection customers = Ask.of("customers", "id")
                    .order(country, asc("id"))
                    .page(page)
                    .selection();
            Selection orders = Ask.of("orders", "^id", "id")
                    .below(customers, "customer", "id")
                    .order(asc("id"))
                    .first(1)
                    .selection();
            List<@Nullable Object> ids = shop.rows(customers, parameters).stream()
                    .<@Nullable Object>map(row -> row.get(0))
                    .toList();
            List<@Nullable Object> owners = shop.rows(orders, parameters).stream()
                    .<@Nullable Object>map(row -> row.get(0))
                    .toList();
            assertThat(ids).hasSizeBetween(5, 6).containsAll(owners);
            assertThat(ids.stream().filter(owners::contains).toList())
                    .isEqualTo(owners)
                    .isNotEmpty();
        }
    }

    @Test
    void groupsAreMadeForEachRowAbove() {
        Selection customers = Ask.of("customers", "id")
                .order(asc("name"), asc("id"))
                .first(20)
                .selection();
        Ask groups = Ask.of("orders", "^id", "status")
                .add("n", new AggregateValue(Aggregate.COUNT, null))
                .add("sum", new AggregateValue(Aggregate.SUM, "total"))
                .below(customers, "customer", "id")
                .grouped(null)
                .order(new Order(new AggregateValue(Aggregate.COUNT, null), true, true), asc("status"));
        List<List<@Nullable Object>> all = shop.sql(
                ROOT,
                "select c.id, o.status, count(*), sum(o.total) from (select * from customers order by name, id limit 20) c"
                        + " join orders o on o.customer = c.id group by c.name, c.id, o.status"
                        + " order by c.name, c.id, count(*) desc, o.status");
        assertThat(shop.rows(groups.selection())).isEqualTo(all);
        List<List<@Nullable Object>> first = new ArrayList<>();
        all.stream()
                .filter(row -> first.stream().noneMatch(known -> known.get(0).equals(row.get(0))))
                .forEach(first::add);
        assertThat(shop.rows(groups.first(1).selection())).isEqualTo(first);
    }

    @Test
    void nobodyReachesAColumnThatIsNotThereThroughAnotherLevel() {
        Selection customers = Ask.of("customers", "id").order(asc("id")).selection();
        Ask orders = Ask.of("orders", "id").below(customers, "customer", "id").order(asc("id"));
        refused(orders.add("x", new AboveValue(1, "note")));
        refused(orders.order(new Order(new AboveValue(1, "note"), false, false)));
        refused(orders.where(new IsNull(new AboveValue(1, "note"))));
        refused(Ask.of("orders", "id").below(customers, "customer", "note"));
        refused(Ask.of("orders", "id").below(customers, "hidden", "id"));
        refused(Ask.of("orders", "id")
                .where(new Related("customers", List.of(new Pair("id", "customer")), new IsNull(value("note")))));
        refused(Ask.of("orders", "id").where(new Related("customers", List.of(new Pair("note", "status")), null)));
        refused(Ask.of("customers")
                .add("n", new AggregateValue(Aggregate.COUNT, "note"))
                .grouped(null));
        refused(Ask.of("customers")
                .add("n", new AggregateValue(Aggregate.COUNT, null))
                .grouped(new Compare(new AggregateValue(Aggregate.MAX, "note"), Comparison.EQUAL, 0)));
        refused(Ask.of("orders", "id")
                .below(Ask.of("customers", "id").order(asc("note")).first(1).selection(), "customer", "id"));
    }

    /** Lines have no row filter of their own, so that what is found of an order is found by its own. */
    @Test
    void whatARowFilterHidesIsNoRelationOfAnything() {
        Ask foreign =
                Ask.of("lines", "order_id").where(order(new Not(new Compare(value("country"), Comparison.EQUAL, 0))));
        assertThat(shop.rows(ROOT, foreign.selection(), "DE")).isNotEmpty();
        assertThat(shop.rows(EVE, foreign.selection(), "DE")).isEmpty();
        Ask own = Ask.of("lines", "order_id").where(order(new Compare(value("country"), Comparison.EQUAL, 0)));
        assertThat(shop.rows(EVE, own.selection(), "DE")).isNotEmpty();
        Ask below = Ask.of("orders", "country").below(Ask.of("lines", "no").selection(), "id", "order_id");
        assertThat(shop.rows(ROOT, below.selection())).contains(List.of("FR"));
        assertThat(shop.rows(EVE, below.selection())).isNotEmpty().allMatch(List.of("DE")::equals);
    }

    @Test
    void whatAMaskHidesIsFoundByTheMaskOnly() {
        Ask named = Ask.of("orders", "id")
                .where(new Related(
                        "customers",
                        List.of(new Pair("id", "customer")),
                        new Compare(value("name"), Comparison.EQUAL, 0)));
        assertThat(shop.rows(EVE, named.selection(), "customer 7")).isEmpty();
        assertThat(shop.rows(EVE, named.selection(), "cu")).isNotEmpty();
        Ask above = Ask.of("orders", "^name")
                .below(Ask.of("customers", "id").order(asc("id")).first(20).selection(), "customer", "id")
                .first(1);
        assertThat(shop.rows(EVE, above.selection())).isNotEmpty().allMatch(List.of("cu")::equals);
    }

    private static Condition order(Condition condition) {
        return new Related("orders", List.of(new Pair("id", "order_id")), condition);
    }

    private static void refused(Ask ask) {
        assertThatThrownBy(() -> shop.rows(ask.selection(), 1))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("does not exist");
    }

    private static List<@Nullable Object> with(List<@Nullable Object> row, @Nullable Object... first) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(row);
        return all;
    }
}

package io.colonnade.query;

import static io.colonnade.query.SelectionShop.EVE;
import static io.colonnade.query.SelectionShop.ROOT;
import static io.colonnade.query.SelectionShop.asc;
import static io.colonnade.query.SelectionShop.desc;
import static io.colonnade.query.SelectionShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.SelectionShop.Ask;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Condition.And;
import io.colonnade.query.request.Condition.Compare;
import io.colonnade.query.request.Condition.Comparison;
import io.colonnade.query.request.Condition.In;
import io.colonnade.query.request.Condition.IsNull;
import io.colonnade.query.request.Condition.Match;
import io.colonnade.query.request.Condition.Matches;
import io.colonnade.query.request.Condition.Not;
import io.colonnade.query.request.Condition.Or;
import io.colonnade.query.request.Condition.Related;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.request.Selection.Aggregate;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.query.request.Selection.Bucket;
import io.colonnade.query.request.Selection.BucketValue;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Pair;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A selection answers what the same question in SQL answers, to everybody. */
final class SelectionRoadTest {
    private static SelectionShop shop;

    @BeforeAll
    static void open(@TempDir Path directory) {
        shop = SelectionShop.open(directory);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void columnsOrderAndPageAreThoseOfSql() {
        Ask ask = Ask.of("orders", "id", "status", "total", "placed", "sent_at")
                .order(desc("placed"), asc("id"))
                .page(new Page(20L, 7, null, null, false));
        same(ask, "select id, status, total, placed, sent_at from orders order by placed desc, id limit 20 offset 7");
    }

    @Test
    void nullComesWhereTheOrderWantsIt() {
        Ask ask = Ask.of("orders", "placed", "id")
                .order(new Order(value("placed"), true, false), asc("id"))
                .first(180);
        same(ask, "select placed, id from orders order by placed desc nulls last, id limit 180");
    }

    @Test
    void theLastRowsComeInTheSameOrder() {
        Ask ask = Ask.of("orders", "total").order(asc("id")).page(new Page(5L, 2, null, null, true));
        same(
                ask,
                "select total from (select id, total from orders order by id desc limit 5 offset 2) as t order by id");
    }

    /** Two to the 32nd power and one more would be one if it were cut to an integer. */
    @Test
    void limitsBeyondIntegersAreNotCut() {
        Page page = new Page((1L << 32) + 1, 0, null, null, false);
        Page none = new Page(5L, 1L << 32, null, null, false);
        for (String column : List.of("no", "product")) {
            Ask ask = Ask.of("lines", "no").order(asc(column));
            int all = shop.rows(EVE, ask.selection()).size();
            assertThat(all).isGreaterThan(5);
            assertThat(shop.rows(EVE, ask.page(page).selection())).hasSize(all);
            assertThat(shop.rows(EVE, ask.page(none).selection())).isEmpty();
        }
    }

    @Test
    void conditionsAreThoseOfSql() {
        Condition condition = new And(List.of(
                new Or(List.of(compare("total", Comparison.GREATER_OR_EQUAL, 0), new IsNull(value("placed")))),
                new Not(new In(value("status"), List.of(1, 2))),
                compare("placed", Comparison.LESS, 3)));
        same(
                Ask.of("orders", "id").where(condition).order(asc("id")),
                "select id from orders where (total >= 50 or placed is null) and not status in ('open', 'closed')"
                        + " and placed < date '2024-03-20' order by id",
                "50",
                "open",
                "closed",
                "2024-03-20");
    }

    @Test
    void ofNoConditionsAllHoldAndOfNoValuesNoneIsMet() {
        Ask all = Ask.of("customers", "id").where(new And(List.of())).order(asc("id"));
        same(all, "select id from customers order by id");
        assertThat(shop.rows(all.where(new Or(List.of())).selection())).isEmpty();
        assertThat(shop.rows(all.where(new In(value("rating"), List.of())).selection()))
                .isEmpty();
        same(all.where(new Not(new In(value("rating"), List.of()))), "select id from customers order by id");
    }

    @Test
    void aParameterMayStandInSeveralPlaces() {
        Ask ask = Ask.of("orders", "id")
                .where(new Or(List.of(compare("id", Comparison.EQUAL, 0), compare("customer", Comparison.EQUAL, 0))))
                .order(asc("id"));
        same(ask, "select id from orders where id = 5 or customer = 5 order by id", 5);
        assertThat(shop.rows(new QueryRequest.Sql("select id from orders where id = $1 or customer = $1", "shop"), 5))
                .hasSameSizeAs(shop.rows(ask.selection(), 5));
    }

    @Test
    void textsStandForThemselvesWherePatternsAreNotMeant() {
        Ask ask = Ask.of("orders", "id").order(asc("id"));
        String found = "select id from orders where status like '50!%%' escape '!' order by id";
        same(ask.where(matches("status", Match.STARTS_WITH)), found, "50%_o");
        same(ask.where(matches("status", Match.CONTAINS)), found, "%_off\\");
        same(ask.where(matches("status", Match.LIKE)), found, "50\\%\\__ff_");
        same(
                ask.where(matches("status", Match.ILIKE)),
                "select id from orders where status = 'sent' order by id",
                "S%T");
        assertThat(shop.rows(ask.where(matches("status", Match.CONTAINS)).selection(), "s_nt"))
                .isEmpty();
        assertThat(shop.rows(ask.where(matches("status", Match.STARTS_WITH)).selection(), ""))
                .hasSize(200);
    }

    @Test
    void groupsAreCutSortedAndLimitedAsInSql() {
        Ask ask = Ask.of("orders", "status")
                .add("month", new BucketValue("placed", Bucket.MONTH))
                .add("orders", new AggregateValue(Aggregate.COUNT, null))
                .add("customers", new AggregateValue(Aggregate.COUNT_DISTINCT, "customer"))
                .add("sum", new AggregateValue(Aggregate.SUM, "total"))
                .add("avg", new AggregateValue(Aggregate.AVG, "total"))
                .add("least", new AggregateValue(Aggregate.MIN, "total"))
                .add("most", new AggregateValue(Aggregate.MAX, "sent_at"))
                .where(compare("id", Comparison.GREATER, 0))
                .grouped(new Compare(new AggregateValue(Aggregate.SUM, "total"), Comparison.GREATER, 1))
                .order(new Order(new AggregateValue(Aggregate.COUNT, null), true, true), asc("status"), month(false))
                .first(8);
        same(
                ask,
                "select status, cast(date_trunc('month', cast(placed as timestamp)) as date) as m, count(*),"
                        + " count(distinct customer), sum(total), avg(total), min(total), max(sent_at) from orders"
                        + " where id > 3 group by status, m having sum(total) > 150"
                        + " order by count(*) desc, status, 2 limit 8",
                3,
                150);
    }

    @Test
    void aGroupOfAllRowsIsOneRow() {
        Ask ask = Ask.of("lines")
                .add("n", new AggregateValue(Aggregate.COUNT, "quantity"))
                .grouped(null);
        same(ask, "select count(quantity) from lines");
    }

    @Test
    void timesAreCutAsPostgresCutsThem() {
        for (Bucket unit : Bucket.values()) {
            Ask ask =
                    Ask.of("orders").add("t", new BucketValue("sent_at", unit)).order(asc("id"));
            same(
                    ask,
                    "select date_trunc('" + unit.name().toLowerCase(java.util.Locale.ROOT)
                            + "', sent_at) from orders order by id");
        }
        Ask days = Ask.of("orders").add("t", new BucketValue("placed", Bucket.WEEK));
        assertThat(shop.describe(days.selection())
                        .schema()
                        .getFields()
                        .get(0)
                        .getType()
                        .toString())
                .isEqualTo("Date(DAY)");
    }

    @Test
    void rowsAreThereOrNotInARelatedBatch() {
        Condition line =
                new Related("lines", List.of(new Pair("order_id", "id")), compare("quantity", Comparison.GREATER, 0));
        Condition orders = new Related("orders", List.of(new Pair("customer", "id")), line);
        Ask ask = Ask.of("customers", "id").order(asc("id"));
        String some = "exists (select 1 from orders o where o.customer = c.id and exists (select 1 from lines l"
                + " where l.order_id = o.id and quantity > 7))";
        same(ask.where(orders), "select id from customers c where " + some + " order by id", 7);
        same(ask.where(new Not(orders)), "select id from customers c where not " + some + " order by id", 7);
    }

    @Test
    void theColumnsAreDescribedAsThoseOfSql() {
        List<Field> columns = shop.describe(Ask.of("orders", "id", "status", "total")
                        .order(asc("id"))
                        .page(new Page(3L, 0, null, null, true))
                        .selection())
                .schema()
                .getFields();
        assertThat(columns)
                .isEqualTo(shop.describe(new QueryRequest.Sql("select id, status, total from orders", "shop"))
                        .schema()
                        .getFields());
    }

    @Test
    void whatIsNotThereIsRefusedAsInSql() {
        refused(Ask.of("nothing", "id"), ErrorKind.NOT_FOUND, "Table 'shop.nothing' does not exist");
        refused(Ask.of("customers", "note"), ErrorKind.INVALID_ARGUMENT, "Column 'note' does not exist");
        refused(Ask.of("customers", ""), ErrorKind.INVALID_ARGUMENT, "Column '' does not exist");
        refused(Ask.of("customers", "*"), ErrorKind.INVALID_ARGUMENT, "Column '*' does not exist");
        refused(Ask.of("customers", "id").order(asc("note")), ErrorKind.INVALID_ARGUMENT, "Column 'note'");
        refused(Ask.of("customers", "id\" from x --"), ErrorKind.INVALID_ARGUMENT, "does not exist");
        refused(
                Ask.of("customers", "id").where(new IsNull(value("note"))),
                ErrorKind.INVALID_ARGUMENT,
                "Column 'note'");
    }

    @Test
    void theAuditKnowsEqualSelectionsAndNoValues() {
        Ask ask = Ask.of("orders", "id").where(compare("id", Comparison.EQUAL, 0));
        shop.rows(ask.selection(), 4711);
        @Nullable String first = shop.audit().last().access().sqlFingerprint();
        shop.rows(ask.selection(), 4712);
        assertThat(shop.audit().last().access().sqlFingerprint())
                .isEqualTo(first)
                .hasSize(64);
        shop.rows(ask.order(asc("id")).selection(), 4712);
        assertThat(shop.audit().last().access().sqlFingerprint()).isNotEqualTo(first);
    }

    private static void same(Ask ask, String sql, Object... parameters) {
        assertThat(shop.rows(ROOT, ask.selection(), parameters)).isNotEmpty().isEqualTo(shop.sql(ROOT, sql));
        assertThat(shop.rows(EVE, ask.selection(), parameters)).isEqualTo(shop.sql(EVE, sql));
    }

    private static void refused(Ask ask, ErrorKind kind, String message) {
        assertThatThrownBy(() -> shop.rows(ask.selection()))
                .isInstanceOfSatisfying(ColonnadeException.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(kind);
                    assertThat(refusal.clientMessage()).contains(message);
                });
    }

    private static Order month(boolean descending) {
        return new Order(new BucketValue("placed", Bucket.MONTH), descending, descending);
    }

    private static Condition compare(String column, Comparison comparison, int parameter) {
        return new Compare(value(column), comparison, parameter);
    }

    private static Condition matches(String column, Match match) {
        return new Matches(value(column), match, 0);
    }
}

package io.colonnade.server.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.error.ColonnadeException;
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
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Pair;
import io.colonnade.query.request.Selection.Value;
import io.colonnade.security.policy.ColumnMask;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Value TOTAL = new ColumnValue("total");
    private static final Value NAME = new ColumnValue("name");

    private final SelectionValues values = new SelectionValues();

    private Condition orders(String filter) throws IOException {
        return read(filter, Shop.batch(Shop.ORDERS));
    }

    private Condition read(String filter, SelectableBatch batch) throws IOException {
        return new FilterReader(values).read(JSON.readValue(filter, Object.class), batch, "where");
    }

    @Test
    void membersOfAnObjectAllHold() throws IOException {
        assertThat(orders("{'total': {'gte': '100', 'lt': 200.5}, 'paid': {'eq': true}}".replace('\'', '"')))
                .isEqualTo(new And(List.of(
                        new And(List.of(
                                new Compare(TOTAL, Comparison.GREATER_OR_EQUAL, 0),
                                new Compare(TOTAL, Comparison.LESS, 1))),
                        new Compare(new ColumnValue("paid"), Comparison.EQUAL, 2))));
        assertThat(values.list()).containsExactly(new BigDecimal("100"), new BigDecimal("200.5"), true);
    }

    @Test
    void andOrAndNotNest() throws IOException {
        assertThat(
                        orders(
                                "{\"or\": [{\"not\": {\"id\": {\"neq\": 1}}}, {\"and\": [{}, {\"total\": {\"isNull\": false}}]}]}"))
                .isEqualTo(new Or(List.of(
                        new Not(new Compare(new ColumnValue("id"), Comparison.NOT_EQUAL, 0)),
                        new And(List.of(new And(List.of()), new Not(new IsNull(TOTAL)))))));
    }

    @Test
    void listsAndPatternsHaveTheirParameters() throws IOException {
        assertThat(read(
                        "{\"name\": {\"in\": [\"a\", \"b\"], \"ilike\": \"%x\", \"contains\": \"50%\"}}",
                        Shop.batch(Shop.CUSTOMERS)))
                .isEqualTo(new And(List.of(
                        new In(NAME, List.of(0, 1)),
                        new Matches(NAME, Match.ILIKE, 2),
                        new Matches(NAME, Match.CONTAINS, 3))));
        assertThat(values.list()).containsExactly("a", "b", "%x", "50%");
    }

    @Test
    void relatedRowsAreAskedForByTheColumnsOfTheRelation() throws IOException {
        Related items = new Related("items", List.of(new Pair("order", "id")), new And(List.of()));
        Related payer = new Related("customers", List.of(new Pair("id", "payer_id")), new Matches(NAME, Match.LIKE, 0));
        assertThat(orders("{\"items\": {\"none\": {}}, \"payer\": {\"some\": {\"name\": {\"like\": \"A%\"}}}}"))
                .isEqualTo(new And(List.of(new Not(items), payer)));
    }

    @Test
    void valuesHaveTheClassOfTheirColumn() throws IOException {
        orders(
                "{\"created_at\": {\"gt\": \"2026-01-02T03:04:05.123456+01:00\"}, \"seal\": {\"eq\": \"AQI=\"}, \"rate\": {\"eq\": 1}}");
        assertThat(values.list()).containsExactly(Instant.parse("2026-01-02T02:04:05.123456Z"), new byte[] {1, 2}, 1.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"totl": {"eq": 1}}                          | Invalid where: there is no column or relation 'totl'; did you mean 'total'?
            {"total": {"get": 1}}                        | Invalid where.total: there is no operator of decimal(12,2) called 'get'; did you mean 'gt'?
            {"total": {"gte": "much"}}                   | Invalid value for where.total.gte: it is no decimal(12,2)
            {"total": {"gte": true}}                     | Invalid where.total.gte: it is no decimal(12,2)
            {"total": {"gte": [1]}}                      | Invalid where.total.gte: it is no decimal(12,2)
            {"total": 7}                                 | Invalid where.total: it takes an object of operators, such as {"eq": …}
            {"total": null}                              | Invalid where.total: it takes an object of operators, such as {"eq": …}
            {"total": {"eq": null}}                      | Invalid where.total.eq: NULL compares with nothing; use {"isNull": true}
            {"total": {"in": [1, null]}}                 | Invalid where.total.in: NULL compares with nothing; use {"isNull": true}
            {"total": {"in": 1}}                         | Invalid where.total.in: it takes a list
            {"total": {"isNull": "yes"}}                 | Invalid where.total.isNull: it takes true or false
            {"total": {"like": "1%"}}                    | Invalid where.total: there is no operator of decimal(12,2) called 'like'; did you mean 'lte'?
            {"note": {"eq": "{}"}}                       | Invalid where.note: there is no operator of json called 'eq'
            {"paid": {"gt": false}}                      | Invalid where.paid: there is no operator of bool called 'gt'
            {"id": {"eq": 1.5}}                          | Invalid value for where.id.eq: it is no int64
            {"status": {"eq": "X"}}                      | Invalid where.status.eq: it is none of the column's values, which are F, O, P
            {"seal": {"eq": "!"}}                        | Invalid where.seal.eq: it is no base64
            {"ordered_on": {"eq": "2026-02-30"}}         | Invalid value for where.ordered_on.eq: it is no date
            {"and": {"id": {"eq": 1}}}                   | Invalid where.and: it takes a list of filters
            {"or": [1]}                                  | Invalid where.or[0]: it takes an object, such as {"column": {"eq": …}}
            {"items": {}, "payer": 1}                    | Invalid where.payer: it takes an object with some or none, such as {"some": {…}}
            {"items": {"every": {}}}                     | Invalid where.items: there is no word 'every'
            {"items": {"some": {"total": {"eq": 1}}}}    | Invalid where.items.some: there is no column or relation 'total'
            []                                           | Invalid where: it takes an object, such as {"column": {"eq": …}}
            """)
    void whatIsWrongIsSaidWithItsPlaceAndWithoutAValue(String filter, String message) {
        assertThatThrownBy(() -> orders(filter))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage(message);
    }

    @Test
    void textThatNoDatabaseHoldsIsRefused() {
        assertThatThrownBy(() -> read("{\"name\": {\"eq\": \"a\\u0000b\"}}", Shop.batch(Shop.CUSTOMERS)))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("where.name.eq");
    }

    @Test
    void maskedEnumerationComparesWithWhatTheCallerSees() throws IOException {
        SelectableBatch masked = Shop.batch(Shop.ORDERS, Map.of("orders.status", new ColumnMask.Redact()));
        read("{\"status\": {\"eq\": \"[REDACTED]\"}}", masked);
        assertThat(values.list()).containsExactly("[REDACTED]");
    }

    @Test
    void filterThatIsTooDeepTooLongOrListsTooMuchIsRefused() {
        String deep = "{\"not\": ".repeat(500) + "{}" + "}".repeat(500);
        assertThatThrownBy(() -> orders(deep)).hasMessageContaining("at most 12 deep");
        String many = "{\"and\": [" + String.join(",", Collections.nCopies(201, "{}")) + "]}";
        assertThatThrownBy(() -> orders(many)).hasMessageContaining("at most 200 conditions");
        String list = "[" + String.join(",", Collections.nCopies(501, "1")) + "]";
        assertThatThrownBy(() -> orders("{\"id\": {\"in\": %s}, \"total\": {\"in\": %s}}".formatted(list, list)))
                .hasMessage("Invalid where.total.in: the lists of a filter have at most 1000 values");
    }
}

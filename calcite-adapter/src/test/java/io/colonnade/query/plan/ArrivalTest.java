package io.colonnade.query.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.GovernedRoad;
import io.colonnade.query.plan.ExecutionPlan.LocalStep;
import io.colonnade.query.plan.ExecutionPlan.Output;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When values may pass through a source on the way to their masks, and when the mask must come first. */
final class ArrivalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select address from people",
                "select id, address as a from people where id > 5 order by id limit 3",
                "select t.a from (select address a, id from people) as t where t.id = 5",
                "select city, count(*) from people group by city",
                "select p.address, q.city from people p join places q on p.id = q.id",
                "select id, rank() over (order by city) from people",
                "select address from people where id in (select id from places)",
                "select address from people p where exists (select 1 from people q where q.city = p.city)",
                "select id, (select max(id) from people) from people"
            })
    void valuesPassWhereNothingLooksAtThem(String sql) {
        assertThat(GovernedRoad.plan(GovernedRoad.LIMITED, sql).step()).isInstanceOf(SourceStep.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from people where address = 'x'",
                "select id from people where address is null",
                "select id from people order by address",
                "select address from people group by address",
                "select distinct address from people",
                "select address from people group by address limit 1",
                "select max(address) from people",
                "select count(distinct address) from people",
                "select city, count(*) filter (where address > 'x') from people group by city",
                "select address || 'x' from people",
                "select case when address = 'x' then 1 else 2 end from people",
                "select p.id from people p join people q on p.address = q.address",
                "select address from people union select name from people",
                "select id from people where address in (select city from places)",
                "select id from places where city in (select address from people)",
                "select id from people p where exists (select 1 from places q where q.city = p.address)",
                "select id from places q where exists (select 1 from people p where p.address = q.city)",
                "select id from places where city = (select max(address) from people)"
            })
    void theHashComesFirstWhereSomethingLooksAtIt(String sql) {
        ExecutionPlan plan = GovernedRoad.plan(GovernedRoad.LIMITED, sql);
        assertThat(plan.step()).isInstanceOf(LocalStep.class);
        assertThat(((LocalStep) plan.step()).inputs())
                .anyMatch(input -> input.outputs().stream().anyMatch(ArrivalTest::isHashed));
    }

    @Test
    void whatIsRedactedIsNotSelected() {
        assertThat(sql("select id, name, city from people order by id")).doesNotContain("name", "REDACTED");
        assertThat(outputs("select id, name, city from people order by id"))
                .containsExactly(new Output.Shown(0), new Output.Filled(new ColumnMask.Redact()), new Output.Shown(1));
        assertThat(sql("select id, secret, since from scores")).doesNotContain("secret", "NULL");
        assertThat(outputs("select secret, id from scores"))
                .containsExactly(new Output.Filled(new ColumnMask.Null()), new Output.Shown(0));
    }

    @Test
    void rowsAreCountedWhereNothingIsSelected() {
        assertThat(outputs("select name from people")).containsExactly(new Output.Shown(0));
        assertThat(sql("select name from people")).contains("REDACTED").doesNotContain("\"people\".\"name\"");
        assertThat(outputs("select name, name as again from people"))
                .containsExactly(new Output.Shown(0), new Output.Filled(new ColumnMask.Redact()));
    }

    @Test
    void rowsAreCountedWhereOnlyTheOrderIsSelected() {
        assertThat(outputs("select name from people order by city")).containsExactly(new Output.Shown(0));
        assertThat(sql("select name from people order by city")).contains("REDACTED", "ORDER BY 2");
    }

    @Test
    void batchesLeaveRoomForWhatMasksAdd() {
        SourceStep step =
                (SourceStep) GovernedRoad.plan(GovernedRoad.LIMITED, "select name, id, address, phone from people")
                        .step();
        assertThat(step.columns()).extracting(ResultColumn::added).containsExactly(14, 64, 0);
    }

    @Test
    void aTopNIsKeptBelowTheColumnsThatAreFilledIn() {
        assertThat(sql("select name, id from people order by city, id desc limit 3"))
                .contains("ORDER BY 2, 1 DESC", "FETCH NEXT 3 ROWS ONLY")
                .doesNotContain("name");
    }

    @Test
    void charactersAreCutOnArrivalWhereNothingLooksAtThem() {
        assertThat(sql("select id, phone from people")).doesNotContain("LEFT");
        assertThat(outputs("select id, phone from people"))
                .containsExactly(new Output.Shown(0), new Output.Masked(1, new ColumnMask.FirstN(3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select phone, address from people where phone > '2'",
                "select phone, address from people order by phone",
                "select phone, address from people order by phone limit 1",
                "select phone, address from people where id in (select id from places where city = phone)",
                "select phone, address from people where exists (select 1 from places where city = phone)",
                "select phone, address from people where phone in (select city from places)",
                "select phone, address from people join places on phone = places.city",
                "select phone, address, phone || 'x' from people",
                "select phone, address, row_number() over (order by phone) from people",
                "select phone, address, (select max(id) from places where city = phone) from people"
            })
    void aColumnIsMaskedInTheSourceOnlyWhereItIsLookedAt(String sql) {
        assertThat(sql(sql)).contains("LEFT(");
        assertThat(outputs(sql).get(0)).isEqualTo(new Output.Shown(0));
        assertThat(outputs(sql).get(1)).isEqualTo(new Output.Masked(1, new ColumnMask.Hash()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(phone) from people",
                "select max(name) from people",
                "select phone, count(*) from people group by phone",
                "select distinct phone, name from people",
                "select count(distinct phone) from people",
                "select phone from people union select city from places",
                "select phone from people union all select city from places",
                "select p.phone from people p, lateral (select * from places where city = p.phone) as q",
                "select city from places except select phone from people",
                "select count(*) filter (where phone > '3') from people",
                "select lag(phone) over (order by id) from people"
            })
    void aMaskComesFirstInTheSourceWhereItsColumnIsAggregatedOrCompared(String sql) {
        assertThat(sql(sql)).containsAnyOf("LEFT(", "REDACTED");
        assertThat(outputs(sql)).allMatch(Output.Shown.class::isInstance);
    }

    @Test
    void aMaskThatNeedsAKeyAndIsNotReadIsNoValue() {
        assertThat(sql("select id from people p where exists (select address from people q where q.city = p.city)"))
                .doesNotContain("address");
        assertThat(sql("select id from (select id, address from people offset 0) as t"))
                .doesNotContain("\"people\".\"address\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from people where address > 'x'",
                "select id from people where address > 'x' order by id limit 3",
                "select count(*) from (select id, address from people where address > 'x') as t",
                "select p.id, q.id from people p join places q on p.address = q.city",
                "select max(address) from people"
            })
    void theLocalEngineIsGivenWhatIsReadAndNothingElse(String sql) {
        LocalStep step =
                (LocalStep) GovernedRoad.plan(GovernedRoad.LIMITED, sql).step();
        assertThat(step.inputs())
                .allSatisfy(input -> assertThat(input.step().sql().text())
                        .doesNotContain("phone", "balance", "visits", "amount", "REDACTED"));
    }

    @Test
    void roundedNumbersAreRoundedInTheSource() {
        assertThat(sql("select balance, visits from people")).contains("ROUND(");
        assertThat(outputs("select balance, visits from people")).allMatch(Output.Shown.class::isInstance);
    }

    @Test
    void whomNothingLimitsReadsValuesAsTheyAre() {
        ExecutionPlan plan = GovernedRoad.plan(GovernedRoad.OPEN, "select name, address, phone from people");
        assertThat(plan.outputs()).allMatch(Output.Shown.class::isInstance);
    }

    private static String sql(String sql) {
        return ((SourceStep) GovernedRoad.plan(GovernedRoad.LIMITED, sql).step())
                .sql()
                .text();
    }

    private static List<Output> outputs(String sql) {
        return GovernedRoad.plan(GovernedRoad.LIMITED, sql).outputs();
    }

    private static boolean isHashed(Output output) {
        return output instanceof Output.Masked masked && masked.mask() instanceof ColumnMask.Hash;
    }

    @Test
    void groupsLeaveInTheOrderOfTheirHashes() {
        LocalStep step = (LocalStep)
                GovernedRoad.plan(GovernedRoad.LIMITED, "select address, count(*) from people group by address")
                        .step();
        assertThat(step.sql().text()).contains("ORDER BY");
        assertThat(step.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.step().sql().text()).contains("GROUP BY"));
    }

    @Test
    void conditionsThatLookAtNoHashAreLeftToTheSource() {
        LocalStep step = (LocalStep)
                GovernedRoad.plan(GovernedRoad.LIMITED, "select id from people where address > 'x' and city = 'Rome'")
                        .step();
        assertThat(step.sql().text()).doesNotContain("Rome");
        assertThat(step.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.step().sql().text()).contains("Rome"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id / 0 from people where address > 'x'",
                "select upper(address) from people",
                "select id from people where address ilike 'x'",
                "select id from people where address like 'x\\'",
                "select id from people where address like city",
                "select address::int from people",
                "select avg(id) from people where address > 'x'",
                "select rank() over (order by address) from people",
                "select string_agg(address, ',') from people",
                "select id from people where address ~ 'x'"
            })
    void whatTheLocalEngineWouldAnswerOtherwiseIsRefused(String sql) {
        assertThatThrownBy(() -> GovernedRoad.plan(GovernedRoad.LIMITED, sql))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.sqlState()).isEqualTo("0A000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from people where address > 'x'",
                "select id from people order by address",
                "select max(address) from people"
            })
    void textIsOrderedLocallyOnlyWhereTheSourceOrdersItTheSame(String sql) {
        Planner planner = new Planner("main", source -> false, QueryLimits.STANDARD);
        assertThatThrownBy(() -> planner.plan(GovernedRoad.governed(GovernedRoad.LIMITED, sql)))
                .isInstanceOf(ColonnadeException.class);
    }
}

package io.colonnade.query.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.query.GovernedRoad;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.plan.ExecutionPlan.LocalStep;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.type.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements may be read in parts, and how a part is asked for. */
final class SplitScanTest {
    private static final String RANGE = "\"ctid\" >= CAST(? AS TID) AND \"ctid\" < CAST(? AS TID)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from people",
                "select address, name from people",
                "select id from people where id > ? and city in ('a', 'b', 'c')",
                "select upper(t.c) from (select city as c, id + 1 as i from people where visits > 3) as t where i < 5",
                "select id from people where 1 / id > 0",
                "select id from people where city ~ 'now'",
                "select id from scores where since > date '2020-01-01' and since < cast('2021-01-01' as date)",
                "select id, date_trunc('month', since) from scores"
            })
    void aQueryThatAnswersEachRowOfOneTableIsReadInParts(String sql) {
        SplitScan scan = split(sql).orElseThrow();
        assertThat(scan.sql().text()).containsOnlyOnce(RANGE);
        assertThat(scan.sql().parameters()).containsSubsequence(SplitScan.LOWER, SplitScan.UPPER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select id from people order by id",
                "select id from people limit 100000",
                "select id from people offset 1",
                "select count(*) from people",
                "select distinct city from people",
                "select city from people group by city",
                "select id, row_number() over () from people",
                "select id from places union all select id from places",
                "select p.id from people p join places q on p.id = q.id",
                "select p.id from people p, places q",
                "select id from people where id in (select id from places)",
                "select id, (select max(id) from places) from people",
                "select id from people p where exists (select 1 from places q where q.id = p.id)",
                "select * from (values (1), (2)) as t(x)",
                "select id, now() from people",
                "select id from scores where since < current_date",
                "select id from scores where since < current_timestamp",
                "select localtimestamp, id from people",
                "select id from scores where since < cast('now' as date)",
                "select cast(city as date) from people",
                "select city::timestamp from places"
            })
    void aQueryThatLooksAtOtherRowsOrAtTheClockIsNot(String sql) {
        assertThat(split(sql)).isEmpty();
    }

    @Test
    void theRangeStandsWithinTheFence() {
        String sql = split("select id from people where 1 / id > 0")
                .orElseThrow()
                .sql()
                .text();
        assertThat(sql.indexOf(RANGE)).isLessThan(sql.indexOf("OFFSET 0")).isPositive();
        assertThat(sql.indexOf("1 / ")).isGreaterThan(sql.indexOf("OFFSET 0"));
    }

    @Test
    void theBoundsStandAmongTheParametersWhereTheyStandInTheText() {
        assertThat(split("select id from people where city = ? and id > ?")
                        .orElseThrow()
                        .sql()
                        .parameters())
                .containsExactly(SplitScan.LOWER, SplitScan.UPPER, 2, 0, 1);
    }

    @Test
    void theRangeJoinsTheConditionOfTheBatch() {
        assertThat(split(new Relation.Table("\"t\""), "a = 1 or b = 2", "\"a\""))
                .hasValueSatisfying(scan -> {
                    assertThat(scan.sql().text()).contains("WHERE (a = 1 or b = 2) AND " + RANGE);
                    assertThat(scan.table()).isEqualTo("\"t\"");
                });
    }

    @Test
    void aQueryOfTheContractIsReadAsAWhole() {
        assertThat(split(new Relation.Query("select 1 as a"), null, "\"a\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since > now() - interval '1 day'",
                "since > CURRENT_DATE",
                "since > 'yesterday'",
                "age (since) > '1 day'",
                "random() < 0.5"
            })
    void aContractThatLooksAtTheClockIsReadAsAWhole(String condition) {
        assertThat(split(new Relation.Table("\"t\""), condition, "\"a\"")).isEmpty();
        assertThat(split(new Relation.Table("\"t\""), null, "(" + condition + ")"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"age\"", "\"now\"", "\"current_date\"", "(a || ' and nowhere')", "(b.pg_size)"})
    void namesThatOnlyLookLikeClocksAreNone(String expression) {
        assertThat(split(new Relation.Table("\"t\""), null, expression)).isPresent();
    }

    @Test
    void inputsOfTheLocalEngineAreReadInParts() {
        LocalStep step = (LocalStep) GovernedRoad.plan(GovernedRoad.LIMITED, "select max(address) from people")
                .step();
        assertThat(step.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.step().splitting()).isPresent());
    }

    private static Optional<SplitScan> split(String sql) {
        return split(GovernedRoad.plan(GovernedRoad.LIMITED, sql));
    }

    private static Optional<SplitScan> split(Relation relation, @Nullable String condition, String expression) {
        Column column =
                new Column("ctid", ColumnType.parse("string").orElseThrow(), true, expression, null, List.of(), "");
        Batch batch = new Batch("b", "", relation, condition, List.of("ctid"), List.of(), List.of(column), List.of());
        ProjectionPolicy open = new ProjectionPolicy("p", new Grant(true, Set.of()), List.of(), List.of());
        Projection projection =
                new Projection("p", new Version(1, 0, 0), Stability.STABLE, "", "main", List.of(batch), open);
        return split(
                GovernedRoad.plan(new Contracts(List.of(projection), "test"), GovernedRoad.OPEN, "select * from p.b"));
    }

    private static Optional<SplitScan> split(ExecutionPlan plan) {
        return ((SourceStep) plan.step()).splitting();
    }
}

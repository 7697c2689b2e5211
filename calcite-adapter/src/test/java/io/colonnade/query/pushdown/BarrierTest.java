package io.colonnade.query.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.GovernedRoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the fence stands: what is beneath it and what waits above. */
final class BarrierTest {
    private static final String FENCE = "OFFSET 0";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    select id from people where id = 5 and 1 / id > 0 | "id" = 5 | 1 / "id" > 0
                    select id from people where 1 / id > 0 and (id = 5 and city ~ 'x') | "id" = 5 | 1 / "id" > 0 AND "city" ~ 'x'
                    select id from people where id = 5 and (id = 6 or 1 / id > 0) | "id" = 5 | "id" = 6 OR 1 / "id" > 0
                    select x from (select id, 1 / id as x from people) as t where id = 5 and x > 3 | "id" = 5 | 3
                    select p.id from people p join scores q on p.id = q.id and 1 / p.id > 0 where p.id = 5 | "id" = 5 | 1 / "id" > 0
                    select p.id from people p left join scores q on 1 / p.id = q.id where p.id = 5 | "id" = 5 | 1 / "rows"."id" = "rows0"."id"
                    select city from people where id = 5 group by city having max(1 / id) > 2 | "id" = 5 | MAX(1 / "id") > 2
                    select city, sum(1 / id) from people where id = 5 group by city | "id" = 5 | SUM(1 / "id")
                    select c, s from (select city c, sum(1 / id) s from people group by city) as t where c = 'x' and s > 3 | "city" = 'x' | SUM(1 / "id") > 3
                    select id from people where id = 5 order by 1 / id limit 3 | "id" = 5 | 1 / "id"
                    select distinct 1 / id from people where id = 5 | "id" = 5 | 1 / "id"
                    select distinct 1 / (id + cast(? as int)) from people where id = 5 | "id" = 5 | 1 / ("id" + CAST(? AS INTEGER))
                    select city from people where id = 5 group by city having percentile_disc(0.5) within group (order by 1 / id) > 2 | "id" = 5 | 1 / "id"
                    select rank() over (order by 1 / id) from people where id = 5 | "id" = 5 | ORDER BY 1 / "id"
                    select distinct on (1 / id) id from people where id = 5 | "id" = 5 | PARTITION BY 1 / "id"
                    select id from people p where id = 5 and exists (select 1 from places where 1 / (p.id - 5) > 0) | "id" = 5 | 1 / ("rows"."id" - 5) > 0
                    select id from people where id = 5 and 1 / id in (select id from places) | "id" = 5 | 1 / "id" IN
                    select p.id, t.s from people p join (select id, sum(1 / id) s from places group by id) as t on t.id = p.id where p.id = 5 | "id" = 5 | SUM(1 / "id")
                    select id from people p where p.id = 5 and case when city = 'x' then 1 / id > 0 end | "id" = 5 | CASE WHEN
                    """)
    void leakProofConditionsStandBelowAndTheOthersAbove(String sql, String below, String above) {
        String pushed = GovernedRoad.explained(GovernedRoad.LIMITED, sql);
        String fenced = innermost(pushed);
        assertThat(fenced).as(pushed).contains("\"tenant_id\" = ?", below).doesNotContain(above);
        assertThat(pushed).contains(above);
    }

    @Test
    void whatTheSelectListComputesNeedsNoFence() {
        assertThat(GovernedRoad.explained(GovernedRoad.LIMITED, "select 1 / id from people where id = 5"))
                .doesNotContain(FENCE);
    }

    @Test
    void aFallibleNeighbourDoesNotRunBesideAScanThatFiltersLate() {
        String hidden = "select id from people where id = 7";
        for (String sql : new String[] {
            "select x from (values (1, 0)) as v(x, z) where x in (" + hidden + ") and 1 / z > 0",
            "select x from (values (1, 0)) as v(x, z) where 1 / z in (" + hidden + ")",
            "select x from (select x, sum(1 / z) from (values (1, 0)) as v(x, z) group by x) as t where x in (" + hidden
                    + ")",
            "select p.id from (" + hidden
                    + ") as p join (select sum(1 / z) as s from (values (0)) as v(z)) as t on true"
        }) {
            String pushed = GovernedRoad.explained(GovernedRoad.LIMITED, sql);
            assertThat(innermost(pushed)).as(pushed).contains("\"id\" = 7").doesNotContain("1 / \"z\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where exists (select 1 from scores s where s.id = 7 and s.id <> t.q)",
                "where t.z in (select s.id from scores s where s.id = 7 and s.id <> t.q)",
                ", lateral (select s.id from scores s where s.id = 7 and s.id <> t.q) as l"
            })
    void whatARowAroundASubQueryComputesWaitsForTheFilterOfTheSubQuery(String inside) {
        String pushed = GovernedRoad.explained(
                GovernedRoad.LIMITED,
                "select 1 from (select z, 1 / z as q from (values (1, 0)) as v(k, z)) as t " + inside);
        assertThat(innermost(pushed)).as(pushed).contains("\"id\" = 7").doesNotContain("\"q\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from people t join people u on t.id = u.id where 1 / (t.id - u.id) > 3",
                "select 1 from people t, lateral (select * from people u where t.id = u.id) l where 1 / (t.id - l.id) > 3"
            })
    void columnsOfOneNameHaveDifferentNamesAboveAFence(String sql) {
        assertThat(GovernedRoad.explained(GovernedRoad.LIMITED, sql)).contains("\"id\" - \"id0\"", "AS \"id0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit 2", "group by u.id having max(1 / u.id) < 2"})
    void aLateralJoinMayHaveAFenceAtItsTop(String end) {
        String sql = "select l.id from (select k, 1 / z as q from (values (1, 0)) as v(k, z)) as t,"
                + " lateral (select u.id from people u where u.id = t.k " + end + ") as l";
        assertThat(GovernedRoad.explained(GovernedRoad.LIMITED, sql)).contains("LATERAL (SELECT", FENCE);
    }

    @Test
    void theFractionOfAPercentileStaysAConstantAboveAFence() {
        String sql = "select city from people p group by city having percentile_disc(0.5) within group"
                + " (order by (select max(1 / s.id) from scores s where s.id = p.id)) > 2";
        assertThat(GovernedRoad.explained(GovernedRoad.LIMITED, sql)).contains(FENCE, "HAVING PERCENTILE_DISC(0.5)");
    }

    @Test
    void aMaskThatIsNotReadNeedsNoFence() {
        String join = " from people p left join scores q on p.id = q.id where p.id = 5";
        assertThat(GovernedRoad.explained(GovernedRoad.LIMITED, "select p.id" + join))
                .doesNotContain(FENCE);
        assertThat(GovernedRoad.explained(GovernedRoad.LIMITED, "select q.score" + join))
                .contains(FENCE);
    }

    /** The text of the sub-select that the first fence closes. */
    private static String innermost(String pushed) {
        int end = pushed.indexOf(FENCE);
        assertThat(end).as(pushed).isPositive();
        int depth = 0;
        int start = end;
        while (depth < 1) {
            char c = pushed.charAt(--start);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return pushed.substring(start, end);
    }
}

package io.colonnade.query.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.GovernedRoad;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeakProofTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from people where id = 5",
                "select id from people where id = 5000000000",
                "select id from people where id <> 5 and (city < 'x' or not city is null)",
                "select id from people where id between 1 and 5 or id in (8, 9)",
                "select id from people where id in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21)",
                "select id from people where city is distinct from 'x'",
                "select id from people where city like 'a%' and city not like '%\\\\'",
                "select id from people where city like 'a!%' escape '!'",
                "select id from people where case when id > 5 then city else phone end = 'x'",
                "select id from people where coalesce(city, phone) = 'x' and nullif(city, 'y') is not null",
                "select id from people where name = 'x' and phone = '33-' and balance > 5 and visits = 100",
                "select 1 / id from people where id = 5",
                "select city, sum(id) from people where id > 5 group by city order by city",
                "select id from people where id = cast(5 as bigint) and amount > id and id < 10 - 3",
                "select id from people where date '2020-01-01' > current_date - 7",
                "select id from people where id in (select id from places where city = 'x')",
                "select id from people p where exists (select 1 from places q where q.id = p.id)",
                "select id from people where id = (select max(id) from places)",
                "select p.id from people p join places q on p.id = q.id and p.city = q.city",
                "select id from people order by city limit 5",
                "select half from scores where id = 5",
                "select city from people group by city having count(*) > 5"
            })
    void whatCannotFailIsMergedWithTheRowFilter(String sql) {
        assertThat(GovernedRoad.explained(GovernedRoad.LIMITED, sql)).doesNotContain("OFFSET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from people where 1 / id > 0",
                "select id from people where id + 1 > 0",
                "select id from people where -id > 0",
                "select id from people where id % 2 = 0",
                "select id from people where city::int = 5",
                "select id from people where cast(amount as integer) = 5",
                "select id from people where upper(city) = 'X'",
                "select id from people where city || 'x' = 'y'",
                "select id from people where city ~ 'x'",
                "select id from people where city similar to 'x'",
                "select id from people where city like 'abc\\'",
                "select id from people where city like 'abc!' escape '!'",
                "select id from people where city like phone",
                "select id from people where city like ?",
                "select id from people order by 1 / id",
                "select id from people order by 1 / id limit 1",
                "select distinct 1 / id from people",
                "select count(*) from people group by 1 / id",
                "select count(distinct 1 / id) from people",
                "select city, sum(1 / id) from people group by city",
                "select id from people where city ilike 'x%'",
                "select id from people where current_date > date '2020-01-01' - interval '100000' year",
                "select city, avg(amount) from people group by city",
                "select rank() over (order by 1 / id) from people",
                "select rank() over (partition by 1 / id order by id) from people",
                "select id from people group by id having sum(1 / id) > 5",
                "select p.id from people p join places q on 1 / p.id = q.id",
                "select p.id from people p left join places q on 1 / p.id = q.id",
                "select id from (select id, 1 / id as x from people) as t where x > 5",
                "select id from people where id in (select 1 / id from places)",
                "select id from people where id = (select id from places)",
                "select id from people p where exists (select 1 from places q where 1 / (q.id - p.id) > 0)",
                "select id from people p where (select sum(x) from (values (1, cast(1 as double precision))) v(k, x) where k = p.id) > 1",
                "select id from people p where (select max(n) from (select nth_value(q.id, p.id) over () n from places q) t) = 1",
                "select id from people p where exists (select 1 from places limit ?)",
                "select id from scores where score > 5",
                "select id from scores where half > 5",
                "select half, count(*) from scores group by half",
                "select id from scores where since = date '2020-01-01'"
            })
    void whatCanFailStandsAboveAFence(String sql) {
        assertThat(GovernedRoad.explained(GovernedRoad.LIMITED, sql)).contains("OFFSET 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select id from people where 1 / id > 0", "select id from places where 1 / id > 0"})
    void whereNothingIsFilteredNothingIsFenced(String sql) {
        assertThat(GovernedRoad.explained(GovernedRoad.OPEN, sql)).doesNotContain("OFFSET");
    }
}

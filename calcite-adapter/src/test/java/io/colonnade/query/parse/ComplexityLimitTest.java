package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short texts that would stand for more than any planner can take. They are refused before anything is built of them. */
final class ComplexityLimitTest {
    private final QueryParser parser = new QueryParser();

    private static Stream<String> bombs() {
        return Stream.of(
                nested(40, "select x + x as x from (%s) q"),
                nested(40, "select x + x as x from (%s) q where x > 1"),
                nested(40, "select z + z as x from (%s) q (z)"),
                nested(40, "select x + x as x from (select id as x from places union all %s) q"),
                "with c0 as (select id as x from people)"
                        + each(40, i -> ", c" + (i + 1) + " as (select x + x as x from c" + i + ")")
                        + " select * from c40",
                "with c0 as (select id from people)"
                        + each(
                                40,
                                i -> ", c" + (i + 1) + " as (select a.id from c" + i + " a join c" + i
                                        + " b on a.id = b.id)")
                        + " select * from c40",
                "with c0 as (select * from people)"
                        + each(40, i -> ", c" + (i + 1) + " as (select * from c" + i + " a, c" + i + " b)")
                        + " select count(*) from c40",
                "select * from (select id as x0 from people) a0"
                        + each(40, i -> ", lateral (select x" + i + " + x" + i + " as x" + (i + 1) + ") a" + (i + 1)),
                nested(20, "select case when x between 1 and 2 then 3 else 4 end as x from (%s) q"),
                "select " + wrapped(20, "case when %s between 1 and 2 then 3 else 4 end"),
                "select " + wrapped(20, "case when %s in (1, 2, 3) then 3 else 4 end"),
                "select " + wrapped(20, "case when %s is distinct from 3 then 3 else 4 end"),
                "select " + wrapped(20, "case when 3 is not distinct from %s then 3 else 4 end"),
                "select " + wrapped(30, "case when 3 between symmetric %s and 4 then 3 else 4 end"),
                "select " + wrapped(20, "case %s when 1 then 2 when 2 then 3 when 3 then 4 else 5 end"),
                "select " + wrapped(20, "case when %s > all (1, 2, 3) then 3 else 4 end"),
                "select 1 from people group by cube(a" + each(30, i -> ", a + " + i) + ")",
                "select 1 from people group by rollup(a" + each(3_000, i -> ", a + " + i) + ")",
                "select 1 from people group by cube(a, b)" + each(20, i -> ", cube(a, b)"),
                "select 1 from people group by grouping sets ((a)" + each(90, i -> ", cube(a, b, c)") + ")");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void whatStandsForTooMuchIsRefused(String sql) {
        assertThatThrownBy(() -> parse(sql))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.sqlState()).isEqualTo("54001"));
    }

    @ParameterizedTest
    @MethodSource("legitimate")
    void whatPeopleAndToolsWriteIsAccepted(String sql) {
        assertThat(parse(sql).kind()).isEqualTo(ParsedQuery.Kind.QUERY);
    }

    private static Stream<String> legitimate() {
        return Stream.of(
                "select id from people where id in (0" + each(10_000, i -> ", " + i) + ")",
                "select id from people where a = 1" + each(3_000, i -> " or a = " + i + " and b <> " + i),
                "select * from (values (0, 'a')" + each(10_000, i -> ", (" + i + ", 'a')") + ") v (a, b)",
                "select count(*) from people p" + each(120, i -> " join places q" + i + " on q" + i + ".id = p.id"),
                "select 1 from people group by cube(a, b, c, d, e, f)",
                "with a as (select * from people), b as (select * from a join a c using (id)) select * from b, a, b d",
                "select " + wrapped(8, "case when %s between 1 and 2 then 3 else 4 end"),
                nested(5, "select case when x > 1 then x + x when x < 0 then -x else x end as x from (%s) q"));
    }

    @Test
    void tablesAreCountedWhereverTheyAreRead() {
        QueryParser three = new QueryParser(new QueryLimits(400, 3));
        QueryRequest.Sql four = new QueryRequest.Sql(
                "with a as (select * from people p join people q using (id)) select * from a, a as b", null);

        three.parse(new QueryRequest.Sql("select 1 from people, people where exists (select 1 from people)", null));
        assertThatThrownBy(() -> three.parse(four))
                .hasMessageContaining("at least 4 tables, and limits.tables is 3")
                .isInstanceOfSatisfying(ColonnadeException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
                    assertThat(e.sqlState()).isEqualTo("54001");
                });
    }

    @Test
    void levelsAreCountedWhereverAWithQueryIsNamed() {
        QueryParser flat = new QueryParser(new QueryLimits(20, 128));
        String chain = "with c0 as (select id from people)"
                + each(20, i -> ", c" + (i + 1) + " as (select id from c" + i + ")") + " select * from c";

        flat.parse(new QueryRequest.Sql("select (((a + b) * c) - d) * e from people where a = 1 and b = 2", null));
        flat.parse(new QueryRequest.Sql(
                "with c0 as (select id from people), c1 as (select id from c0) select * from c1", null));
        assertThatThrownBy(() -> flat.parse(new QueryRequest.Sql(chain + "20", null)))
                .hasMessageContaining("levels, and limits.plan_depth is 20");
        assertThatThrownBy(() -> flat.parse(new QueryRequest.Sql("select 1" + " + a".repeat(30), null)))
                .hasMessageContaining("levels, and limits.plan_depth is 20");
    }

    @Test
    void whatADoublingStandsForDecides() {
        parse(nested(8, "select x + x as x from (%s) q"));
        assertThatThrownBy(() -> parse(nested(18, "select x + x as x from (%s) q")))
                .hasMessageContaining("computed columns");
    }

    private static String wrapped(int depth, String around) {
        String sql = "id";
        for (int i = 0; i < depth; i++) {
            sql = around.replace("%s", sql);
        }
        return sql + " from people";
    }

    private static String nested(int depth, String around) {
        String sql = "select id as x from people";
        for (int i = 0; i < depth; i++) {
            sql = around.formatted(sql);
        }
        return sql;
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
    }

    private ParsedQuery parse(String sql) {
        return parser.parse(new QueryRequest.Sql(sql, null));
    }
}

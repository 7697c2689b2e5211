package io.colonnade.query.pushdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.query.pushdown.QueryPlan.Node;
import io.colonnade.source.PostgresFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the planners of the oldest and of the newest PostgreSQL make of the barrier. */
final class BarrierPlanTest {
    private static final String HIDDEN = "13";
    private static final String NOBODY = "-7";

    /** One visible row, of which a field fails wherever it is evaluated. */
    private static final String FAILING = "(select id, 1 / (minutes - minutes) as q from visits where id = 2)";

    /** What drives a planner to other orders and methods of joining, sorting and grouping. */
    private static final List<String> PLANNERS = List.of(
            "SET enable_hashjoin = off; SET enable_mergejoin = off",
            "SET enable_nestloop = off",
            "SET enable_nestloop = off; SET enable_hashjoin = off",
            "SET join_collapse_limit = 1; SET from_collapse_limit = 1",
            "SET enable_hashagg = off; SET enable_material = off",
            "SET enable_indexscan = off; SET enable_bitmapscan = off",
            "SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0");

    private static final Map<Integer, BarrierDatabase> DATABASES = new TreeMap<>();

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException, SQLException {
        for (int version : List.of(14, 18)) {
            Path own = Files.createDirectory(directory.resolve(Integer.toString(version)));
            DATABASES.put(version, BarrierDatabase.of(PostgresFixture.ofVersion(version), own));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        for (BarrierDatabase database : DATABASES.values()) {
            database.close();
        }
    }

    /** Statements that fail on the row of $H, with what PostgreSQL can look up in an index. */
    static Stream<Arguments> indexed() {
        return Stream.of(
                Arguments.of("select id from people where id = 12 and 1 / (id - $H) > -5", "id = 12"),
                Arguments.of("select id from people where 1 / (id - $H) > -5 and name = 'open4'", "name = 'open4'"),
                Arguments.of("select id from people where id in (12, 14, 16) and 1 / (id - $H) > -5", "12,14,16"),
                Arguments.of("select id from people where id between 12 and 14 and 1 / (id - $H) > -5", "id >= 12"),
                Arguments.of("select id from people where inverse > 5 and id = 12", "id = 12"),
                Arguments.of(
                        "select p.id from people p join visits v on v.person_id = p.id and 1 / (p.id - $H) < 5"
                                + " where p.id = 12",
                        "id = 12"),
                Arguments.of(
                        "select p.id from people p join visits v on v.person_id = p.id"
                                + " where p.id = 12 and v.minutes / (p.id - $H) < 5",
                        "id = 12"),
                Arguments.of(
                        "select p.id, v.id from people p left join visits v on 1 / (p.id - $H) = v.minutes"
                                + " where p.id = 12",
                        "id = 12"),
                Arguments.of(
                        "select name, sum(1 / (id - $H)) from people where name = 'open4' group by name",
                        "name = 'open4'"),
                Arguments.of(
                        "select name from people where name = 'open4' group by name having max(1 / (id - $H)) < 5",
                        "name = 'open4'"),
                Arguments.of("select id from people where name = 'open4' order by 1 / (id - $H)", "name = 'open4'"),
                Arguments.of("select distinct 1 / (id - $H) from people where name = 'open4'", "name = 'open4'"),
                Arguments.of(
                        "select rank() over (order by 1 / (id - $H)) from people where name = 'open4'",
                        "name = 'open4'"),
                Arguments.of(
                        "select id from people p where id = 12"
                                + " and exists (select 1 from visits where 1 / (p.id - $H) > -5)",
                        "id = 12"),
                Arguments.of(
                        "select id from people where id = 12 and 1 / (id - $H) in (select minutes from visits)",
                        "id = 12"),
                Arguments.of(
                        "select id from people where id = 12 and case when name = 'x' then 1 / (id - $H) else 1 end > 0",
                        "id = 12"),
                Arguments.of(
                        "select x from (select id, 1 / (id - $H) as x from people) as t where id = 12 and x < 3",
                        "id = 12"),
                Arguments.of(
                        "select p.id, l.x from people p, lateral (select 1 / (p.id - $H) as x) as l"
                                + " where l.x < 2 and p.id = 12",
                        "id = 12"),
                Arguments.of("select 1 / (id - $H) from people where id = 12", "id = 12"),
                Arguments.of(
                        "select p.id, t.s from people p join (select person_id, sum(1 / (person_id - $H)) as s from visits"
                                + " group by person_id) as t on t.person_id = p.id where p.id = 12",
                        "id = 12"));
    }

    /** Statements of which it tells whether the row of $H exists if something runs beside its scan. */
    static Stream<String> others() {
        return Stream.of(
                "select x from (values (1, 0), ($H, 0)) as v(x, z) where x in (select id from people where id = $H)"
                        + " and 1 / z > 0",
                "select x from (values (1, 0)) as v(x, z) where 1 / z in (select id from people where id = $H)",
                "select x from (values (0)) as v(x) where exists (select 1 from people where id = $H) and 1 / x > 0",
                "select t.x from (select x, sum(1 / z) as q from (values ($H, 0)) as v(x, z) group by x) as t"
                        + " where t.x in (select id from people where id = $H)",
                "select p.id from people p join (select sum(1 / z) as s from (values (0)) as v(z)) as t on true"
                        + " where p.id = $H",
                "select p.id from people p join (select k, 1 / z as q from (values ($H, 0)) as v(k, z)) as t on t.k = p.id"
                        + " where t.q > 0",
                "select p.id, t.q from people p left join (select k, 1 / z as q from (values ($H, 0)) as v(k, z)) as t"
                        + " on t.k = p.id where p.id = $H",
                "select v.id from visits v where v.person_id = $H and 1 / (v.minutes - v.minutes) > 0",
                "select t.id from " + FAILING
                        + " as t where exists (select 1 from people p where p.id = $H and p.id <> t.q)",
                "select t.id from " + FAILING
                        + " as t where t.id not in (select p.id from people p where p.id = $H and p.id <> t.q)",
                "select (select max(p.id) from people p where p.id = $H and p.id <> t.q) from " + FAILING + " as t",
                "select t.id, (select count(*) from visits v where v.id = 2 and exists (select 1 from people p"
                        + " where p.id = $H and p.id <> t.q)) from " + FAILING + " as t",
                "select t.id, l.id from " + FAILING
                        + " as t, lateral (select p.id from people p where p.id = $H and p.id <> t.q limit 1) as l",
                "select t.id, l.id from " + FAILING
                        + " as t left join lateral (select * from people p where p.id = $H and p.id <> t.q) as l on true",
                "select a.id from people a join people b on a.id = b.id and 1 / (b.id - $H) < 2 where a.id < 40",
                "select a.id from people a full join visits b on a.id = b.person_id and 1 / (b.person_id - $H) < 2"
                        + " where a.id < 40",
                "select id from people where name like 'open%' and weight / (weight - $H) > 2 and amount > 5",
                "select count(*) from people where case when id < 40 then 1 / (id - $H) > 0 else false end",
                "select id from people where id < 40 and (id = 7 or 1 / (id - $H) > 0 or id = 8)");
    }

    private static Stream<String> statements() {
        return Stream.concat(indexed().map(arguments -> (String) arguments.get()[0]), others());
    }

    @ParameterizedTest
    @MethodSource("indexed")
    void theIndexServesAndTheFallibleExpressionStandsAboveTheRowFilter(String statement, String condition)
            throws SQLException {
        for (BarrierDatabase database : DATABASES.values()) {
            database.set("SET enable_seqscan = off");
            QueryPlan plan = database.explained(statement.replace("$H", HIDDEN));
            assertThat(plan.holds(line -> line.startsWith("Index Cond") && line.contains(condition)))
                    .as("%s", plan)
                    .isTrue();
            assertThat(plan.nodes().filter(BarrierPlanTest::triesHiddenRows))
                    .as("%s", plan)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void theEndIsTheSameWhetherTheHiddenRowExistsWhateverThePlan(String statement) throws SQLException {
        for (BarrierDatabase database : DATABASES.values()) {
            for (String planner : PLANNERS) {
                database.set(planner);
                assertThat(outcome(database, statement.replace("$H", HIDDEN)))
                        .as("%s under %s", statement, planner)
                        .isEqualTo(outcome(database, statement.replace("$H", NOBODY)));
            }
        }
    }

    /** It fails for id 13. */
    @Test
    void aComputedColumnIsNotComputedOnHiddenRows() throws SQLException {
        for (BarrierDatabase database : DATABASES.values()) {
            for (String planner : PLANNERS) {
                database.set(planner);
                assertThat(database.lines(database.pushed("select id from people where inverse = 1 and id < 40")))
                        .containsExactly("14");
                assertThat(database.lines(database.pushed("select max(inverse) from people where id < 40")))
                        .containsExactly("1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"like", "ilike"})
    void thePlannerTriesNoPatternOnTheStatisticsOfHiddenRows(String operator) throws SQLException {
        String condition = " name " + operator + " 'secre_\\'";
        for (BarrierDatabase database : DATABASES.values()) {
            database.set("SET jit = off");
            String fenced = "SELECT name FROM (SELECT name FROM person WHERE region_id = 0 OFFSET 0) AS t WHERE";
            assertThatThrownBy(() -> database.lines("EXPLAIN " + fenced + condition))
                    .as("the probe is worth something")
                    .hasMessageContaining("must not end with escape character");
            assertThat(database.lines(database.pushed("select name from people where" + condition)))
                    .isEmpty();
        }
    }

    /** A condition is evaluated on rows of the inputs; what a node puts out, on those that pass its own conditions. */
    private static boolean triesHiddenRows(Node node) {
        String fallible = "- " + HIDDEN + ")";
        boolean tried = node.conditions().anyMatch(line -> line.contains(fallible));
        boolean computed = node.lines().stream().anyMatch(line -> line.contains(fallible));
        boolean unfilteredInput = node.lines().get(0).contains("on public.person")
                || node.inputs().stream().anyMatch(BarrierPlanTest::isUnfiltered);
        return tried && unfilteredInput || computed && isUnfiltered(node);
    }

    private static boolean isUnfiltered(Node node) {
        return node.holds("on public.person") && !node.holds("'EU'");
    }

    private static String outcome(BarrierDatabase database, String sql) {
        try {
            database.lines(database.pushed(sql));
            return "no error";
        } catch (SQLException failure) {
            return "error " + failure.getSQLState();
        }
    }
}

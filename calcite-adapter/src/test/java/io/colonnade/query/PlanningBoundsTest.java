package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.query.resolve.PlanningTime;
import io.colonnade.query.resolve.Resolver;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.type.ColumnType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement may ask of the planner that its text alone does not tell: columns, levels, time, tables of batches. */
final class PlanningBoundsTest {
    private static final String JOINED = "SELECT a.id FROM tb_a a LEFT JOIN tb_b b ON b.id = a.id -- FROM nothing\n"
            + " LEFT JOIN \"from\" c ON c.id = a.id AND c.text = ' JOIN '";

    @Test
    void moreColumnsThanPostgresHasAreRefusedHoweverTheyAreWritten() {
        String named = "select id" + each(1_664, i -> ", id as c" + i) + " from people";
        String stars = "select " + "*, ".repeat(300) + "1 from people";

        assertThat(refusal(named).sqlState()).isEqualTo("54011");
        assertThat(refusal(stars).sqlState()).isEqualTo("54011");
        assertThat(refusal("select count(*) from (" + stars + ") q").sqlState()).isEqualTo("54011");
        GovernedRoad.plan(GovernedRoad.OPEN, "select id" + each(1_600, i -> ", id as c" + i) + " from people");
    }

    @Test
    void aStatementThatIsPlannedForTooLongIsStopped() {
        CallerView view = CallerView.of(GovernedRoad.OPEN, GovernedRoad.contracts(), new AccessDecisions());
        QueryRequest.Sql request = new QueryRequest.Sql("select id + 1 from people where id > 3", "shop");

        assertThatThrownBy(() -> new Resolver(view)
                        .resolve(new QueryParser().parse(request), PlanningTime.within(Duration.ZERO)))
                .hasMessageContaining("within 0.0 s")
                .isInstanceOfSatisfying(ColonnadeException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);
                    assertThat(e.sqlState()).isEqualTo("57014");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from %s",
                "select id + 1 as id from %s where id > 3",
                "select max(id) as id from %s",
                "select distinct id from %s order by id limit 5",
                "select q.id from (select id from %s) q"
            })
    void aChainOfWithQueriesIsPlannedOrRefusedAndNeverOverflowsTheStack(String next) {
        for (int length : new int[] {10, 60, 1_000, 4_000}) {
            String sql = "with c0 as (select id from people)"
                    + each(length, i -> ", c" + (i + 1) + " as (" + next.formatted("c" + i) + ")") + " select * from c"
                    + length;
            ColonnadeException refusal = refusal(sql);
            assertThat(refusal == null ? "" : refusal.sqlState())
                    .as("%s queries", length)
                    .isEqualTo(length < 1_000 ? "" : "54001");
        }
    }

    @Test
    void theTablesOfABatchesOwnSqlCount() {
        Contracts contracts = contracts(new Relation.Query(JOINED));

        assertThat(new Relation.Query(JOINED).tables()).isEqualTo(3);
        GovernedRoad.plan(contracts, GovernedRoad.OPEN, "select 1 from j" + each(41, i -> ", j as j" + i));
        String more = "select 1 from j" + each(42, i -> ", j as j" + i);
        assertThatThrownBy(() -> GovernedRoad.plan(contracts, GovernedRoad.OPEN, more))
                .hasMessageContaining("at least 129 tables, and limits.tables is 128");
    }

    private static Contracts contracts(Relation relation) {
        Column id = new Column("id", ColumnType.parse("int32").orElseThrow(), false, "id", null, List.of(), "");
        Batch batch = new Batch("j", "", relation, null, List.of("id"), List.of(), List.of(id), List.of());
        ProjectionPolicy policy = new ProjectionPolicy("joined", new Grant(true, Set.of()), List.of(), List.of());
        return new Contracts(
                List.of(new Projection(
                        "joined", new Version(1, 0, 0), Stability.STABLE, "", "main", List.of(batch), policy)),
                "test");
    }

    private static ColonnadeException refusal(String sql) {
        return catchThrowableOfType(ColonnadeException.class, () -> GovernedRoad.plan(GovernedRoad.LIMITED, sql));
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
    }
}

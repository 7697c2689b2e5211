package io.colonnade.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.ProjectionCompiler;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.it.Deployment;
import io.colonnade.it.Tpch;
import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.plan.ExecutionPlan;
import io.colonnade.query.plan.Planner;
import io.colonnade.query.policy.GovernedQuery;
import io.colonnade.query.policy.GovernedScan;
import io.colonnade.query.policy.PolicyStep;
import io.colonnade.query.policy.RowFilterCompiler;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.query.resolve.PlanningTime;
import io.colonnade.query.resolve.Resolver;
import io.colonnade.security.audit.SqlFingerprint;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.source.Source;
import io.colonnade.source.postgres.PostgresSettings;
import io.colonnade.source.postgres.PostgresSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Statements made of those of the other suites, as far as the plan, for a caller who sees a part through masks: a plan or our
 * own error, the same again, no scan without its policy, and no word of what is hidden. Nothing is run.
 */
final class SqlFuzzIT {
    private static final Set<ErrorKind> REFUSALS = Set.of(
            ErrorKind.INVALID_ARGUMENT,
            ErrorKind.NOT_FOUND,
            ErrorKind.UNIMPLEMENTED,
            ErrorKind.RESOURCE_EXHAUSTED,
            ErrorKind.PERMISSION_DENIED);
    private static final List<String> WORDS = List.of(
            "select ",
            "from ",
            "where ",
            "distinct on (name) ",
            "union all ",
            "lateral ",
            "with recursive ",
            "over (",
            "filter (where ",
            "tablesample ",
            "array[1]",
            "cast(",
            "interval '1 day'",
            "explain ",
            "explain policy for ",
            "E'\\u0041'",
            "U&'\\+110000'",
            "extract(day from ",
            "at time zone ",
            "is not distinct from ",
            "any (select ",
            "grouping sets (",
            "cube (",
            "->>",
            "::numeric",
            "similar to ",
            "escape ",
            "collate \"C\"",
            "current_user",
            "pg_sleep(1)",
            "\"Sales_Analytics\"",
            "(select ",
            "values (1)",
            "row(1, 2)",
            "natural join ",
            "match_recognize",
            "pivot",
            "unnest",
            "information_schema.tables",
            "pg_catalog.pg_class");

    private static Source source;
    private static Contracts contracts;
    private static TextMutations statements;
    private static Set<String> hidden;

    @BeforeAll
    static void read() throws IOException {
        Tpch database = Tpch.at(Tpch.SMALL);
        source = new PostgresSource(PostgresSettings.of("tpch", database.url(), database.user(), database.password()));
        RowFilterCompiler filters = new RowFilterCompiler();
        contracts = new ProjectionCompiler((projection, batch, filter) -> filters.check(batch, filter), mask -> {})
                .compile(Deployment.examples(), Map.of("tpch", source));
        statements = new TextMutations(corpus(), WORDS);
        hidden = hidden();
    }

    @AfterAll
    static void close() {
        source.close();
    }

    private static List<String> corpus() throws IOException {
        List<String> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "resources"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                for (String statement : Files.readString(file).split("\n\\s*\n|;\\s*\n|(?m)^-- name:.*$")) {
                    if (!statement.isBlank()) {
                        corpus.add(statement.strip());
                    }
                }
            }
        }
        assertThat(corpus).hasSizeGreaterThan(200);
        return corpus;
    }

    /** The names that only the administrator may know. */
    private static Set<String> hidden() {
        Set<String> names = names(resolver(true));
        names.removeAll(names(resolver(false)));
        names.removeIf(name -> name.length() < 5);
        assertThat(names).hasSizeGreaterThan(10);
        return names;
    }

    private static Set<String> names(Resolver resolver) {
        Set<String> names = new HashSet<>();
        for (Projection projection : resolver.view().visibleProjections()) {
            for (Batch batch : projection.batches()) {
                names.add(batch.name());
                batch.columns().stream().map(Column::name).forEach(names::add);
            }
        }
        return names;
    }

    private static Resolver resolver(boolean admin) {
        return new Resolver(
                CallerView.of(admin ? Deployment.ADMIN : Deployment.ALICE, contracts, new AccessDecisions()));
    }

    private final AtomicInteger planned = new AtomicInteger();
    private final Resolver limited = resolver(false);
    private final Resolver unlimited = resolver(true);

    @Test
    void anyStatementIsAPlanOrOurOwnError() {
        Fuzz.run("sql", 30_000, statements, sql -> sql, this::check);
        assertThat(planned).as("a fuzz that never plans tests little").hasPositiveValue();
    }

    private void check(String sql) {
        SqlFingerprint.of(sql);
        // Most statements of the suites are the administrator's, who sees the tables that they name.
        planned(limited, "sales_analytics", sql);
        planned(unlimited, "tpch", sql);
    }

    private void planned(Resolver resolver, String schema, String sql) {
        try {
            String plan = plan(resolver, schema, sql);
            assertThat(plan(resolver, schema, sql))
                    .as("the plan of the same statement")
                    .isEqualTo(plan);
            planned.incrementAndGet();
        } catch (ColonnadeException e) {
            Refusal.check(e, REFUSALS, sql);
            if (resolver == limited) {
                Set<String> told = new HashSet<>(TextMutations.words(e.clientMessage()));
                told.retainAll(hidden);
                assertThat(told).as(e.clientMessage()).allMatch(sql::contains);
            }
        }
    }

    private String plan(Resolver resolver, String schema, String sql) {
        GovernedQuery governed = new PolicyStep()
                .govern(resolver.resolve(
                        new QueryParser().parse(new QueryRequest.Sql(sql, schema)), PlanningTime.longest()));
        governed.tree().accept(new OnlyGoverned(resolver == limited));
        ExecutionPlan plan = new Planner("tpch", name -> true, QueryLimits.STANDARD).plan(governed);
        return plan.schema() + "\n" + plan.step() + "\n" + plan.outputs() + plan.parameters();
    }

    private static final class OnlyGoverned extends RelHomogeneousShuttle {
        private final boolean limited;

        private final RexShuttle subQueries = new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                subQuery.rel.accept(OnlyGoverned.this);
                return super.visitSubQuery(subQuery);
            }
        };

        OnlyGoverned(boolean limited) {
            this.limited = limited;
        }

        @Override
        public RelNode visit(RelNode other) {
            other.accept(subQueries);
            return super.visit(other);
        }

        @Override
        public RelNode visit(TableScan scan) {
            assertThat(scan).isInstanceOf(GovernedScan.class);
            String projection = ((GovernedScan) scan).projection().name();
            assertThat(!limited || projection.equals("sales_analytics"))
                    .as(projection)
                    .isTrue();
            return scan;
        }
    }
}

package io.colonnade.query.execute;

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
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.security.policy.RowFilter;
import io.colonnade.source.PageRange;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.type.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the parts of a scan hold its rows, each once, and that PostgreSQL reads no more of the table for a part. */
final class SplitReadingTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();
    private static final Set<String> ADMIN = Set.of("admin");

    @BeforeAll
    static void fill() {
        // Some pages lose all of their rows, and some of the rows move to others.
        DATABASE.execute("""
                DROP TABLE IF EXISTS split_reading;
                CREATE TABLE split_reading (id int, tenant int, name text, gone boolean);
                INSERT INTO split_reading SELECT i, i % 3, repeat('x', i % 200), i % 7 = 0
                    FROM generate_series(1, 20000) AS i;
                DELETE FROM split_reading WHERE id BETWEEN 9000 AND 12000;
                UPDATE split_reading SET name = 'moved' WHERE id % 50 = 0;
                ANALYZE split_reading
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "select * from items; ",
                "select ctid, name from items where id > ?; 700",
                "select id, upper(name) from items where 100 / id > -1 and id < ?; 15000",
                "select t.name, t.secret from (select name, secret, id from items) as t where t.id = ?; 51"
            })
    void thePartsTogetherAreTheWhole(String sql, @Nullable Integer parameter) {
        Random random = new Random(sql.hashCode());
        for (Principal caller : List.of(GovernedRoad.LIMITED, GovernedRoad.OPEN)) {
            SourceStatement statement = statement(caller, sql, parameter);
            List<String> whole = rows(statement);
            assertThat(whole).isNotEmpty();
            for (int i = 0; i < 5; i++) {
                List<String> parts = new ArrayList<>();
                ranges(random).forEach(range -> parts.addAll(rows(statement.part(range))));
                parts.sort(null);
                assertThat(parts).isEqualTo(whole);
            }
        }
    }

    @Test
    void aPartBehindTheEndOfTheTableIsEmpty() {
        SourceStatement statement = statement(GovernedRoad.OPEN, "select * from items", null);
        assertThat(rows(statement.part(new PageRange(pages() + 1, PageRange.OPEN))))
                .isEmpty();
        assertThat(rows(statement.part(new PageRange(0, pages())))).hasSameSizeAs(rows(statement));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "select * from items; ",
                "select id from items where name = 'moved' and id > ?; 5",
                "select id from items where 100 / id > -1 and id < ?; 5"
            })
    void postgresReadsThePagesOfAPartOnly(String sql, @Nullable Integer parameter) throws SQLException {
        for (Principal caller : List.of(GovernedRoad.LIMITED, GovernedRoad.OPEN)) {
            SourceStatement part = statement(caller, sql, parameter).part(new PageRange(1, 3));
            assertThat(explained(part)).contains("Tid Range Scan").doesNotContain("Seq Scan");
        }
    }

    /** Cut points anywhere, also behind the end. */
    private static List<PageRange> ranges(Random random) {
        TreeSet<Long> cuts = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            cuts.add(1 + random.nextLong(pages() + 20));
        }
        List<PageRange> ranges = new ArrayList<>();
        long from = 0;
        for (long cut : cuts) {
            ranges.add(new PageRange(from, cut));
            from = cut;
        }
        ranges.add(new PageRange(from, PageRange.OPEN));
        return ranges;
    }

    private static long pages() {
        return DATABASE.number("SELECT pg_relation_size('split_reading') / current_setting('block_size')::int");
    }

    private static List<String> rows(SourceStatement statement) {
        try (SourceReading reading = new SourceReading(DATABASE)) {
            return reading.rows(statement, SourceReading.OPTIONS).stream()
                    .map(List::toString)
                    .sorted()
                    .toList();
        }
    }

    private static String explained(SourceStatement statement) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DATABASE.connect();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN " + statement.sql())) {
            for (int i = 0; i < statement.parameters().size(); i++) {
                Parameter parameter = statement.parameters().get(i);
                explain.setObject(i + 1, parameter.value());
            }
            ResultSet lines = explain.executeQuery();
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private static SourceStatement statement(Principal caller, String sql, @Nullable Integer parameter) {
        ExecutionPlan plan = GovernedRoad.plan(contracts(), caller, sql);
        List<@Nullable Object> parameters = parameter == null ? List.of() : List.of(parameter);
        return BoundValues.bind(plan, parameters, caller).statement((SourceStep) plan.step());
    }

    private static Contracts contracts() {
        Batch rows = new Batch(
                "items",
                "",
                new Relation.Table("\"public\".\"split_reading\""),
                "not gone or id < 5000",
                List.of("id"),
                List.of(),
                List.of(
                        column("id", "int32", "\"id\""),
                        column("ctid", "int32", "(split_reading.id + 1)"),
                        column("name", "string", "\"name\""),
                        column("secret", "string", "\"name\"")),
                List.of(column("tenant", "int32", "\"tenant\"")));
        ProjectionPolicy policy = new ProjectionPolicy(
                "p",
                new Grant(true, Set.of()),
                List.of(new RowFilter("items", "tenant <> {context.tenant} and tenant < 2", ADMIN)),
                List.of(
                        new MaskRule("items", "name", new ColumnMask.FirstN(2), ADMIN),
                        new MaskRule("items", "secret", new ColumnMask.Hash(), ADMIN)));
        Projection projection =
                new Projection("p", new Version(1, 0, 0), Stability.STABLE, "", "main", List.of(rows), policy);
        return new Contracts(List.of(projection), "test");
    }

    private static Column column(String name, String type, String expression) {
        return new Column(name, ColumnType.parse(type).orElseThrow(), true, expression, null, List.of(), "");
    }
}

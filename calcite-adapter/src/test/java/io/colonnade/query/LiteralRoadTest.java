package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.VectorValues;
import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.error.ColonnadeException;
import io.colonnade.local.LocalEngine;
import io.colonnade.local.LocalEngineSettings;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.postgres.PostgresSource;
import io.colonnade.type.ColumnType;
import io.colonnade.type.HostileValues;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Literals that users write, down the whole road to a real PostgreSQL and to the local engine. */
final class LiteralRoadTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();
    private static final MaskKeys KEY = MaskKeys.of("a key");
    private static final List<String> TEXTS = HostileValues.concatenations(3);
    private static final int PAIRS = HostileValues.concatenations(2).size();

    private static final RootAllocator ALLOCATOR = new RootAllocator();
    private static PostgresSource source;
    private static LocalEngine engine;
    private static QueryPipeline pipeline;

    @BeforeAll
    static void fill(@TempDir Path directory) throws SQLException {
        DATABASE.execute("DROP TABLE IF EXISTS hostile; CREATE TABLE hostile (id int, c text, secret text)");
        // Neither the role's nor the database's default may matter.
        DATABASE.execute("DROP ROLE IF EXISTS escaping; CREATE ROLE escaping LOGIN;"
                + " GRANT SELECT ON hostile TO escaping;"
                + " ALTER ROLE escaping SET standard_conforming_strings = off;"
                + " ALTER ROLE escaping SET backslash_quote = on");
        try (Connection connection = DATABASE.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO hostile VALUES (?, ?, ?)")) {
            for (int i = 0; i < TEXTS.size(); i++) {
                insert.setInt(1, i);
                insert.setString(2, TEXTS.get(i));
                insert.setString(3, TEXTS.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        open(directory);
    }

    private static void open(Path directory) {
        source = new PostgresSource(DATABASE.settings("escaping"));
        engine = LocalEngine.start(new LocalEngineSettings(64L << 20, 0, directory, 1));
        pipeline = new QueryPipeline(
                contracts(), Map.of("main", source), engine, KEY, QueryLimits.STANDARD, new RecordingAudit());
    }

    @AfterAll
    static void close() {
        engine.close();
        source.close();
        assertThat(ALLOCATOR.getAllocatedMemory()).isZero();
        ALLOCATOR.close();
    }

    @Test
    void aRoleThatEscapesIsOverruled() {
        assertThat(column("select 'a\\' from p.b where id = 0")).containsExactly("a\\");
    }

    @Test
    void aHostileTextFindsExactlyItsRow() {
        long before = DATABASE.number("SELECT count(*) FROM hostile");
        for (int i = 0; i < PAIRS; i++) {
            assertThat(column("select id from p.b where c = " + written(TEXTS.get(i))))
                    .as(TEXTS.get(i))
                    .containsExactly(i);
        }
        assertThat(DATABASE.number("SELECT count(*) FROM hostile")).isEqualTo(before);
    }

    @Test
    void manyHostileTextsInOneStatementFindTheirRows() {
        HostileValues values = new HostileValues();
        for (List<String> some : slices(TEXTS, 300)) {
            String list = some.stream().map(LiteralRoadTest::written).collect(Collectors.joining(", "));
            String random = values.text();
            assertThat(column("select c from p.b where c in (" + list + ") and c <> " + written(random) + " and "
                            + written(random) + " = /* ' */ " + written(random) + " -- '\n order by id"))
                    .as(values.seed())
                    .isEqualTo(
                            some.stream().filter(text -> !text.equals(random)).toList());
        }
    }

    @Test
    void patternsWithAnEscapeFindTheirRow() {
        for (int i = 0; i < PAIRS; i += 7) {
            String pattern = TEXTS.get(i).replaceAll("([!%_])", "!$1");
            assertThat(column("select id from p.b where c like " + written(pattern) + " escape '!'"))
                    .as(TEXTS.get(i))
                    .containsExactly(i);
        }
    }

    /** The condition on the hashed column takes the statement, and its texts, to DuckDB. */
    @Test
    void theLocalEngineReadsTheSameTexts() {
        for (List<String> some : slices(TEXTS.subList(0, PAIRS), 60)) {
            String joined = some.stream().map(LiteralRoadTest::written).collect(Collectors.joining(" || '\u0001' || "));
            assertThat(column("select " + joined + " from p.b where id = 0 and secret = '" + KEY.hash("") + "'"))
                    .containsExactly(String.join("\u0001", some));
        }
    }

    private static List<List<String>> slices(List<String> texts, int size) {
        List<List<String>> slices = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += size) {
            slices.add(texts.subList(i, Math.min(texts.size(), i + size)));
        }
        return slices;
    }

    @Test
    void randomTextsComeBackAsTheyWereWritten() {
        HostileValues values = new HostileValues();
        for (int i = 0; i < 100; i++) {
            String text = values.text();
            assertThat(column("select " + written(text) + " from p.b where id = 0"))
                    .as(values.seed())
                    .containsExactly(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a\0b'",
                "c || '\0'",
                "'\uD83D'",
                "id as \"a\0b\"",
                "c like '%\0'",
                "case c when '\uDE00' then 1 end",
                "id as \"\uDE00\"",
                "E'\\xC3'",
                "E'\\uD83D'",
                "U&'\\DE00'",
                "U&'\\+000000'"
            })
    void whatTheDatabaseCannotHoldIsRefusedBeforeAnythingIsSent(String expression) {
        assertThatThrownBy(() -> column("select " + expression + " from p.b"))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        refused -> assertThat(refused.sqlState()).isEqualTo("22021"));
    }

    @Test
    void aParameterThatTheDatabaseCannotHoldIsRefused() {
        assertThatThrownBy(() -> column("select id from p.b where c = ?", "a\uD83D"))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        refused -> assertThat(refused.sqlState()).isEqualTo("22021"));
    }

    /** What the road answers is what PostgreSQL answers to the very same expression. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- -1",
                "5 - -1",
                "id - -1",
                "id - - -2147483648",
                "-id - -1.50",
                "- (- id)",
                "-9223372036854775808",
                "9223372036854775807",
                "-2147483648",
                "0.0000000000000000000000000001",
                "id * -1e-7",
                "1e2 + -1",
                "2 - -3 * -4",
                "cast(-1e300 as float8) * -1",
                "1e300::float8 / 3",
                "cast('NaN' as float8)",
                "cast('-Infinity' as float8)",
                "-0.0::float8",
                "date '2024-02-29'",
                "date '9999-12-31' + 1",
                "date '12024-02-29'",
                "date '0044-03-15 BC'",
                "timestamp '12024-02-29 01:02:03'",
                "timestamp '2024-02-29 01:02:03.1234567'",
                "timestamp '2024-12-31 23:59:59.9999999'",
                "timestamp '0044-03-15 01:02:03 BC'",
                "time '23:59:59.999999'",
                "timestamp with time zone '2024-02-29 01:02:03.5+02:30'",
                "timestamp '2024-02-29 00:00:00' + interval '-1 day 12:00'",
                "timestamp '2024-02-29 00:00:00' + interval '1 day 12:00 ago'",
                "timestamp '2024-02-29 00:00:00' + interval '1 12:30:00' day to second",
                "timestamp '2024-02-29 00:00:00' - interval '-12:30:01' hour to second",
                "timestamp '2024-02-29 00:00:00' + interval '-1:30.5' minute to second",
                "timestamp '2024-02-29 00:00:00' + interval '-3' day",
                "timestamp '2024-02-29 00:00:00' - interval '-1 day -12:30:00.5'",
                "timestamp '2024-02-29 00:00:00' + interval '1:30' minute to second",
                "timestamp '2024-02-29 00:00:00' + interval '100:00:00.5'",
                "timestamp '2024-02-29 00:00:00' + interval '-1-2' year to month",
                "timestamp '2024-02-29 00:00:00' + interval '36' hour",
                "timestamp '2024-02-29 00:00:00' - interval '0' day",
                "true",
                "not false",
                "uuid 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
                "bytea '\\x00ff27'",
                "'{\"a\": \"b''c\\\\\"}'::jsonb",
                "E'\\n\\t\\\\\\''",
                "E'a''b\\q\\b\\f\\r'",
                "E'\\xC3\\xA9\\303\\251\\x41z\\101z'",
                "E'\\u00e9\\U0001F600\\uD83D\\uDE00'",
                "U&'\\00e9\\+01F600\\D83D\\DE00\\\\'",
                "U&'!00e9!!\\$1' UESCAPE '!'",
                "'\u202Ee\u0301'"
            })
    void anExpressionOfLiteralsIsPostgresOwn(String expression) throws SQLException {
        String text = "cast(" + expression + " as text)";
        assertThat(column("select " + text + " from p.b where id = 5"))
                .containsExactly(direct("SELECT " + text + " FROM hostile WHERE id = 5"));
    }

    @Test
    void bytesAreNotTakenForBits() {
        assertThatThrownBy(() -> column("select X'00ff' from p.b")).hasMessageContaining("bytea '\\x…'");
    }

    /** PostgreSQL takes the sign for the days' alone, the standard for the whole. */
    @Test
    void anIntervalWithOneSignForTwoPartsIsRefused() {
        assertThatThrownBy(() -> column("select date '2024-02-29' + interval '-1 12:30' day to minute from p.b"))
                .hasMessageContaining("interval '-1 day -12:30:00'");
    }

    @Test
    void longNamesThatBeginAlikeStayApart() {
        String long1 = "x".repeat(70) + "1";
        String long2 = "x".repeat(70) + "2";
        assertThat(column("select \"" + long2 + "\" - \"" + long1 + "\" from (select id as \"" + long1
                        + "\", id + 7 as \"" + long2 + "\" from p.b where id = 3) as t"))
                .containsExactly(7);
    }

    private static String written(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static @Nullable String direct(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private List<@Nullable Object> column(String sql, Object... parameters) {
        AccessContext context = AccessContext.of(
                new Principal("eve", Set.of(), Map.of()), "flight-sql", "arrow", Duration.ofMinutes(1));
        List<@Nullable Object> values = new ArrayList<>();
        try (BatchReader rows = pipeline.run(context, new QueryRequest.Sql(sql, "p"), List.of(parameters), ALLOCATOR)) {
            while (rows.loadNextBatch()) {
                for (int row = 0; row < rows.getVectorSchemaRoot().getRowCount(); row++) {
                    values.add(VectorValues.read(rows.getVectorSchemaRoot().getVector(0), row));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return values;
    }

    private static Contracts contracts() {
        Batch batch = new Batch(
                "b",
                "",
                new Relation.Table("hostile"),
                null,
                List.of("id"),
                List.of(),
                List.of(typed("id", "int32"), typed("c", "string"), typed("secret", "string")),
                List.of());
        ProjectionPolicy policy = new ProjectionPolicy(
                "p",
                new Grant(true, Set.of()),
                List.of(),
                List.of(new MaskRule("b", "secret", new ColumnMask.Hash(), Set.of())));
        return new Contracts(
                List.of(new Projection(
                        "p", new Version(1, 0, 0), Stability.STABLE, "", "main", List.of(batch), policy)),
                "test");
    }

    private static Column typed(String name, String type) {
        return new Column(name, ColumnType.parse(type).orElseThrow(), true, name, null, List.of(), "");
    }
}

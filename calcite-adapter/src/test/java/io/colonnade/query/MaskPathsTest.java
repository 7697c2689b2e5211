package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.VectorValues;
import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
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
import io.colonnade.source.Source;
import io.colonnade.type.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A mask shows the same whichever way it is put on: on arrival where a column is only read, in PostgreSQL or before the
 * local engine where a query looks at it. Over random texts of every length of character, with PostgreSQL as the judge.
 */
final class MaskPathsTest {
    private static final MaskKeys KEYS =
            MaskKeys.of("a key").withEncryption("security.encryption_key", "an encryption key of the tests");
    private static final int ROWS = 1_500;
    private static final int[][] CHARACTERS = {
        {0x01, 0x7F}, {0x80, 0x7FF}, {0x800, 0xD7FF}, {0xE000, 0xFFFF}, {0x10000, 0x10FFFF}, {0x300, 0x36F}
    };

    @TempDir
    Path directory;

    @BeforeAll
    static void fill() throws SQLException {
        PostgresFixture.shared()
                .execute("DROP TABLE IF EXISTS mask_paths;"
                        + " CREATE TABLE mask_paths (id int, body text, sure text NOT NULL, padded char(20))");
        Random random = new Random(4);
        try (Connection connection = PostgresFixture.shared().connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO mask_paths VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setInt(1, i);
                insert.setString(2, i % 10 == 0 ? null : text(random, i % 100 == 1 ? 2_000 : 12));
                insert.setString(3, text(random, 40));
                insert.setString(4, text(random, 20));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 12, 50, 5_000})
    void theFirstCharactersAreThoseOfLeft(int characters) throws SQLException {
        for (String column : new String[] {"body", "sure", "padded"}) {
            assertBothWays(column, new ColumnMask.FirstN(characters), "left(" + column + "::text, " + characters + ")");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 12, 50, 5_000})
    void theLastCharactersAreThoseOfRight(int characters) throws SQLException {
        for (String column : new String[] {"body", "sure", "padded"}) {
            assertBothWays(column, new ColumnMask.LastN(characters), "right(" + column + "::text, " + characters + ")");
        }
    }

    @Test
    void redactedAndNullAreConstants() throws SQLException {
        assertBothWays("body", new ColumnMask.Redact(), "'[REDACTED]'");
        assertBothWays("sure", new ColumnMask.Redact(), "'[REDACTED]'");
        assertBothWays("body", new ColumnMask.Null(), "NULL::text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "left join b r on r.id = l.id + 1400",
                "left join lateral (select body from b where id = l.id + 1400) r on true"
            })
    void rowsThatAnOuterJoinMakesUpHoldNoConstant(String join) throws SQLException {
        List<@Nullable Object> expected = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            expected.add(i + 1_400 < ROWS ? "[REDACTED]" : null);
        }
        String query = "select r.body from b l " + join + " order by l.id";
        assertThat(values("body", new ColumnMask.Redact(), query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"body, encrypt", "sure, encrypt", "body, hash", "sure, hash"})
    void keyedMasksAreTheSameBeforeTheLocalEngine(String column, String kind) throws SQLException {
        ColumnMask mask = kind.equals("hash") ? new ColumnMask.Hash() : new ColumnMask.Encrypt();
        List<@Nullable Object> expected = new ArrayList<>();
        truth("select " + column + " from mask_paths order by id")
                .forEach(text -> expected.add(text == null ? null : masked(kind, text)));
        assertThat(values(column, mask, "select " + column + " from b order by id"))
                .isEqualTo(expected);
        String looking = "select " + column + " from b where " + column + " is null or " + column + " > '' order by id";
        assertThat(values(column, mask, looking)).isEqualTo(expected);
        assertThat(values(column, mask, "select " + column + " from b group by " + column))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().distinct().toList());
    }

    @Test
    void encryptedTextIsDecrypted() throws SQLException {
        List<@Nullable Object> decrypted = new ArrayList<>();
        values("body", new ColumnMask.Encrypt(), "select body from b order by id")
                .forEach(value -> decrypted.add(value == null ? null : KEYS.decrypt(value.toString())));
        assertThat(decrypted).isEqualTo(truth("select body from mask_paths order by id"));
    }

    @Test
    void batchesOfManyHashesStaySmall() {
        PostgresFixture.shared()
                .execute("DROP TABLE IF EXISTS many_hashes; CREATE TABLE many_hashes AS"
                        + " SELECT i AS id, 'x' || i AS body FROM generate_series(1, 20000) AS i");
        List<Column> columns = new ArrayList<>(List.of(column("id", "int32", "id", false)));
        List<MaskRule> masks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            columns.add(column("h" + i, "string", "body", true));
            masks.add(new MaskRule("b", "h" + i, new ColumnMask.Hash(), Set.of()));
        }
        List<Long> bytes = new ArrayList<>();
        read(
                contracts("many_hashes", columns, masks),
                "select * from b",
                root -> bytes.add(root.getFieldVectors().stream()
                        .mapToLong(v -> v.getBufferSize())
                        .sum()));
        assertThat(bytes).hasSizeGreaterThan(5).allMatch(size -> size < 5 << 20);
    }

    private void assertBothWays(String column, ColumnMask mask, String sql) throws SQLException {
        List<@Nullable String> expected = truth("select " + sql + " from mask_paths order by id");
        assertThat(values(column, mask, "select " + column + " from b order by id"))
                .as("on arrival")
                .isEqualTo(expected);
        assertThat(values(column, mask, "select " + column + ", " + column + " || '' from b order by id"))
                .as("in PostgreSQL")
                .isEqualTo(expected);
    }

    private static String masked(String kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return kind.equals("hash") ? KEYS.hash(text) : new String(KEYS.encrypt(bytes), StandardCharsets.US_ASCII);
    }

    private static List<@Nullable String> truth(String sql) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        try (Connection connection = PostgresFixture.shared().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** Returns the first column of a result whose schema is the announced one. */
    private List<@Nullable Object> values(String column, ColumnMask mask, String sql) {
        List<@Nullable Object> values = new ArrayList<>();
        read(contracts(column, mask), sql, root -> {
            for (int row = 0; row < root.getRowCount(); row++) {
                values.add(VectorValues.read(root.getVector(0), row));
            }
        });
        return values;
    }

    private void read(Contracts contracts, String sql, Consumer<VectorSchemaRoot> batches) {
        try (Source source = PostgresFixture.shared().source();
                LocalEngine engine = LocalEngine.start(new LocalEngineSettings(64L << 20, 0, directory, 1));
                RootAllocator allocator = new RootAllocator()) {
            QueryPipeline pipeline = new QueryPipeline(
                    contracts, Map.of("main", source), engine, KEYS, QueryLimits.STANDARD, new RecordingAudit());
            Principal eve = new Principal("eve", Set.of(), Map.of());
            AccessContext context = AccessContext.of(eve, "flight-sql", "arrow", Duration.ofMinutes(1));
            QueryRequest request = new QueryRequest.Sql(sql, "m");
            Schema announced = pipeline.describe(context, request).schema();
            try (BatchReader rows = pipeline.run(context, request, List.of(), allocator)) {
                while (rows.loadNextBatch()) {
                    assertThat(rows.getVectorSchemaRoot().getSchema()).isEqualTo(announced);
                    batches.accept(rows.getVectorSchemaRoot());
                }
            }
            assertThat(allocator.getAllocatedMemory()).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Contracts contracts(String column, ColumnMask mask) {
        List<Column> columns = List.of(
                column("id", "int32", "id", false),
                column("body", "string", "body", true),
                column("sure", "large_string", "sure", false),
                column("padded", "string", "padded::text", false));
        return contracts("mask_paths", columns, List.of(new MaskRule("b", column, mask, Set.of())));
    }

    private static Contracts contracts(String table, List<Column> columns, List<MaskRule> masks) {
        Batch batch = new Batch("b", "", new Relation.Table(table), null, List.of("id"), List.of(), columns, List.of());
        ProjectionPolicy policy = new ProjectionPolicy("m", new Grant(true, Set.of()), List.of(), masks);
        return new Contracts(
                List.of(new Projection(
                        "m", new Version(1, 0, 0), Stability.STABLE, "", "main", List.of(batch), policy)),
                "test");
    }

    private static Column column(String name, String type, String expression, boolean nullable) {
        return new Column(name, ColumnType.parse(type).orElseThrow(), nullable, expression, null, List.of(), "");
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            int[] range = CHARACTERS[random.nextInt(CHARACTERS.length)];
            text.appendCodePoint(range[0] + random.nextInt(range[1] - range[0] + 1));
        }
        return text.toString();
    }
}

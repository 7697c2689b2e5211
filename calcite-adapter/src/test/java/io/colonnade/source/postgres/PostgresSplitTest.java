package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.promised;
import static io.colonnade.source.SourceStatement.Scan.LOWER;
import static io.colonnade.source.SourceStatement.Scan.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.source.PageRange;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceSnapshot;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.Scan;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which statements can be read in parts, and that the parts are the whole. */
class PostgresSplitTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();

    private final SourceReading reading = new SourceReading(DATABASE);

    @BeforeAll
    static void create() {
        DATABASE.execute("""
                DROP TABLE IF EXISTS "Split";
                CREATE TABLE "Split" AS SELECT i AS id, repeat('x', 100) AS pad FROM generate_series(1, 400000) i;
                CREATE INDEX ON "Split" (id);
                ANALYZE "Split";""");
    }

    @AfterEach
    void close() {
        reading.close();
    }

    static SourceStatement scan(String condition, Parameter... parameters) {
        String sql = "SELECT id FROM \"Split\" WHERE " + condition;
        List<Parameter> bound = new ArrayList<>(List.of(parameters));
        bound.add(LOWER);
        bound.add(UPPER);
        Scan scan = new Scan("\"Split\"", sql + " AND ctid >= ?::tid AND ctid < ?::tid", bound);
        return new SourceStatement(sql, List.of(parameters), List.of(promised("id", "int32")), scan);
    }

    private List<PageRange> split(SourceStatement statement, int parts) {
        try (SourceSnapshot snapshot = reading.source().openSnapshot()) {
            return reading.source().split(statement, snapshot, parts);
        }
    }

    @Test
    void largeScanIsSplitIntoPartsThatTouchAndTheLastIsOpen() {
        List<PageRange> parts = split(scan("id > 0"), 3);
        assertThat(parts).hasSize(3);
        assertThat(parts.get(0).from()).isZero();
        assertThat(parts.get(1).from()).isEqualTo(parts.get(0).to());
        assertThat(parts.get(2).from()).isEqualTo(parts.get(1).to());
        assertThat(parts.get(2).isOpen()).isTrue();
    }

    @Test
    void partsAreTheWholeAsTheSnapshotSawIt() {
        SourceStatement statement = scan("id > ?", new Parameter(ColumnType.of(TypeName.INT32), 5));
        List<List<Object>> rows = new ArrayList<>();
        try (SourceSnapshot snapshot = reading.source().openSnapshot()) {
            List<PageRange> parts = reading.source().split(statement, snapshot, 4);
            DATABASE.execute("UPDATE \"Split\" SET id = id WHERE id % 7 = 0; DELETE FROM \"Split\" WHERE id < 10;"
                    + " INSERT INTO \"Split\" VALUES (0, ''), (400001, '')");
            ReadOptions options = SourceReading.OPTIONS.inside(snapshot);
            parts.forEach(part -> rows.addAll(reading.rows(statement.part(part), options)));
        }
        assertThat(parts(rows))
                .isEqualTo(IntStream.rangeClosed(6, 400_000).boxed().toList());
    }

    private static List<Integer> parts(List<List<Object>> rows) {
        return rows.stream().map(row -> (Integer) row.get(0)).sorted().toList();
    }

    @Test
    void rowsAreEstimatedFromThePlanAndNotAtAllWhereThereIsNone() {
        SourceStatement some = scan("id <= ?", new Parameter(ColumnType.of(TypeName.INT32), 100_000));
        assertThat(reading.source().estimate(some).orElseThrow()).isBetween(80_000L, 120_000L);
        SourceStatement wrong = new SourceStatement("SELECT nothing FROM \"Split\"", List.of(), List.of());
        assertThat(reading.source().estimate(wrong)).isEmpty();
    }

    @Test
    void statementThatIsNoScanIsReadAsAWhole() {
        assertThat(split(new SourceStatement("SELECT 1", List.of(), List.of()), 4))
                .isEmpty();
    }

    @Test
    void scanThatAnIndexServesIsReadAsAWhole() {
        assertThat(split(scan("id = 7"), 4)).isEmpty();
        assertThat(split(scan("id = ?", new Parameter(ColumnType.of(TypeName.INT32), 7)), 4))
                .isEmpty();
    }

    @Test
    void subSelectThatIsKeptApartIsSplitLikeItsScan() {
        String sql = "SELECT id FROM (SELECT id FROM \"Split\" WHERE id > 0%s OFFSET 0) t WHERE 100 / id < 50";
        Scan scan =
                new Scan("\"Split\"", sql.formatted(" AND ctid >= ?::tid AND ctid < ?::tid"), List.of(LOWER, UPPER));
        SourceStatement statement =
                new SourceStatement(sql.formatted(""), List.of(), List.of(promised("id", "int32")), scan);
        assertThat(split(statement, 4)).hasSize(4);
    }

    @Test
    void smallTableIsReadAsAWhole() {
        DATABASE.execute("DROP TABLE IF EXISTS split_small;"
                + " CREATE TABLE split_small AS SELECT i AS id FROM generate_series(1, 200000) i; ANALYZE split_small");
        Scan scan = new Scan(
                "split_small",
                "SELECT id FROM split_small WHERE ctid >= ?::tid AND ctid < ?::tid",
                List.of(LOWER, UPPER));
        assertThat(split(
                        new SourceStatement(
                                "SELECT id FROM split_small", List.of(), List.of(promised("id", "int32")), scan),
                        4))
                .isEmpty();
    }

    @Test
    void onePartIsTheWhole() {
        assertThat(split(scan("id > 0"), 1)).isEmpty();
    }
}

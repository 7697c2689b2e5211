package io.colonnade.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ListReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.local.LocalStatement.Input;
import io.colonnade.local.LocalStatement.Use;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalEngineTest {
    private static final Schema ROWS = new Schema(List.of(
            new Field("id", new FieldType(false, new ArrowType.Int(64, true), null), null),
            new Field("name", new FieldType(true, new ArrowType.Utf8(), null), null)));
    private static final ResultColumn ID = column("id", ColumnType.of(TypeName.INT64), false);
    private static final ResultColumn NAME = column("name", ColumnType.of(TypeName.STRING), true);
    private static final int BATCH = 10_000;

    private final RootAllocator allocator = new RootAllocator();

    @TempDir
    private Path directory;

    private LocalEngine engine;

    @BeforeEach
    void start() {
        engine = LocalEngine.start(new LocalEngineSettings(64L << 20, 1L << 30, directory, 2));
    }

    @AfterEach
    void nothingLeaks() throws Exception {
        engine.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anInputStreamsThrough() throws Exception {
        ListReader input = rows(5);
        LocalStatement statement = statement(
                "SELECT id, upper(name) FROM \"the rows\" WHERE id % 2 = 1 ORDER BY id DESC",
                List.of(new Input("the rows", input, Use.ONCE)), ID, NAME);
        List<List<Object>> result = read(statement);
        assertThat(result)
                .hasSize(5 * BATCH / 2)
                .startsWith(List.of(49_999L, "NAME 49999"), List.of(49_997L, "NAME 49997"));
        assertThat(input.closed).isEqualTo(1);
    }

    /** As a door does: gRPC still sends a batch when the stream that it came from has ended. */
    @Test
    void aBatchOutlivesItsReaderAndItsAllocator() throws Exception {
        LocalStatement statement =
                statement("SELECT id, upper(name) FROM t", List.of(new Input("t", rows(1), Use.ONCE)), ID, NAME);
        try (VectorSchemaRoot sent = VectorSchemaRoot.create(new Schema(List.of(ROWS.findField("name"))), allocator)) {
            try (BufferAllocator stream = allocator.newChildAllocator("stream", 0, Long.MAX_VALUE);
                    BatchReader reader = engine.run(statement, stream)) {
                assertThat(reader.loadNextBatch()).isTrue();
                reader.getVectorSchemaRoot()
                        .getVector(1)
                        .makeTransferPair(sent.getVector(0))
                        .transfer();
            }
            assertThat(sent.getVector(0).getObject(7)).hasToString("NAME 7");
        }
    }

    @Test
    void aStoredInputIsScannedTwice() throws Exception {
        List<List<Object>> result = read(statement(
                "SELECT count(*) FROM t AS a JOIN t AS b ON a.id = b.id",
                List.of(new Input("t", rows(3), Use.REPEATEDLY)),
                ID));
        assertThat(result).containsExactly(List.of(3L * BATCH));
    }

    @Test
    void aStreamedInputThatIsScannedTwiceFails() {
        assertThatThrownBy(() -> read(statement(
                        "SELECT count(*) FROM t AS a JOIN t AS b ON a.id = b.id",
                        List.of(new Input("t", rows(3), Use.ONCE)),
                        ID)))
                .isInstanceOf(ColonnadeException.class);
    }

    @Test
    void parametersAreBoundInOrder() throws Exception {
        LocalStatement statement = new LocalStatement(
                "SELECT id, name FROM t WHERE id = CAST(? AS BIGINT) OR name = ?",
                List.of(new Input("t", rows(1), Use.ONCE)),
                List.of(
                        new Parameter(ColumnType.of(TypeName.INT64), 7L),
                        new Parameter(ColumnType.of(TypeName.STRING), "name 9")),
                List.of(ID, NAME));
        assertThat(read(statement)).containsExactlyInAnyOrder(List.of(7L, "name 7"), List.of(9L, "name 9"));
    }

    @Test
    void noBatchesAndEmptyBatchesGiveNoRows() throws Exception {
        for (List<Consumer<VectorSchemaRoot>> batches : List.of(
                List.<Consumer<VectorSchemaRoot>>of(),
                List.<Consumer<VectorSchemaRoot>>of(filled(0, 0), filled(0, 0)))) {
            for (Use use : Use.values()) {
                ListReader input = new ListReader(ROWS, batches, allocator);
                assertThat(read(statement("SELECT id, name FROM t", List.of(new Input("t", input, use)), ID, NAME)))
                        .isEmpty();
            }
        }
    }

    @Test
    void anUnreadReaderClosesItsInputs() throws Exception {
        ListReader input = rows(1);
        engine.run(statement("SELECT id FROM t", List.of(new Input("t", input, Use.ONCE)), ID), allocator)
                .close();
        assertThat(input.closed).isEqualTo(1);
    }

    @Test
    void closingEarlyGivesEverythingBack() throws Exception {
        ListReader input = rows(300);
        try (BatchReader reader = engine.run(
                statement("SELECT id, name FROM t", List.of(new Input("t", input, Use.ONCE)), ID, NAME), allocator)) {
            assertThat(reader.loadNextBatch()).isTrue();
        }
        assertThat(input.closed).isEqualTo(1);
        assertThat(input.read()).isLessThan(300);
    }

    @Test
    void aFailingInputSurfacesAsItself() {
        for (Use use : Use.values()) {
            ColonnadeException failure = ColonnadeException.of(
                    ErrorKind.UNAVAILABLE, SqlState.CONNECTION_FAILURE, "Cannot read source main: it went away");
            List<Consumer<VectorSchemaRoot>> batches = List.of(filled(0, BATCH), root -> {
                throw failure;
            });
            ListReader input = new ListReader(ROWS, batches, allocator);
            assertThatThrownBy(() -> read(statement(
                            "SELECT id, name FROM t ORDER BY name", List.of(new Input("t", input, use)), ID, NAME)))
                    .isSameAs(failure);
            assertThat(input.closed).isEqualTo(1);
        }
    }

    @Test
    void cancelStopsARunningQueryWithinASecond() throws Exception {
        ListReader input = rows(2);
        try (BatchReader reader = engine.run(
                statement(
                        "SELECT count(*) FROM t AS a, t AS b, t AS c WHERE a.id + b.id + c.id = -1",
                        List.of(new Input("t", input, Use.REPEATEDLY)),
                        ID),
                allocator)) {
            CompletableFuture<Long> cancelled = CompletableFuture.supplyAsync(
                    () -> {
                        reader.cancel();
                        return System.nanoTime();
                    },
                    CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));
            assertKind(ErrorKind.CANCELLED, reader);
            assertThat(Duration.ofNanos(System.nanoTime() - cancelled.get())).isLessThan(Duration.ofSeconds(1));
        }
        assertThat(input.cancelled).isEqualTo(1);
    }

    @Test
    void cancelInMidStreamStopsTheNextBatch() throws Exception {
        try (BatchReader reader = engine.run(
                statement("SELECT id, name FROM t", List.of(new Input("t", rows(100), Use.ONCE)), ID, NAME),
                allocator)) {
            reader.loadNextBatch();
            reader.cancel();
            assertKind(ErrorKind.CANCELLED, reader);
        }
    }

    @Test
    void closingTheEngineCancelsWhatRuns() throws Exception {
        try (BatchReader reader = engine.run(
                statement("SELECT id, name FROM t", List.of(new Input("t", rows(100), Use.ONCE)), ID, NAME),
                allocator)) {
            reader.loadNextBatch();
            engine.close();
            assertKind(ErrorKind.CANCELLED, reader);
        }
    }

    @Test
    void aSortLargerThanMemorySpills() throws Exception {
        int batches = 200;
        long previous = Long.MAX_VALUE;
        long count = 0;
        try (BatchReader reader = engine.run(
                statement(
                        "SELECT id, repeat(name, 10) FROM t ORDER BY id DESC",
                        List.of(new Input("t", rows(batches), Use.REPEATEDLY)),
                        ID,
                        NAME),
                allocator)) {
            while (reader.loadNextBatch()) {
                BigIntVector ids = (BigIntVector) reader.getVectorSchemaRoot().getVector(0);
                for (int i = 0; i < ids.getValueCount(); i++) {
                    assertThat(ids.get(i)).isLessThan(previous);
                    previous = ids.get(i);
                }
                count += ids.getValueCount();
            }
        }
        assertThat(count).isEqualTo((long) batches * BATCH);
    }

    @Test
    void withoutDiskTooLargeAQueryIsRefused() throws Exception {
        try (LocalEngine small = LocalEngine.start(new LocalEngineSettings(32L << 20, 0, directory, 2));
                BatchReader reader = small.run(
                        statement(
                                "SELECT id, repeat(name, 20) FROM t ORDER BY 2",
                                List.of(new Input("t", rows(100), Use.REPEATEDLY)),
                                ID,
                                NAME),
                        allocator)) {
            assertKind(ErrorKind.RESOURCE_EXHAUSTED, reader);
        }
    }

    @Test
    void aNullWhereNoneIsAllowedStopsTheStream() throws Exception {
        ResultColumn promised = new ResultColumn("name", ColumnType.of(TypeName.STRING), false, "sales.customers.name");
        try (BatchReader reader = engine.run(
                statement("SELECT nullif(name, 'name 5') FROM t", List.of(new Input("t", rows(1), Use.ONCE)), promised),
                allocator)) {
            assertThatThrownBy(reader::loadNextBatch)
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageContaining("sales.customers.name");
        }
    }

    @Test
    void messagesHoldNoValueOfARow() throws Exception {
        try (BatchReader reader = engine.run(
                statement("SELECT CAST(name AS BIGINT) FROM t", List.of(new Input("t", rows(1), Use.ONCE)), ID),
                allocator)) {
            assertThatThrownBy(reader::loadNextBatch).isInstanceOfSatisfying(ColonnadeException.class, e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
                assertThat(e.clientMessage()).doesNotContain("name 0");
            });
        }
    }

    @Test
    void overflowIsOutOfRange() throws Exception {
        try (BatchReader reader = engine.run(
                statement("SELECT id + 9223372036854775807 FROM t", List.of(new Input("t", rows(1), Use.ONCE)), ID),
                allocator)) {
            assertThatThrownBy(reader::loadNextBatch)
                    .isInstanceOfSatisfying(
                            ColonnadeException.class,
                            e -> assertThat(e.sqlState()).isEqualTo("22003"));
        }
    }

    @Test
    void aPlannedDivisionByZeroKeepsItsSqlState() throws Exception {
        String sql = "SELECT CASE WHEN id = 5 THEN error('division by zero') ELSE 1 / (id - 5) END FROM t";
        try (BatchReader reader =
                engine.run(statement(sql, List.of(new Input("t", rows(1), Use.ONCE)), ID), allocator)) {
            assertThatThrownBy(reader::loadNextBatch)
                    .isInstanceOfSatisfying(
                            ColonnadeException.class,
                            e -> assertThat(e.sqlState()).isEqualTo("22012"));
        }
    }

    @Test
    void queriesRunSideBySideUnderTheSameNames() {
        List<Long> sums = IntStream.rangeClosed(1, 6)
                .parallel()
                .mapToObj(n -> {
                    Input input = new Input("t", rows(n), n % 2 == 0 ? Use.ONCE : Use.REPEATEDLY);
                    return (Long) read(statement("SELECT count(*) FROM t", List.of(input), ID))
                            .get(0)
                            .get(0);
                })
                .toList();
        assertThat(sums).containsExactly(10_000L, 20_000L, 30_000L, 40_000L, 50_000L, 60_000L);
    }

    private void assertKind(ErrorKind kind, BatchReader reader) {
        assertThatThrownBy(() -> {
                    while (reader.loadNextBatch()) {
                        assertThat(reader.getVectorSchemaRoot().getRowCount()).isNotNegative();
                    }
                })
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private List<List<Object>> read(LocalStatement statement) {
        List<List<Object>> rows = new ArrayList<>();
        try (BatchReader reader = engine.run(statement, allocator)) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                for (int row = 0; row < root.getRowCount(); row++) {
                    int at = row;
                    rows.add(root.getFieldVectors().stream()
                            .map(v -> v.getObject(at))
                            .map(v -> v instanceof Long ? v : String.valueOf(v))
                            .map(Object.class::cast)
                            .toList());
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return rows;
    }

    private ListReader rows(int batches) {
        List<Consumer<VectorSchemaRoot>> fills = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            fills.add(filled((long) i * BATCH, BATCH));
        }
        return new ListReader(ROWS, Collections.unmodifiableList(fills), allocator);
    }

    private static Consumer<VectorSchemaRoot> filled(long first, int rows) {
        return root -> {
            root.allocateNew();
            BigIntVector ids = (BigIntVector) root.getVector(0);
            VarCharVector names = (VarCharVector) root.getVector(1);
            for (int i = 0; i < rows; i++) {
                ids.setSafe(i, first + i);
                names.setSafe(i, ("name " + (first + i)).getBytes(StandardCharsets.UTF_8));
            }
            root.setRowCount(rows);
        };
    }

    private static LocalStatement statement(String sql, List<Input> inputs, ResultColumn... columns) {
        return new LocalStatement(sql, inputs, List.of(), List.of(columns));
    }

    private static ResultColumn column(String name, ColumnType type, boolean nullable) {
        return new ResultColumn(name, type, nullable, "");
    }
}

package io.colonnade.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.MaskKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectingReaderTest {
    private static final MaskKeys KEYS = MaskKeys.of("a key of this deployment");
    private static final ColumnMask HASH = new ColumnMask.Hash();
    private static final Field ID = field("id", false, new ArrowType.Int(64, true));
    private static final Field NAME = field("name", true, new ArrowType.Utf8());
    private static final Field NOTE = field("note", true, new ArrowType.LargeUtf8());

    private final RootAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingLeaks() {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @Test
    void columnsAreSelectedReorderedAndRenamed() throws Exception {
        Field renamed = new Field("customer", new FieldType(true, NAME.getType(), null, Map.of("k", "v")), null);
        ListReader input = input(List.of(batch("a", null, "ä")));
        try (BatchReader reader = new ProjectingReader(
                input, List.of(new OutputColumn.Kept(1, renamed), new OutputColumn.Kept(0, ID)), allocator)) {
            assertThat(reader.loadNextBatch()).isTrue();
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(root.getSchema()).isEqualTo(new Schema(List.of(renamed, ID)));
            assertThat(texts(root, 0)).containsExactly("a", null, "ä");
            assertThat(root.getVector(1).getObject(2)).isEqualTo(2L);
            assertThat(reader.loadNextBatch()).isFalse();
        }
        assertThat(input.closed).isEqualTo(1);
    }

    @Test
    void keptColumnsAreNotCopied() throws Exception {
        long[] address = new long[1];
        Consumer<VectorSchemaRoot> fill = batch("a", "b");
        Consumer<VectorSchemaRoot> spy = root -> {
            fill.accept(root);
            address[0] = root.getVector(1).getDataBuffer().memoryAddress();
        };
        try (BatchReader reader =
                new ProjectingReader(input(List.of(spy)), List.of(new OutputColumn.Kept(1, NAME)), allocator)) {
            reader.loadNextBatch();
            assertThat(reader.getVectorSchemaRoot().getVector(0).getDataBuffer().memoryAddress())
                    .isEqualTo(address[0]);
        }
    }

    @Test
    void hashKeepsNullsAndCoversEmptyAndLongTexts() throws Exception {
        String longText = "x".repeat(100_000);
        List<OutputColumn> columns =
                List.of(new OutputColumn.Masked(1, NAME, HASH, KEYS), new OutputColumn.Masked(2, NOTE, HASH, KEYS));
        try (BatchReader reader = new ProjectingReader(
                input(List.of(batch(null, "", "a", longText, null), batch("a"))), columns, allocator)) {
            reader.loadNextBatch();
            for (int column = 0; column < 2; column++) {
                assertThat(texts(reader.getVectorSchemaRoot(), column))
                        .containsExactly(null, KEYS.hash(""), KEYS.hash("a"), KEYS.hash(longText), null);
            }
            reader.loadNextBatch();
            assertThat(texts(reader.getVectorSchemaRoot(), 1)).containsExactly(KEYS.hash("a"));
        }
    }

    @Test
    void oneColumnMayBeUsedMoreThanOnce() throws Exception {
        Field again = field("again", true, new ArrowType.Utf8());
        List<OutputColumn> columns = List.of(
                new OutputColumn.Kept(1, NAME),
                new OutputColumn.Masked(1, field("hashed", true, new ArrowType.Utf8()), HASH, KEYS),
                new OutputColumn.Kept(1, again));
        try (BatchReader reader = new ProjectingReader(input(List.of(batch("a", null))), columns, allocator)) {
            reader.loadNextBatch();
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(texts(root, 0)).containsExactly("a", null);
            assertThat(texts(root, 1)).containsExactly(KEYS.hash("a"), null);
            assertThat(texts(root, 2)).containsExactly("a", null);
        }
    }

    @Test
    void emptyBatchesAndNoBatchesPass() throws Exception {
        try (BatchReader reader = new ProjectingReader(
                input(List.of(batch())), List.of(new OutputColumn.Masked(1, NAME, HASH, KEYS)), allocator)) {
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(reader.getVectorSchemaRoot().getRowCount()).isZero();
            assertThat(reader.loadNextBatch()).isFalse();
        }
        try (BatchReader reader = new ProjectingReader(
                input(List.of()), List.of(new OutputColumn.Masked(1, NAME, HASH, KEYS)), allocator)) {
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void nullWhereNoneIsAllowedStopsTheStream() throws Exception {
        Field strict = field("name", false, new ArrowType.Utf8());
        try (BatchReader reader = new ProjectingReader(
                input(List.of(batch("a", null))), List.of(new OutputColumn.Kept(1, strict)), allocator)) {
            assertThatThrownBy(reader::loadNextBatch)
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageContaining("name");
        }
    }

    @Test
    void cancelReachesTheInput() throws Exception {
        ListReader input = input(List.of());
        try (BatchReader reader = new ProjectingReader(input, List.of(new OutputColumn.Kept(0, ID)), allocator)) {
            reader.cancel();
            assertThat(input.cancelled).isEqualTo(1);
        }
    }

    private ListReader input(List<Consumer<VectorSchemaRoot>> batches) {
        return new ListReader(new Schema(List.of(ID, NAME, NOTE)), batches, allocator);
    }

    private static Consumer<VectorSchemaRoot> batch(String... names) {
        return root -> {
            root.allocateNew();
            BigIntVector ids = (BigIntVector) root.getVector(0);
            VarCharVector texts = (VarCharVector) root.getVector(1);
            LargeVarCharVector notes = (LargeVarCharVector) root.getVector(2);
            for (int i = 0; i < names.length; i++) {
                ids.setSafe(i, i);
                if (names[i] != null) {
                    byte[] bytes = names[i].getBytes(StandardCharsets.UTF_8);
                    texts.setSafe(i, bytes);
                    notes.setSafe(i, bytes);
                }
            }
            root.setRowCount(names.length);
        };
    }

    private static List<String> texts(VectorSchemaRoot root, int column) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < root.getRowCount(); row++) {
            Object value = root.getVector(column).getObject(row);
            texts.add(value == null ? null : value.toString());
        }
        return texts;
    }

    private static Field field(String name, boolean nullable, ArrowType type) {
        return new Field(name, new FieldType(nullable, type, null), null);
    }
}

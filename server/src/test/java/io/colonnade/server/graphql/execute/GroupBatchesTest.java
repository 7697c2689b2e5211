package io.colonnade.server.graphql.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteShare;
import io.colonnade.batch.VectorValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that come in any batches go on as one batch a group. */
final class GroupBatchesTest {
    private static List<List<List<@Nullable Object>>> grouped(
            List<List<List<@Nullable Integer>>> batches, Integer... by) throws IOException {
        try (RootAllocator allocator = new RootAllocator();
                BatchReader groups = new GroupBatches(
                        new ListedRows(2, batches, allocator), Arrays.asList(by), ByteShare.unlimited(), allocator)) {
            List<List<List<@Nullable Object>>> all = new ArrayList<>();
            while (groups.loadNextBatch()) {
                all.add(rows(groups.getVectorSchemaRoot()));
            }
            assertThat(groups.loadNextBatch()).isFalse();
            return all;
        }
    }

    private static List<List<@Nullable Object>> rows(VectorSchemaRoot root) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < root.getRowCount(); row++) {
            rows.add(row(VectorValues.read(root.getVector(0), row), VectorValues.read(root.getVector(1), row)));
        }
        return rows;
    }

    @SafeVarargs
    private static <T> List<@Nullable T> row(@Nullable T... values) {
        return Arrays.asList(values);
    }

    @Test
    void groupsOfOneBatchAreTakenApart() throws IOException {
        assertThat(grouped(List.of(List.of(row(1, 1), row(1, 2), row(2, 3), row(3, 4))), 0))
                .containsExactly(List.of(row(1, 1), row(1, 2)), List.of(row(2, 3)), List.of(row(3, 4)));
    }

    @Test
    void groupOverSeveralBatchesIsOne() throws IOException {
        assertThat(grouped(
                        List.of(
                                List.of(row(1, 1), row(2, 2)),
                                List.of(row(2, 3)),
                                List.of(),
                                List.of(row(2, 4), row(3, 5)),
                                List.of(row(4, 6))),
                        0))
                .containsExactly(
                        List.of(row(1, 1)),
                        List.of(row(2, 2), row(2, 3), row(2, 4)),
                        List.of(row(3, 5)),
                        List.of(row(4, 6)));
    }

    @Test
    void nullIsAGroupAndSeveralColumnsAreOne() throws IOException {
        assertThat(grouped(List.of(List.of(row(1, 1), row(1, 1)), List.of(row(1, null), row(null, null))), 0, 1))
                .containsExactly(List.of(row(1, 1), row(1, 1)), List.of(row(1, null)), List.of(row(null, null)));
        assertThat(grouped(List.of(), 0)).isEmpty();
    }

    @Test
    void readerThatIsLeftEarlyGivesItsMemoryBack() throws IOException {
        try (RootAllocator allocator = new RootAllocator();
                BatchReader groups = new GroupBatches(
                        new ListedRows(2, List.of(List.of(row(1, 1), row(2, 2)), List.of(row(2, 3))), allocator),
                        List.of(0),
                        ByteShare.unlimited(),
                        allocator)) {
            assertThat(groups.loadNextBatch()).isTrue();
        }
    }
}

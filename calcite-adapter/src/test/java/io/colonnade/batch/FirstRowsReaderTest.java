package io.colonnade.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstRowsReaderTest {
    private static final int BATCH = 10;
    private static final int BATCHES = 3;

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void close() {
        allocator.close();
    }

    private ListReader input() {
        Schema schema = new Schema(List.of(Field.nullable("n", MinorType.INT.getType())));
        Consumer<VectorSchemaRoot> batch = root -> {
            IntVector numbers = (IntVector) root.getVector(0);
            for (int i = 0; i < BATCH; i++) {
                numbers.setSafe(i, i);
            }
            root.setRowCount(BATCH);
        };
        return new ListReader(schema, Collections.nCopies(BATCHES, batch), allocator);
    }

    /** At a batch's end the input is asked once more, so that one that ends there comes to its end. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "9, 9, 1", "10, 10, 2", "11, 11, 2", "30, 30, 3", "31, 30, 3", "5000000000, 30, 3"})
    void noMoreRowsAreGivenThanWereAskedFor(long asked, int given, int batchesRead) throws IOException {
        ListReader input = input();
        List<Integer> rows = new ArrayList<>();
        try (BatchReader first = new FirstRowsReader(input, asked, allocator)) {
            while (first.loadNextBatch()) {
                assertThat(first.getVectorSchemaRoot().getRowCount()).isPositive();
                rows.add(first.getVectorSchemaRoot().getRowCount());
            }
            assertThat(first.loadNextBatch()).isFalse();
        }
        assertThat(rows.stream().mapToInt(Integer::intValue).sum()).isEqualTo(given);
        assertThat(input.read()).isEqualTo(batchesRead);
        assertThat(input.closed).isOne();
    }
}

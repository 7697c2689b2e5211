package io.colonnade.server.graphql.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteShare;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Results that are read to their end, so that they hold no connection. */
final class HeldRowsTest {
    private static final int MOST = 64;

    private static Optional<BatchReader> held(int batches, RootAllocator allocator) throws IOException {
        List<List<@Nullable Integer>> batch = List.of(List.of(1), List.of(2), List.of(3), List.of(4));
        ListedRows rows = new ListedRows(1, Collections.nCopies(batches, batch), allocator);
        return HeldRows.of(rows, MOST, ByteShare.unlimited(), allocator);
    }

    @Test
    void resultThatThereIsRoomForIsHeldWhole() throws IOException {
        try (RootAllocator allocator = new RootAllocator();
                BatchReader held = held(2, allocator).orElseThrow()) {
            assertThat(held.bytesRead()).isBetween(1L, (long) MOST);
            assertThat(held.loadNextBatch()).isTrue();
            assertThat(held.loadNextBatch()).isTrue();
            assertThat(held.getVectorSchemaRoot().getRowCount()).isEqualTo(4);
            assertThat(held.loadNextBatch()).isFalse();
        }
    }

    @Test
    void resultThatThereIsNoRoomForIsLeft() throws IOException {
        try (RootAllocator allocator = new RootAllocator()) {
            assertThat(held(50, allocator)).isEmpty();
            assertThat(allocator.getAllocatedMemory()).isZero();
        }
    }
}

package io.colonnade.server.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteBudget;
import io.colonnade.batch.VectorValues;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PageReaderTest {
    private final RootAllocator allocator = new RootAllocator();
    private final ByteBudget budget = new ByteBudget(1L << 30, 1L << 30);
    private final ByteBudget.Share memory = budget.share("alice");
    private final Cursors cursors = new Cursors(SealedBox.of(SealKey.random()));

    @AfterEach
    void nothingIsLeft() {
        assertThat(budget.taken()).isZero();
        allocator.close();
    }

    /** Customers with ids from 1 in batches of two, as a page that shows their names would get them. */
    private final class Customers extends BatchReader {
        private final VectorSchemaRoot root = VectorSchemaRoot.create(
                new Schema(List.of(
                        Field.nullable("name", ArrowType.Utf8.INSTANCE),
                        Field.nullable("order_1", new ArrowType.Int(32, true)))),
                allocator);

        private final int rows;
        private final int width;
        private int sent;
        private boolean cancelled;

        Customers(int rows, int width) {
            super(PageReaderTest.this.allocator);
            this.rows = rows;
            this.width = width;
        }

        @Override
        public VectorSchemaRoot getVectorSchemaRoot() {
            return root;
        }

        @Override
        public boolean loadNextBatch() {
            int count = Math.min(2, rows - sent);
            root.allocateNew();
            for (int i = 0; i < count; i++) {
                int id = ++sent;
                ((VarCharVector) root.getVector(0)).setSafe(i, new Text("n" + id + "x".repeat(width)));
                ((IntVector) root.getVector(1)).setSafe(i, id);
            }
            root.setRowCount(count);
            return count > 0;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public long bytesRead() {
            return sent;
        }

        @Override
        public void close() {
            root.close();
        }

        @Override
        protected void closeReadSource() {}

        @Override
        protected Schema readSchema() {
            return root.getSchema();
        }
    }

    private BulkRead read(@Nullable Long first, @Nullable Long last) {
        return BulkRead.of(
                Shop.batch(Shop.CUSTOMERS),
                new BulkRead.Wanted(
                        List.of("name"), null, List.of(), new PageRequest(first, null, last, null, null, null)),
                null,
                cursors);
    }

    private PageReader reader(BulkRead read, int rows, int width) {
        return new PageReader(new Customers(rows, width), read, cursors, memory, allocator);
    }

    private static List<Object> names(PageReader reader) throws IOException {
        List<Object> names = new ArrayList<>();
        while (reader.loadNextBatch()) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(root.getSchema().getFields()).extracting(Field::getName).containsExactly("name");
            for (int row = 0; row < root.getRowCount(); row++) {
                names.add(VectorValues.read(root.getVector(0), row));
            }
        }
        return names;
    }

    @Test
    void rowBeyondThePageIsKeptBackAndTellsThatThereAreMore() throws IOException {
        BulkRead read = read(3L, null);
        try (PageReader reader = reader(read, 4, 0)) {
            assertThat(names(reader)).containsExactly("n1", "n2", "n3");
            assertThat(cursors.open(read.scope(), reader.next().orElseThrow())).containsExactly(3);
            assertThat(budget.taken()).isPositive();
        }
    }

    @Test
    void pageFromTheEndIsWithoutTheRowBeforeIt() throws IOException {
        BulkRead read = read(null, 3L);
        try (PageReader reader = reader(read, 4, 0)) {
            assertThat(names(reader)).containsExactly("n2", "n3", "n4");
            assertThat(cursors.open(read.scope(), reader.next().orElseThrow())).containsExactly(2);
        }
    }

    @Test
    void pageThatIsNotFullHasNoNextOne() throws IOException {
        for (int rows : new int[] {0, 1, 3}) {
            try (PageReader reader = reader(read(3L, null), rows, 0)) {
                assertThat(names(reader)).hasSize(rows);
                assertThat(reader.next()).isEqualTo(Optional.empty());
            }
        }
        try (PageReader reader = reader(read(0L, null), 1, 0)) {
            assertThat(names(reader)).isEmpty();
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void pageOfTooManyBytesIsRefusedAndGivesItsMemoryBack() throws IOException {
        try (PageReader reader = reader(read(20L, null), 21, 1 << 20)) {
            assertThatThrownBy(reader::loadNextBatch).hasMessageContaining("more than 8 MiB; ask for fewer rows");
        }
    }

    @Test
    void whoCancelsCancelsTheInput() throws IOException {
        Customers customers = new Customers(1, 0);
        try (PageReader reader = new PageReader(customers, read(1L, null), cursors, memory, allocator)) {
            reader.cancel();
            assertThat(customers.cancelled).isTrue();
        }
    }
}

package io.colonnade.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteShare;
import io.colonnade.batch.ReadAheadReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.export.destination.Publication;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExportWritersTest {
    private static final Schema SCHEMA = new Schema(List.of(Field.nullable("n", new ArrowType.Int(64, true))));
    private static final int ROWS = 1 << 17;
    private static final ExportTerms FREE = new ExportTerms(FileEncryption.NONE, null, Set.of(), null, null);

    private final RootAllocator allocator = new RootAllocator();
    private final Store store = new Store();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private ArrowRecordBatch batch;
    private @Nullable Rows rows;

    @BeforeEach
    void fill() {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            BigIntVector numbers = (BigIntVector) root.getVector(0);
            for (int i = 0; i < ROWS; i++) {
                numbers.setSafe(i, i);
            }
            root.setRowCount(ROWS);
            batch = new VectorUnloader(root).getRecordBatch();
        }
    }

    @AfterEach
    void nothingLeaks() {
        assertThat(rows.closed).isTrue();
        batch.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    /** The same batch again and again, until there is enough of it or somebody wants no more. */
    private final class Rows extends BatchReader {
        private final BooleanSupplier enough;
        private volatile boolean cancelled;
        private volatile boolean closed;

        private Rows(BooleanSupplier enough) {
            super(ExportWritersTest.this.allocator);
            this.enough = enough;
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            if (cancelled) {
                throw ColonnadeException.of(ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "cancelled");
            }
            if (enough.getAsBoolean()) {
                return false;
            }
            read.addAndGet(ROWS);
            new VectorLoader(getVectorSchemaRoot()).load(batch);
            return true;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        protected void closeReadSource() {
            closed = true;
        }

        @Override
        protected Schema readSchema() {
            return SCHEMA;
        }
    }

    /** Keeps nothing, and fails where it is told to. */
    private static final class Store implements Publication {
        private final AtomicInteger files = new AtomicInteger();
        private final AtomicInteger complete = new AtomicInteger();
        private int failing = -1;

        @Override
        public OutputStream create(String name) {
            int number = files.getAndIncrement();
            return new FilterOutputStream(OutputStream.nullOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    if (number == failing) {
                        throw new IOException("full");
                    }
                }

                @Override
                public void close() {
                    complete.incrementAndGet();
                }
            };
        }

        @Override
        public void publish(byte[] manifest) {}

        @Override
        public void close() {}
    }

    private List<ExportedFile> write(int most, ExportTerms terms, BooleanSupplier enough) throws IOException {
        CopyOptions options = ExportRowsTest.options("FORMAT arrow, COMPRESSION none");
        ExportTally tally = new ExportTally(terms, (count, bytes) -> told.set(count));
        ExportFiles files = new ExportFiles(store, new FileForm(options, null), "", "id", tally);
        rows = new Rows(enough);
        try (ReadAheadReader reader = new ReadAheadReader(rows, ByteShare.unlimited(), allocator)) {
            new ExportWriters(reader, root -> new PlainRows(files, root), most, tally, allocator).write();
        }
        assertThat(tally.rows()).isEqualTo(read.get());
        return files.complete();
    }

    @Test
    void whereBatchesWaitOthersWriteFilesOfTheirOwn() throws IOException {
        List<ExportedFile> files = write(2, FREE, () -> store.files.get() >= 2);
        assertThat(files).hasSize(2);
        assertThat(files.stream().mapToLong(ExportedFile::rows).sum()).isEqualTo(read.get());
        assertThat(files).extracting(ExportedFile::name).containsExactly("part-00000-id.arrow", "part-00001-id.arrow");
        assertThat(told).hasValue(read.get());
    }

    @Test
    void littleIsOneFile() throws IOException {
        assertThat(write(3, FREE, () -> read.get() >= 20 * ROWS)).hasSize(1);
    }

    @Test
    void whatHasAnOrderIsWrittenByOne() throws IOException {
        assertThat(write(1, FREE, () -> read.get() >= 160L * ROWS)).hasSize(1);
    }

    @Test
    void failureOfOneEndsAllAndIsTold() {
        store.failing = 1;
        assertThatThrownBy(() -> write(3, FREE, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
        assertThat(store.complete).hasValueLessThan(store.files.get());
    }

    @Test
    void limitIsOfAllTogether() {
        long most = 200L * ROWS;
        ExportTerms terms = new ExportTerms(FileEncryption.NONE, null, Set.of(), most, null);
        assertThatThrownBy(() -> write(3, terms, () -> false)).hasMessageContaining("more than " + most + " rows");
        assertThat(told).hasValueLessThanOrEqualTo(most + ROWS);
    }
}

package io.colonnade.it.bench;

import io.colonnade.server.parquet.ParquetCompression;
import io.colonnade.server.parquet.ParquetOptions;
import io.colonnade.server.parquet.ParquetOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Line items from record batches in memory to one Parquet file on disk, compressed with Zstandard: our writer, which is one
 * thread, and DuckDB's COPY of the same batches with one thread and with two. At its end each says how large its file is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 12)
@Measurement(iterations = 12)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Darrow.enable_unsafe_memory_access=true",
            "-Xmx1g"
        })
public class ParquetBenchmark {
    /** TPC-H's scale factor: 0.1 is 600,572 rows, and 180 MB in memory. */
    @Param("0.1")
    public double scale;

    private static final ParquetOptions OPTIONS =
            new ParquetOptions(ParquetCompression.ZSTD, 32 << 20, 1 << 20, true, null);

    private final RootAllocator allocator = new RootAllocator();
    private LineItemBatches items;
    private Path file;

    /** Makes the batches. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        items = LineItemBatches.of(scale, allocator);
        file = Files.createTempFile("lineitem", ".parquet");
    }

    /** Says how large the file is. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        System.out.printf("%n%,d rows, %,d bytes%n", items.rows(), Files.size(file));
        Files.delete(file);
        items.close();
        allocator.close();
    }

    /** Writes the file as an export does. */
    @Benchmark
    public void colonnade() throws IOException {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(LineItemBatches.SCHEMA, allocator);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ParquetOutput parquet = new ParquetOutput(root, out, OPTIONS)) {
            VectorLoader loader = new VectorLoader(root);
            parquet.start();
            for (ArrowRecordBatch batch : items.batches()) {
                loader.load(batch);
                parquet.write();
            }
            parquet.finish();
        }
    }

    /** Has DuckDB write the file with one thread. */
    @Benchmark
    public void duckdb() throws IOException, SQLException {
        copy(1);
    }

    /** Has DuckDB write the file with two threads. */
    @Benchmark
    public void duckdbOfTwo() throws IOException, SQLException {
        copy(2);
    }

    private void copy(int threads) throws IOException, SQLException {
        try (DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ArrowReader reader = new Replay(items.batches().iterator(), allocator);
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
            Data.exportArrayStream(allocator, reader, stream);
            connection.registerArrowStream("items", stream);
            statement.execute("SET threads = " + threads);
            statement.execute("COPY (FROM items) TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    /** The batches as a reader, of which nothing is copied. */
    private static final class Replay extends ArrowReader {
        private final Iterator<ArrowRecordBatch> batches;

        private Replay(Iterator<ArrowRecordBatch> batches, RootAllocator allocator) {
            super(allocator);
            this.batches = batches;
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            if (!batches.hasNext()) {
                return false;
            }
            new VectorLoader(getVectorSchemaRoot()).load(batches.next());
            return true;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        protected void closeReadSource() {}

        @Override
        protected Schema readSchema() {
            return LineItemBatches.SCHEMA;
        }
    }
}

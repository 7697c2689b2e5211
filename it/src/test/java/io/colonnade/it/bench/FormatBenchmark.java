package io.colonnade.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.colonnade.server.format.BatchWriter;
import io.colonnade.server.format.ResultFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A batch of line items from memory as bytes: rows a second of each writer, of Jackson databind and of Commons CSV. Both
 * libraries are given their rows ready made, dates as text already, so that only writing is measured; {@code jacksonFromBatch}
 * and {@code commonsCsvFromBatch} make the rows of the batch first, as a server would have to. {@code it/bench/run formats} starts it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-opens=java.base/java.nio=ALL-UNNAMED"})
public class FormatBenchmark {
    private static final int ROWS = 16_384;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BufferAllocator allocator;
    private VectorSchemaRoot batch;
    private List<Map<String, Object>> rows;

    /** Makes the batch, and the same as rows. */
    @Setup(Level.Trial)
    public void open() {
        allocator = new RootAllocator();
        Random random = new Random(42);
        BigIntVector order = new BigIntVector("l_orderkey", allocator);
        IntVector line = new IntVector("l_linenumber", allocator);
        DecimalVector quantity = new DecimalVector("l_quantity", allocator, 15, 2);
        DecimalVector price = new DecimalVector("l_extendedprice", allocator, 15, 2);
        VarCharVector flag = new VarCharVector("l_returnflag", allocator);
        DateDayVector shipped = new DateDayVector("l_shipdate", allocator);
        DateDayVector received = new DateDayVector("l_receiptdate", allocator);
        VarCharVector mode = new VarCharVector("l_shipmode", allocator);
        VarCharVector comment = new VarCharVector("l_comment", allocator);
        for (int row = 0; row < ROWS; row++) {
            order.setSafe(row, random.nextInt(6_000_000));
            line.setSafe(row, 1 + random.nextInt(7));
            quantity.setSafe(row, BigDecimal.valueOf(100L + random.nextInt(4_900), 2));
            price.setSafe(row, BigDecimal.valueOf(90_000L + random.nextInt(10_000_000), 2));
            flag.setSafe(row, text(random.nextBoolean() ? "N" : "R"));
            shipped.setSafe(row, 8_000 + random.nextInt(2_500));
            received.setSafe(row, 8_000 + random.nextInt(2_500));
            mode.setSafe(row, text(random.nextBoolean() ? "TRUCK" : "REG AIR"));
            comment.setSafe(row, text("carefully final deposits haggle".substring(0, 10 + random.nextInt(20))));
        }
        batch = VectorSchemaRoot.of(order, line, quantity, price, flag, shipped, received, mode, comment);
        batch.setRowCount(ROWS);
        rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(row(row));
        }
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> row(int row) {
        Map<String, Object> map = new LinkedHashMap<>();
        batch.getFieldVectors().forEach(vector -> {
            Object value = vector.getObject(row);
            if (vector instanceof DateDayVector) {
                value = LocalDate.ofEpochDay((Integer) value).toString();
            } else if (vector instanceof VarCharVector) {
                value = value.toString();
            }
            map.put(vector.getField().getName(), value);
        });
        return map;
    }

    /** Gives everything back. */
    @TearDown(Level.Trial)
    public void close() {
        batch.close();
        allocator.close();
    }

    private void write(ResultFormat format) throws IOException {
        try (BatchWriter writer = format.writer(batch, OutputStream.nullOutputStream())) {
            writer.start();
            writer.writeBatch();
            writer.finish();
        }
    }

    /** Writes the batch as an Arrow stream. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void arrow() throws IOException {
        write(ResultFormat.ARROW);
    }

    /** Writes the batch as JSON, with exact numbers as strings. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void json() throws IOException {
        write(ResultFormat.JSON);
    }

    /** Writes the batch as JSON, with exact numbers as numbers, as Jackson writes them too. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void jsonWithNumbers() throws IOException {
        write(ResultFormat.JSON_WITH_NUMBERS);
    }

    /** Writes the batch as CSV. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void csv() throws IOException {
        write(ResultFormat.CSV);
    }

    /** Writes the rows with Jackson databind. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void jackson() throws IOException {
        try (SequenceWriter writer = MAPPER.writer().writeValuesAsArray(OutputStream.nullOutputStream())) {
            writer.writeAll(rows);
        }
    }

    /** Makes rows of the batch and writes them with Jackson databind. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void jacksonFromBatch() throws IOException {
        try (SequenceWriter writer = MAPPER.writer().writeValuesAsArray(OutputStream.nullOutputStream())) {
            for (int row = 0; row < ROWS; row++) {
                writer.write(row(row));
            }
        }
    }

    /** Writes the rows with Commons CSV. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void commonsCsv() throws IOException {
        try (CSVPrinter printer = printer()) {
            for (Map<String, Object> row : rows) {
                printer.printRecord(row.values());
            }
        }
    }

    /** Makes rows of the batch and writes them with Commons CSV. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void commonsCsvFromBatch() throws IOException {
        try (CSVPrinter printer = printer()) {
            for (int row = 0; row < ROWS; row++) {
                printer.printRecord(row(row).values());
            }
        }
    }

    private static CSVPrinter printer() throws IOException {
        Writer out = new BufferedWriter(
                new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8), 1 << 16);
        return new CSVPrinter(out, CSVFormat.RFC4180);
    }
}

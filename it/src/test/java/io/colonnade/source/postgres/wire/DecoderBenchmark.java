package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.type.ColumnType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A batch of one column's values from memory through its decoder, into buffers of its own: nanoseconds a value. Lives in the
 * decoders' package, which shows them to nobody else; {@code it/bench/run decode} starts it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Darrow.enable_unsafe_memory_access=true",
            "-Darrow.enable_null_check_for_get=false"
        })
public class DecoderBenchmark {
    private static final int ROWS = 16_384;

    /** The database type. */
    @Param
    public Values type;

    private BufferAllocator allocator;
    private ArrowBuf wire;
    private FieldVector vector;
    private ColumnDecoder decoder;

    /** Writes the values as rows hold them: a length, then the bytes. */
    @Setup(Level.Trial)
    public void open() {
        allocator = new RootAllocator();
        ResultColumn column =
                new ResultColumn("c", ColumnType.parse(type.column).orElseThrow(), true, "p.b.c");
        vector = new Field("c", new FieldType(true, column.type().arrow(), null), null).createVector(allocator);
        decoder = ColumnDecoders.of(column, vector, type.oid, oid -> false);
        Random random = new Random(42);
        wire = allocator.buffer((long) ROWS * 64);
        for (int row = 0; row < ROWS; row++) {
            byte[] value = type.bytes(random);
            wire.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
            wire.writeBytes(value);
        }
    }

    /** Gives everything back. */
    @TearDown(Level.Trial)
    public void close() {
        vector.close();
        wire.close();
        allocator.close();
    }

    /** Decodes a batch. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public FieldVector batch() {
        decoder.begin(ROWS);
        long address = wire.memoryAddress();
        for (int row = 0; row < ROWS; row++) {
            int length = Integer.reverseBytes(MemoryUtil.getInt(address));
            decoder.decode(address + 4, length, row);
            address += 4 + length;
        }
        decoder.finish(ROWS);
        return vector;
    }

    /** What arrives, and as what it is read. */
    public enum Values {
        INT4("int32", 23, 4),
        INT8("int64", 20, 8),
        INT4_TO_INT64("int64", 23, 4),
        FLOAT4("float32", 700, 4),
        FLOAT8("float64", 701, 8),
        DATE("date", 1082, 4),
        TIMESTAMPTZ("timestamp(us, UTC)", 1184, 8),
        UUID("uuid", 2950, 16),
        BOOL("bool", 16, 1) {
            @Override
            byte[] bytes(Random random) {
                return new byte[] {(byte) random.nextInt(2)};
            }
        },
        TEXT_10("string", 25, 10),
        TEXT_40("string", 25, 40),
        /** Prices: three groups of digits. */
        NUMERIC_15_2("decimal(15,2)", 1700, 14),
        /** A quotient: more than one long. */
        NUMERIC_38_16("decimal(38,16)", 1700, 18),
        NUMERIC_TO_FLOAT64("float64", 1700, 14);

        private final String column;
        private final int oid;
        private final int length;

        Values(String column, int oid, int length) {
            this.column = column;
            this.oid = oid;
            this.length = length;
        }

        byte[] bytes(Random random) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            if (oid == 25) {
                return "x".repeat(length).getBytes(StandardCharsets.UTF_8);
            }
            if (oid == 1700) {
                bytes.putShort((short) ((length - 8) / 2)).putShort((short) 1).putInt(2);
            }
            while (bytes.hasRemaining()) {
                if (oid == 1700) {
                    // The last group of two decimal places ends in two zeros.
                    bytes.putShort((short) (bytes.remaining() == 2 ? 1_200 : 1 + random.nextInt(9_999)));
                } else {
                    bytes.put((byte) random.nextInt(100));
                }
            }
            return bytes.array();
        }
    }
}

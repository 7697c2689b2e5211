package io.colonnade.server.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/** A batch of random values of every type, edges among them, and how each of them is to be read. */
final class RandomBatch implements AutoCloseable {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    private static final String[] PIECES = {
        "a",
        " ",
        ",",
        "\"",
        "\\",
        "\n",
        "\r",
        "\t",
        "\u0000",
        "\u001f",
        "\u007f",
        "ü",
        "€",
        "\u2028",
        "𝄞",
        "plain text",
        "/"
    };
    private static final String[] DOCUMENTS = {
        "{}",
        "[]",
        "null",
        "-0",
        "1e400",
        "\"a\\nb\"",
        "{\n  \"a\": [1, {\"b\":\t\"c,\\\"d\"}]\r\n}",
        " true ",
        "12345678901234567890.5"
    };

    /** A value that is not NULL: its kind, and its text as a text format has it. */
    record Value(Column.Kind kind, String text) {
        boolean isFloating() {
            return kind == Column.Kind.FLOATING;
        }

        /** Returns whether a text is read as the same floating-point number. */
        boolean reads(String written) {
            double value = Double.parseDouble(text);
            double read = Double.parseDouble(written);
            return value == read || Double.isNaN(value) && Double.isNaN(read);
        }
    }

    private final Random random;
    private final int rows;
    private final VectorSchemaRoot root;
    private final List<List<Value>> expected = new ArrayList<>();

    RandomBatch(BufferAllocator allocator, long seed, int rows) {
        this.random = new Random(seed);
        this.rows = rows;
        List<FieldVector> vectors = new ArrayList<>();
        IntVector small = add(vectors, new IntVector("small", allocator));
        fill(small, Column.Kind.NUMBER, row -> {
            int value = (int) edge(Integer.MIN_VALUE, Integer.MAX_VALUE);
            small.setSafe(row, value);
            return Integer.toString(value);
        });
        BigIntVector big = add(vectors, new BigIntVector("big", allocator));
        fill(big, Column.Kind.EXACT_NUMBER, row -> {
            long value = edge(Long.MIN_VALUE, Long.MAX_VALUE);
            big.setSafe(row, value);
            return Long.toString(value);
        });
        for (int[] type : new int[][] {{12, 2}, {18, 0}, {18, 18}, {19, 19}, {38, 0}, {38, 16}, {38, 38}}) {
            decimals(
                    add(vectors, new DecimalVector("decimal " + type[0] + " " + type[1], allocator, type[0], type[1])));
        }
        Decimal256Vector huge = add(vectors, new Decimal256Vector("huge", allocator, 76, 10));
        fill(huge, Column.Kind.EXACT_NUMBER, row -> {
            BigDecimal value = decimal(76, 10);
            huge.setSafe(row, value);
            return value.toPlainString();
        });
        floats(vectors, allocator);
        BitVector flag = add(vectors, new BitVector("flag", allocator));
        fill(flag, Column.Kind.BOOLEAN, row -> {
            boolean value = random.nextBoolean();
            flag.setSafe(row, value ? 1 : 0);
            return Boolean.toString(value);
        });
        moments(vectors, allocator);
        texts(vectors, allocator);
        root = new VectorSchemaRoot(vectors);
        root.setRowCount(rows);
    }

    private static <T extends FieldVector> T add(List<FieldVector> vectors, T vector) {
        vectors.add(vector);
        return vector;
    }

    /** One in eight is NULL, except that nothing is in the first column. */
    private void fill(FieldVector vector, Column.Kind kind, IntFunction<String> values) {
        List<Value> column = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (!expected.isEmpty() && random.nextInt(8) == 0) {
                vector.setNull(row);
                column.add(null);
            } else {
                column.add(new Value(kind, values.apply(row)));
            }
        }
        expected.add(column);
    }

    /** Returns an edge, or a value of any magnitude. */
    private long edge(long least, long most) {
        return switch (random.nextInt(10)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> Math.max(least, Math.min(most, 0));
            default -> Math.max(least, Math.min(most, random.nextLong() >> random.nextInt(64)));
        };
    }

    private BigDecimal decimal(int precision, int scale) {
        BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger value = switch (random.nextInt(8)) {
            case 0 -> most;
            case 1 -> BigInteger.ZERO;
            case 2 -> BigInteger.ONE;
            case 3 -> BigInteger.ONE.shiftLeft(64).min(most);
            default -> new BigInteger(random.nextInt(most.bitLength() - 1) + 1, random);
        };
        return new BigDecimal(random.nextBoolean() ? value : value.negate(), scale);
    }

    private void decimals(DecimalVector vector) {
        fill(vector, Column.Kind.EXACT_NUMBER, row -> {
            BigDecimal value = decimal(vector.getPrecision(), vector.getScale());
            vector.setSafe(row, value);
            return value.toPlainString();
        });
    }

    private void floats(List<FieldVector> vectors, BufferAllocator allocator) {
        double[] edges = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.1 + 0.2, 1e7, 1e23, 9e9, 0.000001
        };
        Float8Vector doubles = add(vectors, new Float8Vector("double", allocator));
        fill(doubles, Column.Kind.FLOATING, row -> {
            double value = switch (random.nextInt(3)) {
                case 0 -> edges[random.nextInt(edges.length)];
                case 1 -> Math.round(random.nextGaussian() * 1e5) / 100.0;
                default -> Double.longBitsToDouble(random.nextLong());
            };
            doubles.setSafe(row, value);
            return Double.toString(value);
        });
        Float4Vector floats = add(vectors, new Float4Vector("float", allocator));
        fill(floats, Column.Kind.FLOATING, row -> {
            float value = random.nextBoolean() ? (float) edges[random.nextInt(edges.length)] : random.nextFloat();
            floats.setSafe(row, value);
            return Float.toString(value);
        });
    }

    private void moments(List<FieldVector> vectors, BufferAllocator allocator) {
        DateDayVector day = add(vectors, new DateDayVector("day", allocator));
        fill(day, Column.Kind.MOMENT, row -> {
            int value = (int) edge(-2_500_000, 5_000_000);
            day.setSafe(row, value);
            return LocalDate.ofEpochDay(value).toString();
        });
        TimeMicroVector time = add(vectors, new TimeMicroVector("time", allocator));
        fill(time, Column.Kind.MOMENT, row -> {
            long value = edge(0, 86_399_999_999L);
            time.setSafe(row, value);
            return LocalTime.ofNanoOfDay(value * 1_000).format(DateTimeFormatter.ISO_LOCAL_TIME);
        });
        TimeStampMicroTZVector instant = add(vectors, new TimeStampMicroTZVector("instant", allocator, "UTC"));
        fill(instant, Column.Kind.MOMENT, row -> {
            long value = micros();
            instant.setSafe(row, value);
            return dateTime(value) + "Z";
        });
        TimeStampMicroVector local = add(vectors, new TimeStampMicroVector("local", allocator));
        fill(local, Column.Kind.MOMENT, row -> {
            long value = micros();
            local.setSafe(row, value);
            return dateTime(value);
        });
    }

    /** Milliseconds and whole seconds among them, whose fractions are shorter. */
    private long micros() {
        long value = edge(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
        long unit = random.nextBoolean() ? 1 : 1_000_000;
        return value / unit * unit;
    }

    private static String dateTime(long micros) {
        return LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC)
                .format(DATE_TIME);
    }

    private void texts(List<FieldVector> vectors, BufferAllocator allocator) {
        VarCharVector text = add(vectors, new VarCharVector("a \"text\", or\nnot", allocator));
        fill(text, Column.Kind.TEXT, row -> {
            String value = text();
            text.setSafe(row, value.getBytes(StandardCharsets.UTF_8));
            return value;
        });
        LargeVarCharVector large = add(vectors, new LargeVarCharVector("large", allocator));
        fill(large, Column.Kind.TEXT, row -> {
            String value = text();
            large.setSafe(row, value.getBytes(StandardCharsets.UTF_8));
            return value;
        });
        VarCharVector json = add(
                vectors,
                new VarCharVector(
                        "json",
                        new FieldType(true, new ArrowType.Utf8(), null, Map.of("ARROW:FLIGHT:SQL:TYPE_NAME", "jsonb")),
                        allocator));
        fill(json, Column.Kind.JSON, row -> {
            String value = DOCUMENTS[random.nextInt(DOCUMENTS.length)];
            json.setSafe(row, value.getBytes(StandardCharsets.UTF_8));
            return value;
        });
        VarBinaryVector binary = add(vectors, new VarBinaryVector("binary", allocator));
        fill(binary, Column.Kind.BINARY, row -> {
            byte[] value = new byte[random.nextInt(20) == 0 ? 40_000 : random.nextInt(10)];
            random.nextBytes(value);
            binary.setSafe(row, value);
            return hex(value);
        });
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(40) == 0 ? 20_000 : random.nextInt(6);
        boolean isPlain = random.nextInt(3) == 0;
        for (int i = 0; i < pieces; i++) {
            text.append(isPlain ? "word" : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    static String hex(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }

    VectorSchemaRoot root() {
        return root;
    }

    int rows() {
        return rows;
    }

    List<String> names() {
        return root.getFieldVectors().stream()
                .map(vector -> vector.getField().getName())
                .toList();
    }

    /** Returns what is to be read; null for NULL. */
    Value expected(int column, int row) {
        return expected.get(column).get(row);
    }

    @Override
    public void close() {
        root.close();
    }
}

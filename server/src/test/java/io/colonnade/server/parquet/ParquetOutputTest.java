package io.colonnade.server.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import org.apache.arrow.memory.RootAllocator;
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
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetOutputTest {
    private static final ParquetOptions SMALL_GROUPS =
            new ParquetOptions(ParquetCompression.ZSTD, 1 << 16, 1_000, true, null);

    private final RootAllocator allocator = new RootAllocator();
    private final List<FieldVector> vectors = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void freesAllMemory() {
        vectors.forEach(FieldVector::close);
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    private <V extends FieldVector> V add(V vector) {
        vectors.add(vector);
        return vector;
    }

    private VectorSchemaRoot root(int rows) {
        VectorSchemaRoot root = new VectorSchemaRoot(vectors);
        root.setRowCount(rows);
        return root;
    }

    private Path write(VectorSchemaRoot root, ParquetOptions options) throws IOException {
        return write(root, options, 1, batch -> {});
    }

    private Path write(VectorSchemaRoot root, ParquetOptions options, int batches, IntConsumer fill)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParquetOutput writer = new ParquetOutput(root, out, options)) {
            writer.start();
            for (int batch = 0; batch < batches; batch++) {
                fill.accept(batch);
                writer.write();
            }
            writer.finish();
            assertThat(writer.held()).isZero();
        }
        return Files.write(folder.resolve("result.parquet"), out.toByteArray());
    }

    private static ParquetMetadata footer(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            return reader.getFooter();
        }
    }

    private static FieldType typed(ArrowType type, String name) {
        return new FieldType(true, type, null, Map.of("ARROW:FLIGHT:SQL:TYPE_NAME", name));
    }

    private static FieldType masked() {
        Map<String, String> metadata = Map.of(
                "ARROW:FLIGHT:SQL:SCHEMA_NAME", "shop",
                "ARROW:FLIGHT:SQL:TABLE_NAME", "orders",
                "colonnade.mask", "redact");
        return new FieldType(true, new ArrowType.Utf8(), null, metadata);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anotherProgramReadsEveryTypeWithItsExtremes() throws IOException, SQLException {
        IntVector ints = add(new IntVector("ints", allocator));
        BigIntVector longs = add(new BigIntVector("longs", allocator));
        Float4Vector floats = add(new Float4Vector("floats", allocator));
        Float8Vector doubles = add(new Float8Vector("doubles", allocator));
        BitVector bools = add(new BitVector("bools", allocator));
        DecimalVector small = add(new DecimalVector("small", allocator, 9, 2));
        DecimalVector medium = add(new DecimalVector("medium", allocator, 18, 0));
        DecimalVector large = add(new DecimalVector("large", allocator, 38, 16));
        DateDayVector days = add(new DateDayVector("days", allocator));
        TimeMicroVector times = add(new TimeMicroVector("times", allocator));
        TimeStampMicroTZVector moments = add(new TimeStampMicroTZVector("moments", allocator, "UTC"));
        TimeStampMicroVector locals = add(new TimeStampMicroVector("locals", allocator));
        VarCharVector texts = add(new VarCharVector("texts", allocator));
        LargeVarCharVector longTexts = add(new LargeVarCharVector("long_texts", allocator));
        VarCharVector json = add(new VarCharVector("json", typed(new ArrowType.Utf8(), "jsonb"), allocator));
        VarCharVector uuids = add(new VarCharVector("uuids", typed(new ArrowType.Utf8(), "uuid"), allocator));
        VarBinaryVector bytes = add(new VarBinaryVector("bytes", allocator));
        ints.setSafe(1, Integer.MIN_VALUE);
        longs.setSafe(1, Long.MIN_VALUE);
        floats.setSafe(1, Float.NEGATIVE_INFINITY);
        doubles.setSafe(1, Double.NaN);
        bools.setSafe(1, 1);
        small.setSafe(1, new BigDecimal("-9999999.99"));
        medium.setSafe(1, new BigDecimal("-999999999999999999"));
        large.setSafe(1, new BigDecimal("-9999999999999999999999.9999999999999999"));
        days.setSafe(1, -719_162);
        times.setSafe(1, 86_399_999_999L);
        moments.setSafe(1, -62_135_596_800_000_000L);
        locals.setSafe(1, 253_402_300_799_999_999L);
        texts.setSafe(1, utf8(""));
        longTexts.setSafe(1, utf8("größer ☂ 𝄞"));
        json.setSafe(1, utf8("{\"a\": [1, null]}"));
        uuids.setSafe(1, utf8("ffffffff-ffff-4fff-bfff-0123456789ab"));
        bytes.setSafe(1, new byte[] {0, (byte) 0xff});
        ints.setSafe(2, Integer.MAX_VALUE);
        longs.setSafe(2, Long.MAX_VALUE);
        floats.setSafe(2, Float.MIN_VALUE);
        doubles.setSafe(2, -0.0);
        bools.setSafe(2, 0);
        small.setSafe(2, new BigDecimal("9999999.99"));
        medium.setSafe(2, new BigDecimal("999999999999999999"));
        large.setSafe(2, new BigDecimal("0.0000000000000001"));
        days.setSafe(2, 2_932_896);
        times.setSafe(2, 0);
        moments.setSafe(2, 253_402_300_799_999_999L);
        locals.setSafe(2, -1);
        texts.setSafe(2, utf8("a\0b"));
        longTexts.setSafe(2, utf8("x".repeat(70_000)));
        json.setSafe(2, utf8("null"));
        uuids.setSafe(2, utf8("00000000-0000-0000-0000-000000000000"));
        bytes.setSafe(2, new byte[0]);
        Path file = write(root(4), ParquetOptions.STREAMED);
        List<Object> nulls = new ArrayList<>(Arrays.asList(new Object[vectors.size()]));
        assertThat(DuckDbReader.read("* REPLACE (times::text AS times)", "read_parquet", file))
                .containsExactly(
                        nulls,
                        List.of(
                                Integer.MIN_VALUE,
                                Long.MIN_VALUE,
                                Float.NEGATIVE_INFINITY,
                                Double.NaN,
                                true,
                                new BigDecimal("-9999999.99"),
                                new BigDecimal("-999999999999999999"),
                                new BigDecimal("-9999999999999999999999.9999999999999999"),
                                "0001-01-01",
                                "23:59:59.999999",
                                java.time.LocalDateTime.parse("0001-01-01T00:00:00"),
                                java.time.LocalDateTime.parse("9999-12-31T23:59:59.999999"),
                                "",
                                "größer ☂ 𝄞",
                                "{\"a\": [1, null]}",
                                "ffffffff-ffff-4fff-bfff-0123456789ab",
                                "00ff"),
                        List.of(
                                Integer.MAX_VALUE,
                                Long.MAX_VALUE,
                                Float.MIN_VALUE,
                                -0.0,
                                false,
                                new BigDecimal("9999999.99"),
                                new BigDecimal("999999999999999999"),
                                new BigDecimal("0.0000000000000001"),
                                "9999-12-31",
                                "00:00:00",
                                java.time.LocalDateTime.parse("9999-12-31T23:59:59.999999"),
                                java.time.LocalDateTime.parse("1969-12-31T23:59:59.999999"),
                                "a\0b",
                                "x".repeat(70_000),
                                "null",
                                "00000000-0000-0000-0000-000000000000",
                                ""),
                        nulls);
        assertThat(DuckDbReader.read(
                                "typeof(json), typeof(uuids), typeof(moments), typeof(locals), typeof(times), typeof(small)",
                                "read_parquet",
                                file)
                        .get(0))
                .containsExactly("JSON", "UUID", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP", "TIME", "DECIMAL(9,2)");
    }

    /** Values that repeat and values that do not, NULLs in runs and alone, batches and row groups that end anywhere. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void anotherProgramReadsRandomRowsAsTheyWere(long seed) throws IOException, SQLException {
        Random random = new Random(seed);
        BigIntVector few = add(new BigIntVector("few", allocator));
        BigIntVector many = add(new BigIntVector("many", allocator));
        IntVector sorted = add(new IntVector("sorted", FieldType.notNullable(new ArrowType.Int(32, true)), allocator));
        Float8Vector reals = add(new Float8Vector("reals", allocator));
        BitVector bits = add(new BitVector("bits", allocator));
        DecimalVector money = add(new DecimalVector("money", allocator, 12, 2));
        DecimalVector big = add(new DecimalVector("big", allocator, 30, 3));
        VarCharVector words = add(new VarCharVector("words", allocator));
        VarCharVector unique = add(new VarCharVector("unique", allocator));
        VectorSchemaRoot root = root(0);
        List<List<Object>> expected = new ArrayList<>();
        int nullsIn = 1 + random.nextInt(20);
        IntConsumer fill = batch -> {
            int rows = random.nextInt(9_000);
            vectors.forEach(FieldVector::reset);
            for (int row = 0; row < rows; row++) {
                sorted.setSafe(row, expected.size() / 37);
                if (random.nextInt(nullsIn) == 0) {
                    expected.add(new ArrayList<>(
                            Arrays.asList(null, null, expected.size() / 37, null, null, null, null, null, null)));
                    continue;
                }
                List<Object> values = List.of(
                        (long) random.nextInt(3) << 60,
                        random.nextLong(),
                        expected.size() / 37,
                        (double) random.nextInt(100),
                        random.nextBoolean(),
                        BigDecimal.valueOf(random.nextInt(), 2),
                        new BigDecimal(new BigInteger(90, random), 3).negate(),
                        "word".repeat(random.nextInt(5)),
                        Long.toHexString(random.nextLong()).repeat(random.nextInt(3)));
                few.setSafe(row, (long) values.get(0));
                many.setSafe(row, (long) values.get(1));
                reals.setSafe(row, (double) values.get(3));
                bits.setSafe(row, (boolean) values.get(4) ? 1 : 0);
                money.setSafe(row, (BigDecimal) values.get(5));
                big.setSafe(row, (BigDecimal) values.get(6));
                words.setSafe(row, utf8((String) values.get(7)));
                unique.setSafe(row, utf8((String) values.get(8)));
                expected.add(values);
            }
            root.setRowCount(rows);
        };
        ParquetCompression compression = ParquetCompression.values()[(int) seed % 4];
        ParquetOptions options = seed % 2 == 0
                ? new ParquetOptions(compression, 1 << 16, 1_000, true, null)
                : new ParquetOptions(compression, 1 << 19, 1 << 20, false, null);
        Path file = write(root, options, 7, fill);
        assertThat(DuckDbReader.read("*", "read_parquet", file)).isEqualTo(expected);
    }

    @Test
    void columnsWhoseValuesRepeatHaveADictionaryAndOthersDoNot() throws IOException, SQLException {
        BigIntVector few = add(new BigIntVector("few", allocator));
        BigIntVector many = add(new BigIntVector("many", allocator));
        VarCharVector later = add(new VarCharVector("later", allocator));
        int rows = 200_000;
        Random random = new Random(7);
        long all = 0;
        for (int row = 0; row < rows; row++) {
            long one = random.nextLong();
            all ^= one;
            few.setSafe(row, row % 5);
            many.setSafe(row, one);
            later.setSafe(row, utf8(row < rows / 2 ? "same" : "text " + row + " of its own"));
        }
        Path file = write(root(rows), new ParquetOptions(ParquetCompression.ZSTD, 1 << 30, 1 << 20, false, null));
        List<ColumnChunkMetaData> columns = footer(file).getBlocks().get(0).getColumns();
        assertThat(columns.get(0).getEncodingStats().hasDictionaryEncodedPages())
                .isTrue();
        assertThat(columns.get(0).getEncodingStats().hasNonDictionaryEncodedPages())
                .isFalse();
        assertThat(columns.get(0).getTotalSize()).isLessThan(rows);
        assertThat(columns.get(1).getEncodingStats().hasDictionaryPages()).isFalse();
        assertThat(columns.get(2).getEncodingStats().hasDictionaryEncodedPages())
                .isTrue();
        assertThat(columns.get(2).getEncodingStats().hasNonDictionaryEncodedPages())
                .isTrue();
        assertThat(DuckDbReader.read(
                        "sum(few)::int, bit_xor(many), count(DISTINCT later), max(length(later))",
                        "read_parquet",
                        file))
                .containsExactly(List.of(2 * rows, all, 1 + rows / 2L, 22L));
    }

    @Test
    void footerTellsWhatTheSchemaTells() throws IOException {
        IntVector key = new IntVector(
                "id",
                new FieldType(
                        false,
                        new ArrowType.Int(32, true),
                        null,
                        Map.of("colonnade.key", "true", ParquetColumn.FIELD_ID, "17")),
                allocator);
        add(key).setSafe(0, 5);
        VarCharVector name = add(new VarCharVector("name", masked(), allocator));
        name.setSafe(0, utf8("[REDACTED]"));
        VectorSchemaRoot plain = root(1);
        Schema schema = new Schema(plain.getSchema().getFields(), Map.of("colonnade.projections", "shop@1.2.0"));
        ParquetMetadata footer = footer(write(new VectorSchemaRoot(schema, vectors, 1), SMALL_GROUPS));
        assertThat(footer.getFileMetaData().getKeyValueMetaData()).containsEntry("colonnade.projections", "shop@1.2.0");
        assertThat(footer.getFileMetaData().getSchema().getType("id").getId().intValue())
                .isEqualTo(17);
        assertThat(footer.getFileMetaData().getKeyValueMetaData())
                .containsEntry("colonnade.batches", "shop.orders")
                .containsEntry("colonnade.masks", "name:redact");
        ColumnChunkMetaData column = footer.getBlocks().get(0).getColumns().get(0);
        assertThat(column.getBloomFilterOffset()).isPositive();
        assertThat(column.getColumnIndexReference()).isNotNull();
        assertThat(column.getOffsetIndexReference()).isNotNull();
    }

    /** Each of 30,000 keys is there twice, once here and once there: 9.6 bits for each, rounded up, are 64 KiB. */
    @Test
    void filterOfAKeyKnowsEveryKeyAndIsNoLargerThanTheyNeed() throws IOException {
        FieldType keyed = new FieldType(false, new ArrowType.Int(64, true), null, Map.of("colonnade.key", "true"));
        BigIntVector keys = add(new BigIntVector("id", keyed, allocator));
        for (int row = 0; row < 60_000; row++) {
            keys.setSafe(row, key(row));
        }
        Path file = write(root(60_000), new ParquetOptions(ParquetCompression.NONE, 1 << 24, 1 << 20, true, null));
        try (ParquetFileReader reader = ParquetFileReader.open(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            BloomFilter filter = reader.readBloomFilter(
                    reader.getRowGroups().get(0).getColumns().get(0));
            int others = 0;
            for (int row = 0; row < 30_000; row++) {
                assertThat(filter.findHash(filter.hash(key(row)))).isTrue();
                others += filter.findHash(filter.hash(~key(row))) ? 1 : 0;
            }
            assertThat(others).isLessThan(600);
            assertThat(filter.getBitsetSize()).isEqualTo(1 << 16);
        }
    }

    private static long key(int row) {
        return (row % 30_000 + 1) * 0x9e3779b97f4a7c15L >>> 1;
    }

    @Test
    void statisticsAreThoseOfTheValues() throws IOException {
        Decimal256Vector huge = add(new Decimal256Vector("huge", allocator, 60, 5));
        Float8Vector reals = add(new Float8Vector("reals", allocator));
        VarCharVector texts = add(new VarCharVector("texts", allocator));
        List<String> decimals =
                List.of("-1.00000", "3.00000", "-12345678901234567890123456789012345678901234567890.12345");
        for (int row = 0; row < 3; row++) {
            huge.setSafe(row, new BigDecimal(decimals.get(row)));
            reals.setSafe(row, row == 1 ? Double.NaN : row - 1);
            texts.setSafe(row, utf8(List.of("b", "ä", "").get(row)));
        }
        List<ColumnChunkMetaData> columns =
                footer(write(root(4), SMALL_GROUPS)).getBlocks().get(0).getColumns();
        Statistics<?> decimal = columns.get(0).getStatistics();
        assertThat(new BigDecimal(new BigInteger(decimal.getMinBytes()), 5)).isEqualTo(decimals.get(2));
        assertThat(new BigDecimal(new BigInteger(decimal.getMaxBytes()), 5)).isEqualTo(decimals.get(1));
        assertThat(decimal.getNumNulls()).isEqualTo(1);
        assertThat(columns.get(1).getStatistics().genericGetMin()).isEqualTo(-1.0);
        assertThat(columns.get(1).getStatistics().genericGetMax()).isEqualTo(1.0);
        assertThat(columns.get(2).getStatistics().getMinBytes()).isEmpty();
        assertThat(columns.get(2).getStatistics().getMaxBytes()).isEqualTo(utf8("ä"));
    }

    @Test
    void memoryStaysThatOfOneRowGroup() throws IOException {
        BigIntVector numbers = add(new BigIntVector("numbers", allocator));
        VectorSchemaRoot root = root(0);
        Random random = new Random(3);
        long most = 0;
        try (ParquetOutput writer = new ParquetOutput(
                root,
                new ByteArrayOutputStream(),
                new ParquetOptions(ParquetCompression.ZSTD, 1 << 20, 1 << 20, false, null))) {
            writer.start();
            for (int batch = 0; batch < 100; batch++) {
                for (int row = 0; row < 16_384; row++) {
                    numbers.setSafe(row, random.nextLong());
                }
                root.setRowCount(16_384);
                writer.write();
                most = Math.max(most, writer.held());
            }
        }
        assertThat(most).isBetween(1L << 19, 4L << 20);
    }

    @Test
    void aFileWithoutRowsHasItsColumns() throws IOException, SQLException {
        add(new IntVector("a", allocator));
        Path file = write(root(0), ParquetOptions.STREAMED);
        assertThat(DuckDbReader.read("*", "read_parquet", file)).isEmpty();
        assertThat(footer(file).getFileMetaData().getSchema().containsField("a"))
                .isTrue();
    }

    @Test
    void whatIsNotFinishedIsNoFile() throws IOException {
        IntVector numbers = add(new IntVector("numbers", allocator));
        for (int row = 0; row < 5_000; row++) {
            numbers.setSafe(row, row);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParquetOutput writer = new ParquetOutput(root(5_000), out, SMALL_GROUPS)) {
            writer.start();
            writer.write();
        }
        assertThat(out.size()).isGreaterThan(100);
        Path file = Files.write(folder.resolve("part.parquet"), out.toByteArray());
        assertThatThrownBy(() -> footer(file)).hasMessageContaining("is not a Parquet file");
        assertThatThrownBy(() -> DuckDbReader.read("*", "read_parquet", file)).isInstanceOf(SQLException.class);
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        add(new IntVector("a", allocator));
        add(new IntVector("a", allocator));
        assertThatThrownBy(() -> write(root(0), ParquetOptions.STREAMED))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage(
                        "Cannot write the result as Parquet: two columns are named \"a\"; give each a name of its own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ffffffff-ffff-4fff-bfff-0123456789",
                "ffffffff-ffff-4fff-bfff-0123456789ag",
                "ffffffff0ffff-4fff-bfff-0123456789ab"
            })
    void textThatIsNoUuidIsRefusedAndNotRepeated(String text) {
        VarCharVector uuids = add(new VarCharVector("id", typed(new ArrowType.Utf8(), "uuid"), allocator));
        uuids.setSafe(0, utf8(text));
        assertThatThrownBy(() -> write(root(1), ParquetOptions.STREAMED))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage(
                        "Cannot write a column of identifiers as Parquet: a value is no UUID; cast the column to text");
    }

    @Test
    void aDecimalThatDoesNotFitIsNoOtherNumber() {
        DecimalVector decimals =
                add(new DecimalVector(Field.nullable("d", new ArrowType.Decimal(9, 0, 128)), allocator));
        decimals.setSafe(0, 1L << 31);
        assertThatThrownBy(() -> write(root(1), ParquetOptions.STREAMED)).isInstanceOf(IllegalStateException.class);
    }
}

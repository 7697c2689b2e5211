package io.colonnade.server.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.type.TypeName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultFormatTest {
    private final RootAllocator allocator = new RootAllocator();
    private final VectorSchemaRoot root = rows();

    @AfterEach
    void freesAllMemory() {
        root.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    private VectorSchemaRoot rows() {
        IntVector small = new IntVector("small", allocator);
        BigIntVector big = new BigIntVector("big", allocator);
        DecimalVector money = new DecimalVector("money", allocator, 12, 2);
        Float8Vector real = new Float8Vector("real", allocator);
        BitVector flag = new BitVector("flag", allocator);
        VarCharVector text = new VarCharVector("text", allocator);
        DateDayVector day = new DateDayVector("day", allocator);
        TimeMicroVector time = new TimeMicroVector("time", allocator);
        TimeStampMicroTZVector instant = new TimeStampMicroTZVector("instant", allocator, "UTC");
        TimeStampMicroVector local = new TimeStampMicroVector("local", allocator);
        VarBinaryVector bytes = new VarBinaryVector("bytes", allocator);
        small.setSafe(0, -7);
        big.setSafe(0, Long.MAX_VALUE);
        money.setSafe(0, new BigDecimal("-0.50"));
        real.setSafe(0, Double.NaN);
        flag.setSafe(0, 1);
        text.setSafe(0, "a,\"b\"\nc €".getBytes(StandardCharsets.UTF_8));
        day.setSafe(0, -1);
        time.setSafe(0, 3_600_000_001L);
        instant.setSafe(0, -1L);
        local.setSafe(0, 1_000_000L);
        bytes.setSafe(0, new byte[] {1, (byte) 0xff});
        text.setSafe(1, new byte[0]);
        VectorSchemaRoot result =
                VectorSchemaRoot.of(small, big, money, real, flag, text, day, time, instant, local, bytes);
        result.setRowCount(3);
        return result;
    }

    private String write(BiFunction<VectorSchemaRoot, OutputStream, BatchWriter> factory) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BatchWriter writer = factory.apply(root, out)) {
            writer.start();
            writer.writeBatch();
            writer.finish();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void csvQuotesWhatNeedsItAndTellsNullFromEmpty() throws IOException {
        assertThat(write(ResultFormat.CSV::writer))
                .isEqualTo("small,big,money,real,flag,text,day,time,instant,local,bytes\r\n"
                        + "-7,9223372036854775807,-0.50,NaN,true,\"a,\"\"b\"\"\nc €\",1969-12-31,01:00:00.000001,"
                        + "1969-12-31T23:59:59.999999Z,1970-01-01T00:00:01,\\x01ff\r\n"
                        + ",,,,,\"\",,,,,\r\n"
                        + ",,,,,,,,,,\r\n");
    }

    @Test
    void jsonKeepsNumbersThatReadersWouldRoundAsStrings() throws IOException {
        assertThat(write(ResultFormat.JSON::writer))
                .startsWith("[\n{\"small\":-7,\"big\":\"9223372036854775807\",\"money\":\"-0.50\",\"real\":\"NaN\","
                        + "\"flag\":true,\"text\":\"a,\\\"b\\\"\\nc €\",\"day\":\"1969-12-31\"")
                .contains("\"bytes\":\"Af8=\"},\n{\"small\":null")
                .endsWith("}\n]\n");
    }

    @Test
    void jsonColumnCannotChangeWhatStandsAroundIt() throws IOException {
        FieldType json = new FieldType(
                true, new ArrowType.Utf8(), null, Map.of("ARROW:FLIGHT:SQL:TYPE_NAME", TypeName.JSON.postgres()));
        VarCharVector documents = new VarCharVector("j", json, allocator);
        List<String> texts = List.of(
                "{\"a\":\n1}",
                "1}, {\"admin\": true",
                "1 2",
                "",
                "[",
                "[REDACTED]",
                "\"a",
                "\uFEFF1",
                "NaN",
                "'a'",
                "{}//");
        for (int row = 0; row < texts.size(); row++) {
            documents.setSafe(row, texts.get(row).getBytes(StandardCharsets.UTF_8));
        }
        try (VectorSchemaRoot only = VectorSchemaRoot.of(documents)) {
            only.setRowCount(texts.size());
            String[] lines = write((ignored, out) -> ResultFormat.NDJSON.writer(only, out))
                    .split("\n");
            assertThat(lines).hasSize(texts.size());
            assertThat(lines[0]).isEqualTo("{\"j\":{\"a\": 1}}");
            for (int row = 1; row < lines.length; row++) {
                JsonNode written = new ObjectMapper().readTree(lines[row]);
                assertThat(written.size()).isOne();
                assertThat(written.get("j").textValue()).isEqualTo(texts.get(row));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ResultFormat.class)
    void whatIsNotFinishedHasNoEnd(ResultFormat format) throws IOException {
        ByteArrayOutputStream half = new ByteArrayOutputStream();
        try (BatchWriter writer = format.writer(root, half)) {
            writer.start();
            writer.writeBatch();
            writer.fail("{\"status\":503}");
        }
        String whole = write(format::writer);
        switch (format.content()) {
            case COLUMNS, FILE -> assertThat(half.size()).isPositive().isLessThan(whole.length());
            case TEXT -> {
                switch (format.word()) {
                    case "json" ->
                        assertThat(half.toString(StandardCharsets.UTF_8)).doesNotContain("]");
                    case "ndjson" ->
                        assertThat(half.toString(StandardCharsets.UTF_8))
                                .isEqualTo(whole + "{\"error\":{\"status\":503}}\n");
                    // Only the transfer says where it ends.
                    default -> assertThat(half.toString(StandardCharsets.UTF_8)).isEqualTo(whole);
                }
            }
        }
    }

    @Test
    void arrowIsReadBackAsItWas() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BatchWriter writer = ResultFormat.ARROW.writer(root, out)) {
            writer.start();
            writer.writeBatch();
            writer.finish();
        }
        try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(out.toByteArray()), allocator)) {
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(reader.getVectorSchemaRoot().equals(root)).isTrue();
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void tableAlignsNumbersToTheRightAndShowsNull() throws IOException {
        String[] lines = write(TableBatchWriter::new).split("\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0]).startsWith("small                  big  money  real  flag  text");
        assertThat(lines[1]).startsWith("─────  ───────────────────");
        assertThat(lines[2]).startsWith("   -7  9223372036854775807  -0.50   NaN  true  a,\"b\"\\nc €");
        assertThat(lines[4]).startsWith(" NULL                 NULL   NULL  NULL  NULL  NULL");
    }

    @Test
    void tableHasAHeaderAlsoWithoutRows() throws IOException {
        root.setRowCount(0);
        assertThat(write(TableBatchWriter::new).split("\n")).hasSize(2);
    }

    @Test
    void nothingInATableObeysTheTerminal() {
        assertThat(TextTable.printable("\u001b[31mred\u009b")).isEqualTo("\\u001b[31mred\\u009b");
    }
}

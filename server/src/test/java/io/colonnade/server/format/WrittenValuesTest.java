package io.colonnade.server.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random values of every type, read back with the libraries that clients use. */
class WrittenValuesTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** Tells a field in quotes from one without. */
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setNullString("")
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setIgnoreEmptyLines(false)
            .get();

    private final RootAllocator allocator = new RootAllocator();
    private final RandomBatch batch = new RandomBatch(allocator, 2_026, 400);

    @AfterEach
    void freesAllMemory() {
        batch.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    private String write(ResultFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BatchWriter writer = format.writer(batch.root(), out)) {
            writer.start();
            writer.writeBatch();
            writer.writeBatch();
            writer.finish();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Documents are values in both, and NULL is null. */
    @Test
    void cellsOfNestedAnswersAreThoseOfRows() throws IOException {
        JsonNode rows = JSON.readTree(write(ResultFormat.JSON));
        JsonCells cells = new JsonCells();
        for (FieldVector vector : batch.root().getFieldVectors()) {
            JsonCell cell = cells.of(vector);
            for (int row = 0; row < batch.root().getRowCount(); row++) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                try (JsonGenerator json = JSON.createGenerator(text)) {
                    cell.write(json, row);
                }
                assertThat(JSON.readTree(text.toByteArray()))
                        .isEqualTo(rows.path(row).path(vector.getName()));
            }
        }
    }

    @Test
    void csvIsReadBackByCommonsCsv() throws IOException {
        List<CSVRecord> records;
        try (CSVParser parser = CSV.parse(new StringReader(write(ResultFormat.CSV)))) {
            records = parser.getRecords();
        }
        assertThat(records.get(0).toList()).isEqualTo(batch.names());
        assertThat(records).hasSize(2 * batch.rows() + 1);
        for (int i = 1; i < records.size(); i++) {
            int row = (i - 1) % batch.rows();
            for (int column = 0; column < batch.names().size(); column++) {
                assertSame(
                        batch.expected(column, row),
                        records.get(i).get(column),
                        batch.names().get(column));
            }
        }
        assertThat(write(ResultFormat.CSV_WITHOUT_HEADER))
                .isEqualTo(write(ResultFormat.CSV).split("\r\n", 2)[1]);
    }

    private static void assertSame(RandomBatch.Value expected, String written, String name) {
        if (expected == null || !expected.isFloating() || written == null) {
            assertThat(written).as(name).isEqualTo(expected == null ? null : expected.text());
        } else {
            assertThat(expected.reads(written)).as("%s %s", name, written).isTrue();
        }
    }

    @Test
    void jsonIsReadBackByJackson() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        JSON.readTree(write(ResultFormat.JSON)).forEach(rows::add);
        assertRows(rows, JsonNumbers.TEXT);
        rows.clear();
        JSON.readTree(write(ResultFormat.JSON_WITH_NUMBERS)).forEach(rows::add);
        assertRows(rows, JsonNumbers.NATIVE);
    }

    @Test
    void everyLineOfNdjsonIsAnObject() throws IOException {
        for (ResultFormat format : List.of(ResultFormat.NDJSON, ResultFormat.NDJSON_WITH_NUMBERS)) {
            List<JsonNode> rows = new ArrayList<>();
            for (String line : write(format).split("\n")) {
                rows.add(JSON.readTree(line));
            }
            assertRows(rows, format == ResultFormat.NDJSON ? JsonNumbers.TEXT : JsonNumbers.NATIVE);
        }
    }

    private void assertRows(List<JsonNode> rows, JsonNumbers numbers) throws IOException {
        assertThat(rows).hasSize(2 * batch.rows());
        for (int i = 0; i < rows.size(); i++) {
            List<String> names = new ArrayList<>();
            rows.get(i).fieldNames().forEachRemaining(names::add);
            assertThat(names).isEqualTo(batch.names());
            for (int column = 0; column < names.size(); column++) {
                String name = names.get(column);
                assertValue(
                        batch.expected(column, i % batch.rows()), rows.get(i).get(name), numbers, name);
            }
        }
    }

    private static void assertValue(RandomBatch.Value expected, JsonNode node, JsonNumbers numbers, String name)
            throws IOException {
        if (expected == null) {
            assertThat(node.isNull()).as(name).isTrue();
            return;
        }
        switch (expected.kind()) {
            case NUMBER ->
                assertThat(node.isInt() && node.asText().equals(expected.text()))
                        .as(name)
                        .isTrue();
            case FLOATING -> {
                assertThat(node.isNumber()).as(name).isEqualTo(!expected.text().matches("NaN|-?Infinity"));
                assertThat(expected.reads(node.asText()))
                        .as("%s %s", name, node)
                        .isTrue();
            }
            case EXACT_NUMBER -> {
                if (numbers == JsonNumbers.TEXT) {
                    assertThat(node.isTextual() ? node.textValue() : null)
                            .as(name)
                            .isEqualTo(expected.text());
                } else {
                    assertThat(node.isNumber()).as(name).isTrue();
                    assertThat(DecimalNode.valueOf(node.decimalValue()).decimalValue())
                            .as(name)
                            .isEqualByComparingTo(new BigDecimal(expected.text()));
                }
            }
            case BOOLEAN ->
                assertThat(node.isBoolean() && node.asText().equals(expected.text()))
                        .as(name)
                        .isTrue();
            case JSON -> assertThat(node).as(name).isEqualTo(JSON.readTree(expected.text()));
            case BINARY ->
                assertThat(new RandomBatch.Value(Column.Kind.BINARY, RandomBatch.hex(node.binaryValue())))
                        .as(name)
                        .isEqualTo(expected);
            case TEXT, MOMENT ->
                assertThat(node.isTextual() ? node.textValue() : null).as(name).isEqualTo(expected.text());
        }
    }
}

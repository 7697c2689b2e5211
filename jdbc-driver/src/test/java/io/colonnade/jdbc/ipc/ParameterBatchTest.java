package io.colonnade.jdbc.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.jdbc.time.BoundTime;
import io.colonnade.jdbc.time.LegacyTimes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;

/** Parameters as Arrow's own library reads them. */
class ParameterBatchTest {
    private static final TypeDetail MICROS = TypeDetail.ticks(8, 1_000, null);

    @Test
    void valuesWithoutDeclarationTravelAsTheirClassSuggests() throws Exception {
        List<Object> values = Arrays.asList(
                1, 2L, true, "x", new BigDecimal("1.25"), LocalDate.of(2024, 2, 29), null, new byte[] {1}, 0.5);
        assertThat(readBack(ParameterBatch.of(ArrowSchema.EMPTY, values)))
                .isEqualTo("1, 2, true, x, 1.25, 19782, null, bytes, 0.5");
    }

    @Test
    void textIsParsedForADeclaredType() throws Exception {
        ArrowSchema declared = new ArrowSchema(List.of(
                ArrowField.of("a", ArrowKind.INT32),
                ArrowField.of("b", ArrowKind.DATE_DAY, TypeDetail.width(4)),
                ArrowField.of("c", ArrowKind.DECIMAL, TypeDetail.decimal(16, 12, 2)),
                ArrowField.of("d", ArrowKind.TIME, MICROS)));
        assertThat(readBack(ParameterBatch.of(declared, List.of("-5", "1970-01-02", "10.5", LocalTime.NOON))))
                .isEqualTo("-5, 1, 10.50, 43200000000");
    }

    @Test
    void timestampsAreInstantsWithAZoneAndWallClocksWithout() throws Exception {
        Calendar kolkata = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"));
        BoundTime value = LegacyTimes.bound(new Timestamp(0), kolkata);
        ArrowSchema declared = new ArrowSchema(List.of(
                ArrowField.of("a", ArrowKind.TIMESTAMP_ZONED, TypeDetail.ticks(8, 1_000, "UTC")),
                ArrowField.of("b", ArrowKind.TIMESTAMP, MICROS)));
        assertThat(readBack(ParameterBatch.of(declared, List.of(value, value)))).isEqualTo("0, 1970-01-01T05:30");
    }

    @Test
    void decimalsThatWouldLoseDigitsTravelWithTheirOwnScale() throws Exception {
        ArrowSchema declared =
                new ArrowSchema(List.of(ArrowField.of("a", ArrowKind.DECIMAL, TypeDetail.decimal(16, 12, 2))));
        assertThat(readBack(ParameterBatch.of(declared, List.of(new BigDecimal("1.234")))))
                .isEqualTo("1.234");
    }

    @Test
    void valuesThatDoNotFitAreRefusedWithoutBeingShown() {
        ArrowSchema declared = new ArrowSchema(List.of(ArrowField.of("a", ArrowKind.INT32)));
        assertThatThrownBy(() -> ParameterBatch.of(declared, List.of(99_999_999_999L)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"))
                .hasMessageNotContaining("99999999999");
        assertThatThrownBy(() -> ParameterBatch.of(declared, List.of(1, 2))).hasMessageContaining("1 parameters");
    }

    @Test
    void everyExecutionIsARow() throws Exception {
        List<List<Object>> rows = List.of(
                Arrays.asList(1, true, "x", new BigDecimal("1.5"), null),
                Arrays.asList(null, null, null, null, null),
                Arrays.asList(3, false, "äöü", new BigDecimal("1.25"), LocalDate.EPOCH));
        assertThat(readBack(ParameterBatch.ofRows(ArrowSchema.EMPTY, rows)))
                .isEqualTo("1, true, x, 1.50, null; null, null, null, null, null; 3, false, äöü, 1.25, 0");
    }

    @Test
    void manyRowsAreSeveralMessages() throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            rows.add(Arrays.asList(i, i % 3 == 0 ? null : "v" + i));
        }
        ParameterBatch batch = ParameterBatch.ofRows(ArrowSchema.EMPTY, rows);
        assertThat(batch.rows()).hasSize(3);
        assertThat(readBack(batch)).startsWith("0, null; 1, v1; 2, v2; 3, null").endsWith("2498, v2498; 2499, null");
    }

    @Test
    void aParameterHasOneTypeInAllRows() {
        List<List<Object>> rows = List.of(List.of(1), List.of("x"));
        assertThatThrownBy(() -> ParameterBatch.ofRows(ArrowSchema.EMPTY, rows))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
                .hasMessageContaining("$1 is INTEGER in one entry and VARCHAR in another");
    }

    private static String readBack(ParameterBatch batch) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        write(stream, batch.schemaMessage(), new byte[0]);
        batch.rows().forEach(rows -> write(stream, rows.message(), rows.body()));
        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader =
                        new ArrowStreamReader(new ByteArrayInputStream(stream.toByteArray()), allocator)) {
            List<String> rows = new ArrayList<>();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
                    rows.add(text(reader.getVectorSchemaRoot(), row));
                }
            }
            return String.join("; ", rows);
        }
    }

    private static String text(VectorSchemaRoot root, int row) {
        StringBuilder text = new StringBuilder();
        root.getFieldVectors().forEach(vector -> {
            Object value = vector.getObject(row);
            text.append(text.length() == 0 ? "" : ", ").append(value instanceof byte[] ? "bytes" : value);
        });
        return text.toString();
    }

    private static void write(ByteArrayOutputStream out, byte[] header, byte[] body) {
        int padded = (header.length + 7) / 8 * 8;
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(-1)
                .putInt(padded)
                .array());
        out.writeBytes(Arrays.copyOf(header, padded));
        out.writeBytes(body);
    }
}

package io.colonnade.source.postgres.wire;

import static io.colonnade.source.SourceReading.promised;
import static io.colonnade.source.SourceReading.required;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.util.TransferPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Oid;

/** The buffers of batches: NULL, growth, rows that are held back, and batches that were handed on. */
class BatchMemoryTest {
    private static byte[] text(String value) {
        return value.getBytes(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "large_string", "binary"})
    void batchWithoutRowsIsWhole(String type) {
        int oid = type.equals("binary") ? Oid.BYTEA : Oid.TEXT;
        try (DecodedColumn decoded = new DecodedColumn(promised("c", type), oid)) {
            FieldVector vector = decoded.decode();
            assertThat(vector.getValueCount()).isZero();
            assertThat(vector.getOffsetBuffer().getLong(0)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"string, 25", "large_string, 25", "binary, 17"})
    void nullsAndEmptyValuesAreKeptApart(String type, int oid) {
        try (DecodedColumn decoded = new DecodedColumn(promised("c", type), oid)) {
            FieldVector vector = decoded.decode(null, text(""), text("ab"), null, null, text("c"), null);
            assertThat(vector.getNullCount()).isEqualTo(4);
            assertThat(vector.isNull(0)).isTrue();
            assertThat(vector.isNull(1)).isFalse();
            assertThat(decoded.vector().getBufferSize()).isPositive();
            decoded.decode(null, null, null);
            assertThat(vector.getNullCount()).isEqualTo(3);
        }
    }

    @Test
    void nullLeavesZerosInMemoryThatWasUsedBefore() {
        byte[] ones = WireBytes.int8(-1);
        List<byte @Nullable []> full = new ArrayList<>(Collections.nCopies(4_096, ones));
        try (DecodedColumn decoded = new DecodedColumn(promised("c", "int64"), Oid.INT8)) {
            decoded.decode(full.size(), full);
            FieldVector vector = decoded.decode(full.size(), new ArrayList<>(Collections.nCopies(4_096, null)));
            assertThat(vector.getNullCount()).isEqualTo(4_096);
            for (int row = 0; row < 4_096; row++) {
                assertThat(vector.getDataBuffer().getLong(row * 8L)).isZero();
            }
        }
    }

    @Test
    void nullInARequiredColumnIsRefused() {
        try (DecodedColumn decoded = new DecodedColumn(required("c", "int64"), Oid.INT8)) {
            assertThatThrownBy(() -> decoded.decode(WireBytes.int8(1), null))
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageContaining("p.b.c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "large_string"})
    void textsGrowBeyondWhatTheFirstBatchExpects(String type) {
        Random random = new Random(7);
        try (DecodedColumn decoded = new DecodedColumn(promised("c", type), Oid.TEXT)) {
            for (int batch = 0; batch < 5; batch++) {
                List<byte @Nullable []> values = new ArrayList<>();
                List<Object> expected = new ArrayList<>();
                for (int row = 0; row < 100 * batch; row++) {
                    String value = "x".repeat(random.nextInt(1 << (2 + 3 * batch)));
                    values.add(text(value));
                    expected.add(value);
                }
                decoded.decode(values.size(), values);
                assertThat(decoded.values()).isEqualTo(expected);
            }
        }
    }

    @Test
    void oneHugeTextAmongMany() {
        String huge = "é".repeat(5_000_000);
        try (DecodedColumn decoded = new DecodedColumn(promised("c", "string"), Oid.TEXT)) {
            decoded.decode(text("a"), text(huge), null, text("b"));
            assertThat(decoded.values()).containsExactly("a", huge, null, "b");
            decoded.decode(text("c"));
            assertThat(decoded.values()).containsExactly("c");
            assertThat(decoded.vector().getDataBuffer().capacity()).isLessThan(8 << 20);
        }
    }

    @Test
    void rowThatIsHeldBackIsNotInTheBatch() {
        try (DecodedColumn texts = new DecodedColumn(promised("c", "string"), Oid.TEXT);
                DecodedColumn numbers = new DecodedColumn(promised("c", "int32"), Oid.INT4)) {
            texts.decode(2, Arrays.asList(text("a"), null, text("held")));
            assertThat(texts.values()).containsExactly("a", null);
            assertThat(texts.vector().getBufferSize()).isLessThan(64);
            numbers.decode(1, List.of(WireBytes.int4(1), WireBytes.int4(2)));
            assertThat(numbers.values()).containsExactly(1);
        }
    }

    @Test
    void batchThatWasHandedOnStaysAsItWas() {
        try (DecodedColumn decoded = new DecodedColumn(promised("c", "string"), Oid.TEXT)) {
            FieldVector vector = decoded.decode(text("first"), null);
            TransferPair transfer = vector.getTransferPair(vector.getAllocator());
            transfer.transfer();
            try (VarCharVector handedOn = (VarCharVector) transfer.getTo()) {
                ArrowBuf data = handedOn.getDataBuffer();
                decoded.decode(text("other"), text("texts"));
                assertThat(handedOn.getObject(0)).hasToString("first");
                assertThat(handedOn.isNull(1)).isTrue();
                assertThat(data.memoryAddress())
                        .isNotEqualTo(vector.getDataBuffer().memoryAddress());
            }
        }
    }

    @Test
    void bytesBeyondTheFixedWidthAreCounted() {
        try (DecodedColumn texts = new DecodedColumn(promised("c", "string"), Oid.TEXT);
                DecodedColumn numbers = new DecodedColumn(promised("c", "decimal(5,2)"), Oid.NUMERIC)) {
            texts.decoder().begin(2);
            assertThat(texts.decode(text("four"), 0)).isEqualTo(4);
            assertThat(texts.decode(null, 1)).isZero();
            texts.decoder().finish(2);
            numbers.decoder().begin(1);
            assertThat(numbers.decode(WireBytes.numeric(0, 0, 0, 7), 0)).isZero();
            numbers.decoder().finish(1);
        }
    }
}

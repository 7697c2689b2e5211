package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.compression.ZstdCompressionCodec;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients bind comes out as they sent it, and what claims more than it sends is refused before anything reads it. */
final class ParametersTest {
    private static final ArrowType INT64 = new ArrowType.Int(64, true);

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeft() {
        allocator.close();
    }

    private List<List<@Nullable Object>> bound(FieldVector... vectors) {
        try (VectorSchemaRoot root = VectorSchemaRoot.of(vectors)) {
            return Parameters.rows(Parameters.receive(UploadMessages.of(root), vectors.length, allocator), allocator);
        }
    }

    private void refused(ErrorKind kind, String words, List<FlightData> messages, int expected) {
        assertThatThrownBy(() -> Parameters.receive(messages, expected, allocator))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    private static FlightData schema(ArrowType type) {
        return UploadMessages.schema(new Schema(List.of(new Field("p", FieldType.nullable(type), null))));
    }

    /** A batch that says it has some rows, with buffers of as many bytes as given. */
    private FlightData batch(int rows, int nulls, int... bytes) {
        List<ArrowBuf> buffers = new java.util.ArrayList<>();
        for (int size : bytes) {
            ArrowBuf buffer = allocator.buffer(Math.max(1, size));
            buffer.setZero(0, buffer.capacity());
            buffers.add(buffer.writerIndex(size));
        }
        try (ArrowRecordBatch batch =
                new ArrowRecordBatch(rows, List.of(new ArrowFieldNode(rows, nulls)), List.copyOf(buffers))) {
            return UploadMessages.batch(batch);
        } finally {
            buffers.forEach(ArrowBuf::close);
        }
    }

    @Test
    void valuesComeOutAsTheyWereSent() {
        BigIntVector numbers = new BigIntVector("n", allocator);
        VarCharVector texts = new VarCharVector("t", allocator);
        LargeVarCharVector large = new LargeVarCharVector("l", allocator);
        ViewVarCharVector views = new ViewVarCharVector("v", allocator);
        BitVector truths = new BitVector("b", allocator);
        NullVector nothing = new NullVector("z", 2);
        String longer = "a text that does not fit into a view";
        numbers.setSafe(0, 7);
        numbers.setSafe(1, Long.MIN_VALUE);
        texts.setSafe(0, "é".getBytes(StandardCharsets.UTF_8));
        texts.setNull(1);
        large.setSafe(0, new byte[0]);
        large.setSafe(1, longer.getBytes(StandardCharsets.UTF_8));
        views.setSafe(0, longer.getBytes(StandardCharsets.UTF_8));
        views.setSafe(1, "short".getBytes(StandardCharsets.UTF_8));
        truths.setSafe(0, 1);
        truths.setSafe(1, 0);
        for (FieldVector vector : List.of(numbers, texts, large, views, truths)) {
            vector.setValueCount(2);
        }
        assertThat(bound(numbers, texts, large, views, truths, nothing))
                .containsExactly(
                        java.util.Arrays.asList(7L, "é", "", longer, true, null),
                        java.util.Arrays.asList(Long.MIN_VALUE, null, longer, "short", false, null));
    }

    /** With the launcher's options nothing in Arrow's library would notice, and the rest would be others' memory. */
    @Test
    void moreValuesThanBytesAreRefused() {
        refused(ErrorKind.INVALID_ARGUMENT, "well-formed", List.of(schema(INT64), batch(1000, 0, 0, 8)), 1);
        refused(ErrorKind.INVALID_ARGUMENT, "well-formed", List.of(schema(INT64), batch(1000, 5, 8, 8000)), 1);
        refused(ErrorKind.INVALID_ARGUMENT, "well-formed", List.of(schema(INT64), batch(1000, 5, 0, 8000)), 1);
        ArrowType text = new ArrowType.Utf8();
        refused(ErrorKind.INVALID_ARGUMENT, "well-formed", List.of(schema(text), batch(1, 0, 0, 4, 8)), 1);
        refused(ErrorKind.INVALID_ARGUMENT, "well-formed", List.of(schema(text), batch(1, 0, 0, 8)), 1);
        refused(
                ErrorKind.INVALID_ARGUMENT,
                "well-formed",
                List.of(schema(new ArrowType.Utf8View()), batch(1, 0, 0, 16)),
                1);
    }

    @Test
    void offsetsThatPointElsewhereAreRefused() {
        FlightData honest = batch(2, 0, 0, 16, 8);
        for (int[] offsets :
                new int[][] {{0, 4, 9}, {0, 5, 4}, {-1, 0, 0}, {0, Integer.MAX_VALUE, Integer.MAX_VALUE}}) {
            byte[] body = honest.getDataBody().toByteArray();
            for (int i = 0; i < offsets.length; i++) {
                java.nio.ByteBuffer.wrap(body)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .putInt(i * 4, offsets[i]);
            }
            FlightData spoilt =
                    honest.toBuilder().setDataBody(ByteString.copyFrom(body)).build();
            refused(ErrorKind.INVALID_ARGUMENT, "well-formed", List.of(schema(new ArrowType.Utf8()), spoilt), 1);
        }
    }

    /** Rows of nothing take no byte, so that no limit of bytes holds them. */
    @Test
    void rowsWithoutBytesAreCounted() {
        FlightData none = UploadMessages.schema(new Schema(List.of()));
        try (ArrowRecordBatch batch = new ArrowRecordBatch(Integer.MAX_VALUE, List.of(), List.of())) {
            refused(ErrorKind.INVALID_ARGUMENT, "rows", List.of(none, UploadMessages.batch(batch)), 0);
        }
        refused(
                ErrorKind.INVALID_ARGUMENT,
                "rows",
                List.of(schema(new ArrowType.Null()), batch(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                1);
        FlightData many = batch(10_000, 10_000);
        refused(ErrorKind.INVALID_ARGUMENT, "rows", List.of(schema(new ArrowType.Null()), many, many), 1);
    }

    @Test
    void compressedRowsAreRefusedBeforeTheyGrow() {
        BigIntVector numbers = new BigIntVector("n", allocator);
        numbers.setSafe(0, 1);
        numbers.setValueCount(1);
        try (VectorSchemaRoot root = VectorSchemaRoot.of(numbers);
                ArrowRecordBatch batch =
                        new VectorUnloader(root, true, new ZstdCompressionCodec(), true).getRecordBatch()) {
            refused(
                    ErrorKind.INVALID_ARGUMENT,
                    "uncompressed",
                    List.of(UploadMessages.schema(root.getSchema()), UploadMessages.batch(batch)),
                    1);
        }
    }

    @Test
    void schemaSaysNoMoreThanTheTypes() {
        Map<String, String> metadata = Map.of("k", "v".repeat(1000));
        Field named = new Field("n".repeat(1000), new FieldType(true, INT64, null, metadata), null);
        FlightData schema = UploadMessages.schema(new Schema(List.of(named), metadata));
        assertThat(Parameters.receive(List.of(schema, batch(1, 0, 0, 8)), 1, allocator))
                .hasSizeLessThan(1000);
    }

    @Test
    void numberWhoseScaleWouldFillTheMemoryIsRefused() {
        FlightData schema = schema(new ArrowType.Decimal(5, -2_000_000_000, 128));
        refused(ErrorKind.INVALID_ARGUMENT, "well-formed", List.of(schema, batch(1, 0, 0, 16)), 1);
    }

    @Test
    void messagesThatAreNoneAreRefused() {
        refused(ErrorKind.INVALID_ARGUMENT, "no row", List.of(), 1);
        FlightData noise = FlightData.newBuilder()
                .setDataHeader(ByteString.copyFrom(new byte[] {4, 0, 0, -128}))
                .build();
        refused(ErrorKind.INVALID_ARGUMENT, "well-formed", List.of(noise), 1);
        refused(ErrorKind.INVALID_ARGUMENT, "well-formed", List.of(batch(1, 0, 0, 8)), 1);
        FlightData list = UploadMessages.schema(new Schema(List.of(new Field(
                "p",
                FieldType.nullable(new ArrowType.List()),
                List.of(new Field("e", FieldType.nullable(INT64), null))))));
        refused(ErrorKind.INVALID_ARGUMENT, "List", List.of(list), 1);
    }
}

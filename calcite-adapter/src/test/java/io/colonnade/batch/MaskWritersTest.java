package io.colonnade.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.type.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mask of arrival over NULL, empty, long and many-byte texts, narrow and wide, against what Java says of a text. */
final class MaskWritersTest {
    private static final MaskKeys KEYS =
            MaskKeys.of("a key").withEncryption("security.encryption_key", "an encryption key of the tests");

    /** One to four bytes a character, combining marks, a flag of two characters, and a text longer than any buffer. */
    private static final List<@Nullable String> TEXTS = Arrays.asList(
            "plain",
            null,
            "",
            "é",
            "Grüße aus Köln",
            "e\u0301e\u0301",
            "日本語",
            "🏛🏛🏛",
            "🇩🇪",
            "\u0001\u007f\u0080\u07ff\u0800\uffff\udbff\udfff",
            "x".repeat(31),
            "x".repeat(32),
            "x".repeat(33),
            "ü".repeat(100),
            "🏛".repeat(70_000),
            null,
            "z");

    private final RootAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingLeaks() {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    static Stream<ColumnMask> masks() {
        Stream<ColumnMask> cuts = Stream.of(0, 1, 2, 3, 8, 9, 64, 65, 1_000, Integer.MAX_VALUE)
                .flatMap(n -> Stream.of(new ColumnMask.FirstN(n), new ColumnMask.LastN(n)));
        return Stream.concat(cuts, Stream.of(new ColumnMask.Hash(), new ColumnMask.Encrypt()));
    }

    @ParameterizedTest
    @MethodSource("masks")
    void textsAreMaskedAndNullStays(ColumnMask mask) {
        assertMasked(mask, TEXTS);
    }

    @ParameterizedTest
    @MethodSource("masks")
    void noRowIsNoText(ColumnMask mask) {
        assertMasked(mask, List.of());
    }

    @ParameterizedTest
    @MethodSource("masks")
    void onlyNullsStayNulls(ColumnMask mask) {
        assertMasked(mask, Arrays.asList(null, null, null));
    }

    /** So many rows that short texts are remembered, some again and again and most of them pushed out in between. */
    @ParameterizedTest
    @MethodSource("masks")
    void whatIsRememberedIsTheMaskOfTheSameText(ColumnMask mask) {
        Random random = new Random(17);
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int choice = random.nextInt(10);
            texts.add(choice == 0 ? null : text(random, choice < 5 ? 5 : 40, choice < 5 ? 2 : 26));
        }
        assertMasked(mask, texts);
    }

    @Test
    void oneWriterServesBatchAfterBatch() {
        TextMaskWriter writer = TextMaskWriter.of(new ColumnMask.Hash(), KEYS);
        for (List<@Nullable String> batch :
                List.<List<@Nullable String>>of(List.of("a", "b"), List.of(), List.of("b"))) {
            assertThat(written(writer, batch, new ArrowType.Utf8()))
                    .containsExactlyElementsOf(batch.stream().map(KEYS::hash).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 1_000, 16_384})
    void redactedIsOneConstant(int rows) {
        for (ArrowType type : new ArrowType[] {new ArrowType.Utf8(), new ArrowType.LargeUtf8()}) {
            try (FieldVector to = vector(type)) {
                ConstantWriter.write(new ColumnMask.Redact(), to, rows);
                assertThat(texts(to)).hasSize(rows).allMatch("[REDACTED]"::equals);
                assertThat(to.getNullCount()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "string",
                "large_string",
                "int32",
                "int64",
                "float32",
                "float64",
                "bool",
                "decimal(12,2)",
                "decimal(50,2)",
                "date",
                "time(us)",
                "timestamp(us)",
                "timestamp(us, UTC)",
                "json",
                "binary",
                "uuid"
            })
    void nullsHaveNoBytesUnderThem(String type) {
        ArrowType arrow = ColumnType.parse(type).orElseThrow().arrow();
        for (int rows : new int[] {0, 1, 9, 1_000}) {
            try (FieldVector to = vector(arrow)) {
                ConstantWriter.write(new ColumnMask.Null(), to, rows);
                assertThat(to.getValueCount()).isEqualTo(rows);
                assertThat(to.getNullCount()).isEqualTo(rows);
                for (ArrowBuf buffer : to.getFieldBuffers()) {
                    for (long i = 0; i < buffer.readableBytes(); i++) {
                        assertThat(buffer.getByte(i)).isZero();
                    }
                }
            }
        }
    }

    @Test
    void aMaskThatTheSourcePutsOnIsNoneOfArrival() {
        assertThatThrownBy(() -> TextMaskWriter.of(new ColumnMask.Round(1), KEYS))
                .isInstanceOf(IllegalArgumentException.class);
        try (FieldVector to = vector(new ArrowType.Utf8())) {
            assertThatThrownBy(() -> ConstantWriter.write(new ColumnMask.Hash(), to, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertMasked(ColumnMask mask, List<@Nullable String> texts) {
        List<@Nullable String> expected = new ArrayList<>();
        texts.forEach(text -> expected.add(text == null ? null : expected(mask, text)));
        for (ArrowType type : new ArrowType[] {new ArrowType.Utf8(), new ArrowType.LargeUtf8()}) {
            assertThat(written(TextMaskWriter.of(mask, KEYS), texts, type)).isEqualTo(expected);
        }
    }

    private static String expected(ColumnMask mask, String text) {
        int[] characters = text.codePoints().toArray();
        if (mask instanceof ColumnMask.FirstN first) {
            return new String(characters, 0, Math.min(characters.length, first.characters()));
        }
        if (mask instanceof ColumnMask.LastN last) {
            int kept = Math.min(characters.length, last.characters());
            return new String(characters, characters.length - kept, kept);
        }
        return mask instanceof ColumnMask.Hash
                ? KEYS.hash(text)
                : new String(KEYS.encrypt(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
    }

    private List<@Nullable String> written(TextMaskWriter writer, List<@Nullable String> texts, ArrowType type) {
        try (FieldVector from = vector(type);
                FieldVector to = vector(type)) {
            fill(from, texts);
            writer.write(from, to, texts.size());
            return texts(to);
        }
    }

    private static void fill(FieldVector vector, List<@Nullable String> texts) {
        for (int row = 0; row < texts.size(); row++) {
            String text = texts.get(row);
            byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            if (text == null) {
                vector.setNull(row);
            } else if (vector instanceof VarCharVector narrow) {
                narrow.setSafe(row, bytes);
            } else {
                ((LargeVarCharVector) vector).setSafe(row, bytes);
            }
        }
        vector.setValueCount(texts.size());
    }

    private static List<@Nullable String> texts(FieldVector vector) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int row = 0; row < vector.getValueCount(); row++) {
            Object value = vector.getObject(row);
            texts.add(value == null ? null : value.toString());
        }
        return texts;
    }

    private FieldVector vector(ArrowType type) {
        return FieldType.nullable(type).createNewSingleVector("v", allocator, null);
    }

    private static String text(Random random, int longest, int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(letters)));
        }
        return text.toString();
    }
}

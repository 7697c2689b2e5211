package io.colonnade.jdbc.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.complex.impl.UnionMapWriter;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every type as Arrow's own library writes it: extremes, nulls and what a value becomes as text. */
class DecodingTest {
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingLeaks() {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    private <V extends FieldVector> ColumnReader column(V vector, int rows, Consumer<V> fill) throws SQLException {
        vector.allocateNew();
        fill.accept(vector);
        try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(vector))) {
            root.setRowCount(rows);
            IpcMessages messages = IpcMessages.of(root);
            BatchDecoder decoder = new BatchDecoder(SchemaDecoder.encapsulated(messages.encapsulatedSchema()));
            int decoded = decoder.load(message(messages.batch()), little(messages.body()));
            assertThat(decoded).isEqualTo(rows);
            return decoder.columns().get(0);
        }
    }

    private static Message message(byte[] bytes) {
        return Message.getRootAsMessage(little(bytes));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void wholeNumbersKeepTheirExtremes() throws SQLException {
        ColumnReader tiny = column(new TinyIntVector("c", allocator), 2, v -> {
            v.setSafe(0, Byte.MIN_VALUE);
            v.setSafe(1, Byte.MAX_VALUE);
        });
        assertThat(List.of(tiny.value(0), tiny.value(1))).containsExactly(-128, 127);
        ColumnReader small = column(new SmallIntVector("c", allocator), 1, v -> v.setSafe(0, Short.MIN_VALUE));
        assertThat(small.value(0)).isEqualTo(-32768);
        ColumnReader integer = column(new IntVector("c", allocator), 1, v -> v.setSafe(0, Integer.MIN_VALUE));
        assertThat(integer.value(0)).isEqualTo(Integer.MIN_VALUE);
        ColumnReader big = column(new BigIntVector("c", allocator), 1, v -> v.setSafe(0, Long.MIN_VALUE));
        assertThat(big.value(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(big.decimalValue(0)).isEqualTo(BigDecimal.valueOf(Long.MIN_VALUE));
        assertThat(big.stringValue(0)).isEqualTo("-9223372036854775808");
    }

    @Test
    void unsignedNumbersAreNotNegative() throws SQLException {
        assertThat(column(new UInt1Vector("c", allocator), 1, v -> v.setSafe(0, -1))
                        .value(0))
                .isEqualTo(255);
        assertThat(column(new UInt2Vector("c", allocator), 1, v -> v.setSafe(0, (char) 0xFFFF))
                        .value(0))
                .isEqualTo(65_535);
        assertThat(column(new UInt4Vector("c", allocator), 1, v -> v.setSafe(0, -1))
                        .value(0))
                .isEqualTo(4_294_967_295L);
        ColumnReader widest = column(new UInt8Vector("c", allocator), 1, v -> v.setSafe(0, -1L));
        assertThat(widest.value(0)).isEqualTo(new BigInteger("18446744073709551615"));
        assertThatThrownBy(() -> widest.longValue(0)).isInstanceOf(SQLException.class);
    }

    @Test
    void nullsAreFoundAcrossBytesOfTheBitmap() throws SQLException {
        ColumnReader column = column(new IntVector("c", allocator), 20, v -> {
            for (int i = 0; i < 20; i++) {
                if (i % 3 == 0) {
                    v.setNull(i);
                } else {
                    v.setSafe(i, i);
                }
            }
        });
        for (int i = 0; i < 20; i++) {
            assertThat(column.valueOrNull(i)).isEqualTo(i % 3 == 0 ? null : i);
        }
    }

    @Test
    void floatingPointNumbersKeepTheirSpecialValues() throws SQLException {
        ColumnReader doubles = column(new Float8Vector("c", allocator), 3, v -> {
            v.setSafe(0, Double.NaN);
            v.setSafe(1, Double.MIN_VALUE);
            v.setSafe(2, -1.5e300);
        });
        assertThat(doubles.value(0)).isEqualTo(Double.NaN);
        assertThat(doubles.value(1)).isEqualTo(Double.MIN_VALUE);
        assertThatThrownBy(() -> doubles.longValue(2)).hasMessageContaining("does not fit");
        assertThatThrownBy(() -> doubles.decimalValue(0)).hasMessageContaining("does not fit");
        ColumnReader floats = column(new Float4Vector("c", allocator), 1, v -> v.setSafe(0, 0.1f));
        assertThat(floats.value(0)).isEqualTo(0.1f);
        assertThat(floats.decimalValue(0)).isEqualByComparingTo("0.1");
    }

    @Test
    void booleansAreBits() throws SQLException {
        ColumnReader column = column(new BitVector("c", allocator), 10, v -> {
            for (int i = 0; i < 10; i++) {
                v.setSafe(i, i % 2);
            }
        });
        assertThat(column.value(8)).isEqualTo(false);
        assertThat(column.value(9)).isEqualTo(true);
        assertThat(column.stringValue(9)).isEqualTo("true");
        assertThat(column.longValue(9)).isEqualTo(1);
    }

    @Test
    void decimalsAreExactOnBothSidesOfALong() throws SQLException {
        List<String> values = List.of(
                "0.00",
                "-0.01",
                "92233720368547758.07",
                "92233720368547758.08",
                "-92233720368547758.08",
                "-92233720368547758.09",
                "999999999999999999999999999999999999.99",
                "-999999999999999999999999999999999999.99");
        ColumnReader column = column(new DecimalVector("c", allocator, 38, 2), values.size(), v -> {
            for (int i = 0; i < values.size(); i++) {
                v.setSafe(i, new BigDecimal(values.get(i)));
            }
        });
        for (int i = 0; i < values.size(); i++) {
            assertThat(column.decimalValue(i)).isEqualTo(new BigDecimal(values.get(i)));
            assertThat(column.stringValue(i)).isEqualTo(values.get(i));
        }
        assertThat(column.longValue(2)).isEqualTo(92233720368547758L);
        assertThatThrownBy(() -> column.longValue(6)).hasMessageContaining("does not fit");
    }

    @Test
    void widerDecimalsAreExactToo() throws SQLException {
        BigDecimal value = new BigDecimal("-1234567890123456789012345678901234567890123456789012345678901234.567890");
        ColumnReader column = column(new Decimal256Vector("c", allocator, 76, 6), 2, v -> {
            v.setSafe(0, value);
            v.setSafe(1, new BigDecimal("1.000000"));
        });
        assertThat(column.decimalValue(0)).isEqualTo(value);
        assertThat(column.decimalValue(1)).isEqualTo(new BigDecimal("1.000000"));
    }

    @Test
    void textIsUtf8WithNarrowAndWideOffsets() throws SQLException {
        byte[] emoji = "Grüße 🏛".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ColumnReader narrow = column(new VarCharVector("c", allocator), 3, v -> {
            v.setSafe(0, emoji);
            v.setSafe(1, new byte[0]);
            v.setNull(2);
        });
        assertThat(narrow.stringValue(0)).isEqualTo("Grüße 🏛");
        assertThat(narrow.stringValue(1)).isEmpty();
        assertThat(narrow.valueOrNull(2)).isNull();
        ColumnReader wide = column(new LargeVarCharVector("c", allocator), 1, v -> v.setSafe(0, emoji));
        assertThat(wide.stringValue(0)).isEqualTo("Grüße 🏛");
    }

    @Test
    void textCanBeReadAsWhatItSpells() throws SQLException {
        List<String> texts = List.of("42", "1.25", "yes", "2024-02-29 12:30:00.5+01", "12:30", "nothing");
        ColumnReader column = column(new VarCharVector("c", allocator), texts.size(), v -> {
            for (int i = 0; i < texts.size(); i++) {
                v.setSafe(i, texts.get(i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        });
        assertThat(column.longValue(0)).isEqualTo(42);
        assertThat(column.decimalValue(1)).isEqualTo(new BigDecimal("1.25"));
        assertThat(column.booleanValue(2)).isTrue();
        assertThat(column.temporalValue(3)).isEqualTo(OffsetDateTime.parse("2024-02-29T12:30:00.5+01:00"));
        assertThat(column.temporalValue(4)).isEqualTo(LocalTime.of(12, 30));
        assertThatThrownBy(() -> column.longValue(5))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
                .hasMessageNotContaining("nothing");
    }

    @Test
    void bytesComeInThreeForms() throws SQLException {
        byte[] value = {0, -1, 16};
        ColumnReader narrow = column(new VarBinaryVector("c", allocator), 1, v -> v.setSafe(0, value));
        assertThat(narrow.bytesValue(0)).isEqualTo(value);
        assertThat(narrow.stringValue(0)).isEqualTo("\\x00ff10");
        assertThat(column(new LargeVarBinaryVector("c", allocator), 1, v -> v.setSafe(0, value))
                        .bytesValue(0))
                .isEqualTo(value);
        assertThat(column(new FixedSizeBinaryVector("c", allocator, 3), 1, v -> v.setSafe(0, value))
                        .bytesValue(0))
                .isEqualTo(value);
    }

    @Test
    void datesReachFarBack() throws SQLException {
        ColumnReader days = column(new DateDayVector("c", allocator), 2, v -> {
            v.setSafe(0, (int) LocalDate.of(-44, 3, 15).toEpochDay());
            v.setSafe(1, (int) LocalDate.of(1969, 12, 31).toEpochDay());
        });
        assertThat(days.temporalValue(0)).isEqualTo(LocalDate.of(-44, 3, 15));
        assertThat(days.stringValue(1)).isEqualTo("1969-12-31");
        ColumnReader millis = column(new DateMilliVector("c", allocator), 1, v -> v.setSafe(0, -86_400_000L));
        assertThat(millis.temporalValue(0)).isEqualTo(LocalDate.of(1969, 12, 31));
    }

    @Test
    void timesOfDayHaveNoZone() throws SQLException {
        ColumnReader micros = column(new TimeMicroVector("c", allocator), 3, v -> {
            v.setSafe(0, 0L);
            v.setSafe(1, 86_399_999_999L);
            v.setSafe(2, 43_200_000_000L);
        });
        assertThat(micros.temporalValue(0)).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(micros.stringValue(1)).isEqualTo("23:59:59.999999");
        assertThat(micros.stringValue(2)).isEqualTo("12:00:00");
        ColumnReader seconds = column(new TimeSecVector("c", allocator), 1, v -> v.setSafe(0, 3_661));
        assertThat(seconds.temporalValue(0)).isEqualTo(LocalTime.of(1, 1, 1));
    }

    @Test
    void timestampsBeforeTheEpochKeepTheirFraction() throws SQLException {
        ColumnReader wall = column(new TimeStampMicroVector("c", allocator), 1, v -> v.setSafe(0, -1L));
        assertThat(wall.temporalValue(0)).isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999999"));
        assertThat(wall.stringValue(0)).isEqualTo("1969-12-31 23:59:59.999999");
        ColumnReader nanos = column(new TimeStampNanoVector("c", allocator), 1, v -> v.setSafe(0, -1L));
        assertThat(nanos.temporalValue(0)).isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999999999"));
        ColumnReader instant =
                column(new TimeStampMicroTZVector("c", allocator, "UTC"), 1, v -> v.setSafe(0, 1_700_000_000_000_001L));
        assertThat(instant.temporalValue(0)).isEqualTo(OffsetDateTime.parse("2023-11-14T22:13:20.000001Z"));
        assertThat(instant.stringValue(0)).isEqualTo("2023-11-14 22:13:20.000001+00");
    }

    @Test
    void aColumnsZoneChangesTheOffsetAndNotTheInstant() throws SQLException {
        ColumnReader column =
                column(new TimeStampMicroTZVector("c", allocator, "Asia/Kathmandu"), 1, v -> v.setSafe(0, 0L));
        assertThat(column.temporalValue(0)).isEqualTo(OffsetDateTime.parse("1970-01-01T05:30:00+05:30"));
        assertThat(column.stringValue(0)).isEqualTo("1970-01-01 05:30:00+05:30");
    }

    @Test
    void nullColumnsHaveOnlyNulls() throws SQLException {
        assertThat(column(new NullVector("c"), 3, v -> {}).valueOrNull(2)).isNull();
    }

    @Test
    void listsAndMapsAreHandedOutAsCollections() throws SQLException {
        ColumnReader list = column(ListVector.empty("c", allocator), 2, v -> {
            UnionListWriter writer = v.getWriter();
            writer.setPosition(0);
            writer.startList();
            writer.writeInt(7);
            writer.writeInt(8);
            writer.endList();
            writer.setPosition(1);
            writer.startList();
            writer.endList();
            writer.setValueCount(2);
        });
        assertThat(list.value(0)).isEqualTo(List.of(7, 8));
        assertThat(list.value(1)).isEqualTo(List.of());
        ColumnReader map = column(MapVector.empty("c", allocator, false), 1, v -> {
            UnionMapWriter writer = v.getWriter();
            writer.setPosition(0);
            writer.startMap();
            writer.startEntry();
            writer.key().integer().writeInt(1);
            writer.value().integer().writeInt(2);
            writer.endEntry();
            writer.endMap();
            writer.setValueCount(1);
        });
        assertThat(map.value(0)).isEqualTo(Map.of(1, 2));
    }

    @Test
    void typesWithoutARowInTheTableAreRefusedByName() {
        FieldType duration = FieldType.nullable(new ArrowType.Duration(TimeUnit.SECOND));
        assertThatThrownBy(() -> column(new DurationVector(new Field("wait", duration, null), allocator), 0, v -> {}))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("wait")
                .hasMessageContaining(MinorType.DURATION.name().substring(1).toLowerCase());
    }

    @Test
    void listsThatReachBehindTheirElementsAreRefused() throws SQLException {
        IpcMessages messages;
        try (ListVector vector = ListVector.empty("c", allocator);
                VectorSchemaRoot root = new VectorSchemaRoot(List.of(vector))) {
            UnionListWriter writer = vector.getWriter();
            writer.setPosition(0);
            writer.startList();
            writer.writeInt(7);
            writer.endList();
            root.setRowCount(1);
            messages = IpcMessages.of(root);
        }
        ByteBuffer body = little(messages.body());
        int end = 8 + Integer.BYTES;
        assertThat(body.getInt(end)).isOne();
        body.putInt(end, Integer.MAX_VALUE);
        BatchDecoder decoder = new BatchDecoder(SchemaDecoder.message(message(messages.schema())));
        decoder.load(message(messages.batch()), body);
        ColumnReader list = decoder.columns().get(0);
        assertThatThrownBy(() -> list.value(0))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
    }

    @Test
    void bodiesThatAreCutShortAreRefused() throws SQLException {
        IpcMessages messages;
        try (IntVector vector = new IntVector("c", allocator);
                VectorSchemaRoot root = VectorSchemaRoot.of(vector)) {
            vector.setSafe(0, 1);
            root.setRowCount(1);
            messages = IpcMessages.of(root);
        }
        BatchDecoder decoder = new BatchDecoder(SchemaDecoder.message(message(messages.schema())));
        assertThatThrownBy(() -> decoder.load(message(messages.batch()), little(new byte[2])))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
    }
}

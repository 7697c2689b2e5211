package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParameterValuesTest {
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeft() {
        allocator.close();
    }

    private <V extends FieldVector> Object get(V vector, Consumer<V> setter) {
        try (vector) {
            vector.allocateNew();
            setter.accept(vector);
            vector.setValueCount(1);
            return ParameterValues.get(vector, 0);
        }
    }

    @Test
    void numbersOfEveryWidth() {
        assertThat(get(new SmallIntVector("p", allocator), v -> v.set(0, -7))).isEqualTo(-7);
        assertThat(get(new IntVector("p", allocator), v -> v.set(0, Integer.MIN_VALUE)))
                .isEqualTo(Integer.MIN_VALUE);
        assertThat(get(new BigIntVector("p", allocator), v -> v.set(0, Long.MAX_VALUE)))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(get(new UInt1Vector("p", allocator), v -> v.set(0, 200))).isEqualTo(200);
        assertThat(get(new UInt4Vector("p", allocator), v -> v.set(0, -1))).isEqualTo(4_294_967_295L);
        assertThat(get(new UInt8Vector("p", allocator), v -> v.set(0, -1L)))
                .isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(get(new Float8Vector("p", allocator), v -> v.set(0, 1.5))).isEqualTo(1.5);
        assertThat(get(new Float2Vector("p", allocator), v -> v.setWithPossibleTruncate(0, 1.5f)))
                .isEqualTo(1.5f);
        assertThat(get(new DecimalVector("p", allocator, 12, 2), v -> v.set(0, new BigDecimal("-1.50"))))
                .isEqualTo(new BigDecimal("-1.50"));
        assertThat(get(new BitVector("p", allocator), v -> v.set(0, 1))).isEqualTo(true);
    }

    @Test
    void textAndBytes() {
        byte[] bytes = "naïve \uD83D\uDE00".getBytes(StandardCharsets.UTF_8);
        assertThat(get(new VarCharVector("p", allocator), v -> v.setSafe(0, bytes)))
                .isEqualTo("naïve \uD83D\uDE00");
        assertThat(get(new LargeVarCharVector("p", allocator), v -> v.setSafe(0, bytes)))
                .isEqualTo("naïve \uD83D\uDE00");
        assertThat(get(new VarBinaryVector("p", allocator), v -> v.setSafe(0, bytes)))
                .isEqualTo(bytes);
    }

    @Test
    void datesAndTimesOfEveryUnit() {
        LocalDate date = LocalDate.of(1969, 12, 30);
        assertThat(get(new DateDayVector("p", allocator), v -> v.set(0, -2))).isEqualTo(date);
        assertThat(get(new DateMilliVector("p", allocator), v -> v.set(0, -2 * 86_400_000L)))
                .isEqualTo(date);
        LocalTime time = LocalTime.of(23, 59, 58);
        assertThat(get(new TimeSecVector("p", allocator), v -> v.set(0, 86_398)))
                .isEqualTo(time);
        assertThat(get(new TimeMilliVector("p", allocator), v -> v.set(0, 86_398_000)))
                .isEqualTo(time);
        assertThat(get(new TimeMicroVector("p", allocator), v -> v.set(0, 86_398_000_001L)))
                .isEqualTo(time.plusNanos(1000));
        assertThat(get(new TimeStampSecVector("p", allocator), v -> v.set(0, -1)))
                .isEqualTo(LocalDateTime.of(1969, 12, 31, 23, 59, 59));
        assertThat(get(new TimeStampNanoVector("p", allocator), v -> v.set(0, 1)))
                .isEqualTo(LocalDateTime.of(1970, 1, 1, 0, 0, 0, 1));
        assertThat(get(new TimeStampMicroTZVector("p", allocator, "America/New_York"), v -> v.set(0, 1_000_000)))
                .isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void nullIsNullWhateverTheType() {
        assertThat(get(new IntVector("p", allocator), v -> v.setNull(0))).isNull();
        assertThat(get(new VarCharVector("p", allocator), v -> v.setNull(0))).isNull();
    }

    @Test
    void typeThatNoColumnHasIsRefused() {
        FieldType duration = FieldType.nullable(new ArrowType.Duration(TimeUnit.SECOND));
        assertThatThrownBy(() -> get(new DurationVector("p", duration, allocator), v -> v.set(0, 1)))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("Cannot bind a parameter of Arrow type Duration");
    }
}

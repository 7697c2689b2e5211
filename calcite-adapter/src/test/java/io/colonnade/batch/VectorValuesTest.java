package io.colonnade.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VectorValuesTest {
    private static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(ColumnType.of(TypeName.STRING), "grün"),
                Arguments.of(ColumnType.of(TypeName.LARGE_STRING), ""),
                Arguments.of(ColumnType.of(TypeName.INT32), Integer.MIN_VALUE),
                Arguments.of(ColumnType.of(TypeName.INT64), Long.MAX_VALUE),
                Arguments.of(ColumnType.of(TypeName.FLOAT32), Float.NaN),
                Arguments.of(ColumnType.of(TypeName.FLOAT64), -0.0),
                Arguments.of(ColumnType.of(TypeName.BOOL), true),
                Arguments.of(ColumnType.decimal(12, 2), new BigDecimal("-0.01")),
                Arguments.of(ColumnType.decimal(76, 0), new BigDecimal("9".repeat(76))),
                Arguments.of(ColumnType.of(TypeName.DATE), LocalDate.of(-43, 3, 15)),
                Arguments.of(ColumnType.of(TypeName.TIME), LocalTime.of(23, 59, 59, 999_999_000)),
                Arguments.of(ColumnType.of(TypeName.TIMESTAMP), LocalDateTime.of(1900, 1, 1, 0, 0, 0, 1_000)),
                Arguments.of(ColumnType.of(TypeName.TIMESTAMP_UTC), Instant.parse("1969-12-31T23:59:59.999999Z")),
                Arguments.of(ColumnType.of(TypeName.JSON), "null"),
                Arguments.of(ColumnType.of(TypeName.BINARY), new byte[] {0, -1}),
                Arguments.of(ColumnType.of(TypeName.UUID), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueThatIsWrittenIsReadAgain(ColumnType type, Object value) {
        try (RootAllocator allocator = new RootAllocator();
                FieldVector vector = new Field("c", FieldType.nullable(type.arrow()), null).createVector(allocator)) {
            VectorValues.write(vector, 0, value);
            VectorValues.write(vector, 5_000, null);
            vector.setValueCount(5_001);
            assertThat(VectorValues.read(vector, 0)).isEqualTo(value);
            assertThat(VectorValues.read(vector, 5_000)).isNull();
        }
    }
}

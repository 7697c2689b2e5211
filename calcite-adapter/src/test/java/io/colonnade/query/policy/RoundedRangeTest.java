package io.colonnade.query.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.type.ColumnType;
import io.colonnade.type.PostgresTypeSystem;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last multiple that a type holds. */
final class RoundedRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal(9,2)   | -3  | 9999000",
                "decimal(9,2)   | 0   | 9999999",
                "decimal(9,2)   | 1   | 9999999.9",
                "decimal(9,2)   | -7  | 0",
                "decimal(2,2)   | 0   | 0",
                "decimal(38,0)  | -37 | 90000000000000000000000000000000000000",
                "int32          | -2  | 2147483600",
                "int32          | -9  | 2000000000",
                "int32          | -10 | 0",
                "int64          | -3  | 9223372036854775000"
            })
    void roundingMayLeaveTheType(String type, int digits, BigDecimal largest) {
        assertThat(RoundedRange.of(type(type), digits)).hasValueSatisfying(found -> {
            assertThat(found).isEqualByComparingTo(largest);
            assertThat(found.toString()).doesNotContain("E");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal(9,2) | 2",
                "decimal(9,2) | 5",
                "int32        | 0",
                "int64        | 3",
                "float64      | -3",
                "float32      | 0"
            })
    void roundingCannotLeaveTheType(String type, int digits) {
        assertThat(RoundedRange.of(type(type), digits)).isEmpty();
    }

    private static RelDataType type(String name) {
        return ColumnType.parse(name).orElseThrow().sql(new SqlTypeFactoryImpl(PostgresTypeSystem.INSTANCE), true);
    }
}

package io.colonnade.jdbc.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A value for every type of JDBC that {@code setObject} may be asked for. */
class ParameterTargetsTest {
    private static final LocalDateTime WALL = LocalDateTime.parse("2024-02-29T12:30:00.5");
    private static final byte[] BYTES = {1};

    /** What becomes of a text, or of bytes where text is none; the types that are missing take no parameter. */
    private static Map<JDBCType, Object> converted() {
        Map<JDBCType, Object> values = new EnumMap<>(JDBCType.class);
        values.put(JDBCType.BIT, true);
        values.put(JDBCType.BOOLEAN, true);
        values.put(JDBCType.TINYINT, 1);
        values.put(JDBCType.SMALLINT, 1);
        values.put(JDBCType.INTEGER, 1);
        values.put(JDBCType.BIGINT, 1L);
        values.put(JDBCType.REAL, 1f);
        values.put(JDBCType.FLOAT, 1d);
        values.put(JDBCType.DOUBLE, 1d);
        values.put(JDBCType.DECIMAL, BigDecimal.ONE);
        values.put(JDBCType.NUMERIC, BigDecimal.ONE);
        values.put(JDBCType.DATE, WALL.toLocalDate());
        values.put(JDBCType.TIME, WALL.toLocalTime());
        values.put(JDBCType.TIMESTAMP, WALL);
        values.put(JDBCType.TIMESTAMP_WITH_TIMEZONE, OffsetDateTime.parse("2024-02-29T12:30:00.5Z"));
        List.of(JDBCType.CHAR, JDBCType.VARCHAR, JDBCType.LONGVARCHAR, JDBCType.NCHAR, JDBCType.NVARCHAR)
                .forEach(type -> values.put(type, "1"));
        List.of(JDBCType.LONGNVARCHAR, JDBCType.CLOB, JDBCType.NCLOB, JDBCType.OTHER, JDBCType.JAVA_OBJECT)
                .forEach(type -> values.put(type, "1"));
        values.put(JDBCType.NULL, "1");
        List.of(JDBCType.BINARY, JDBCType.VARBINARY, JDBCType.LONGVARBINARY, JDBCType.BLOB)
                .forEach(type -> values.put(type, BYTES));
        return values;
    }

    @ParameterizedTest
    @EnumSource(JDBCType.class)
    void everyTypeConvertsOrIsRefusedByName(JDBCType type) throws SQLException {
        Object expected = converted().get(type);
        Object value =
                expected instanceof byte[] ? BYTES : type.name().matches("DATE|TIME.*") ? "2024-02-29 12:30:00.5" : "1";
        if (expected == null) {
            assertThatThrownBy(() -> ParameterTargets.convert(1, value, ParameterTargets.code(type)))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining(type.getName());
        } else {
            assertThat(ParameterTargets.convert(1, value, ParameterTargets.code(type)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatATypeCannotHoldIsRefusedWithoutBeingShown() {
        assertRefused("4711x", JDBCType.INTEGER);
        assertRefused(new BigDecimal("4711.5"), JDBCType.BIGINT);
        assertRefused(4_711_000_000L, JDBCType.INTEGER);
        assertRefused("4711", JDBCType.DATE);
        assertRefused(LocalTime.NOON, JDBCType.TIMESTAMP);
        assertRefused(WALL, JDBCType.TIMESTAMP_WITH_TIMEZONE);
        assertRefused(LocalDate.EPOCH, JDBCType.REAL);
        assertRefused("4711", JDBCType.VARBINARY);
        assertRefused(BYTES, JDBCType.VARCHAR);
        assertRefused("1e999999999", JDBCType.BIGINT);
    }

    private static void assertRefused(Object value, JDBCType type) {
        assertThatThrownBy(() -> ParameterTargets.convert(1, value, type.getVendorTypeNumber()))
                .hasMessageContaining("parameter 1")
                .hasMessageNotContaining("4711")
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"));
    }
}

package io.colonnade.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type by every getter, at its extremes and at null. What is right is computed by {@link RightValues} from the
 * values that were written; which conversions there are is a table.
 */
class ValuesMatrixTest {
    private static final List<String> GROUPS =
            List.of("whole", "real", "decimal", "bool", "text", "binary", "date", "time", "wall", "instant", "list");

    /** A cross is a conversion, a dot is refused as 22018. */
    private static final String CONVERSIONS = """
            getter              whole real decimal bool text binary date time wall instant list
            getBoolean          x     x    x       x    x    .      .    .    .    .       .
            getByte             x     x    x       x    x    .      .    .    .    .       .
            getShort            x     x    x       x    x    .      .    .    .    .       .
            getInt              x     x    x       x    x    .      .    .    .    .       .
            getLong             x     x    x       x    x    .      .    .    .    .       .
            getFloat            x     x    x       x    x    .      .    .    .    .       .
            getDouble           x     x    x       x    x    .      .    .    .    .       .
            getBigDecimal       x     x    x       x    x    .      .    .    .    .       .
            getString           x     x    x       x    x    x      x    x    x    x       x
            getNString          x     x    x       x    x    x      x    x    x    x       x
            getBytes            .     .    .       .    x    x      .    .    .    .       .
            getDate             .     .    .       .    x    .      x    .    x    x       .
            getTime             .     .    .       .    x    .      .    x    x    x       .
            getTimestamp        .     .    .       .    x    .      x    x    x    x       .
            getObject           x     x    x       x    x    x      x    x    x    x       x
            getAsciiStream      x     x    x       x    x    x      x    x    x    x       x
            getCharacterStream  x     x    x       x    x    x      x    x    x    x       x
            getNCharacterStream x     x    x       x    x    x      x    x    x    x       x
            getBinaryStream     .     .    .       .    x    x      .    .    .    .       .
            getBlob             .     .    .       .    x    x      .    .    .    .       .
            getClob             x     x    x       x    x    x      x    x    x    x       x
            getNClob            x     x    x       x    x    x      x    x    x    x       x
            getArray            .     .    .       .    .    .      .    .    .    .       x
            as_Object           x     x    x       x    x    x      x    x    x    x       x
            as_String           x     x    x       x    x    x      x    x    x    x       x
            as_Boolean          x     x    x       x    x    .      .    .    .    .       .
            as_Byte             x     x    x       x    x    .      .    .    .    .       .
            as_Short            x     x    x       x    x    .      .    .    .    .       .
            as_Integer          x     x    x       x    x    .      .    .    .    .       .
            as_Long             x     x    x       x    x    .      .    .    .    .       .
            as_Float            x     x    x       x    x    .      .    .    .    .       .
            as_Double           x     x    x       x    x    .      .    .    .    .       .
            as_BigDecimal       x     x    x       x    x    .      .    .    .    .       .
            as_BigInteger       x     x    x       x    x    .      .    .    .    .       .
            as_byte[]           .     .    .       .    x    x      .    .    .    .       .
            as_int              .     .    .       .    .    .      .    .    .    .       .
            as_UUID             .     .    .       .    x    .      .    .    .    .       .
            as_Date             .     .    .       .    x    .      x    .    x    x       .
            as_Time             .     .    .       .    x    .      .    x    x    x       .
            as_Timestamp        .     .    .       .    x    .      x    x    x    x       .
            as_util.Date        .     .    .       .    x    .      x    x    x    x       .
            as_Calendar         .     .    .       .    x    .      x    x    x    x       .
            as_LocalDate        .     .    .       .    x    .      x    .    x    .       .
            as_LocalTime        .     .    .       .    x    .      .    x    x    .       .
            as_LocalDateTime    .     .    .       .    x    .      x    .    x    .       .
            as_OffsetDateTime   .     .    .       .    x    .      .    .    .    x       .
            as_ZonedDateTime    .     .    .       .    x    .      .    .    .    x       .
            as_Instant          .     .    .       .    x    .      .    .    .    x       .
            as_OffsetTime       .     .    .       .    .    .      .    .    .    .       .
            as_Blob             .     .    .       .    x    x      .    .    .    .       .
            as_Clob             x     x    x       x    x    x      x    x    x    x       x
            as_NClob            x     x    x       x    x    x      x    x    x    x       x
            as_Array            .     .    .       .    .    .      .    .    .    .       x
            as_List             .     .    .       .    .    .      .    .    .    .       x
            as_Map              .     .    .       .    .    .      .    .    .    .       .
            """;

    private static final List<String> REFUSED_ALWAYS =
            List.of("getURL", "getRef", "getRowId", "getSQLXML", "getUnicodeStream");

    @ParameterizedTest
    @MethodSource("io.colonnade.jdbc.result.MatrixColumn#all")
    void everyGetterGivesTheValueOrRefusesIt(MatrixColumn column) throws Exception {
        Map<String, String> conversions = conversions(column.group());
        List<String> wrong = new ArrayList<>();
        try (ResultSet rows = ArrowColumns.result(column.type(), column.values())) {
            for (Object value : column.values()) {
                assertThat(rows.next()).isTrue();
                Getters.ALL.forEach((name, getter) -> {
                    String expected = expected(name, conversions.get(name), value);
                    String found = Getters.ask(getter, rows);
                    if (!found.equals(expected)) {
                        wrong.add(name + " of " + value + ": " + found + " instead of " + expected);
                    }
                });
                assertThat(rows.wasNull()).isFalse();
                assertThat(rows.getObject(1))
                        .isInstanceOf(Class.forName(rows.getMetaData().getColumnClassName(1)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.colonnade.jdbc.result.MatrixColumn#all")
    void nullIsNullByEveryGetter(MatrixColumn column) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (ResultSet rows =
                ArrowColumns.result(column.type(), Arrays.asList(column.values().get(0), null))) {
            rows.next();
            rows.next();
            for (String name : Getters.ALL.keySet()) {
                String found = Getters.ask(Getters.ALL.get(name), rows);
                if (!REFUSED_ALWAYS.contains(name) && (!isNothing(found) || !rows.wasNull())) {
                    wrong.add(name + ": " + found);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isNothing(String shown) {
        return shown.equals("null") || shown.endsWith(" 0") || shown.endsWith(" 0.0") || shown.equals("Boolean false");
    }

    private static Map<String, String> conversions(String group) {
        Map<String, String> marks = new LinkedHashMap<>();
        for (String name : REFUSED_ALWAYS) {
            marks.put(name, "0A000");
        }
        CONVERSIONS.lines().skip(1).forEach(line -> {
            String[] cells = line.split(" +");
            marks.put(cells[0].replace('_', ' '), cells[1 + GROUPS.indexOf(group)]);
        });
        assertThat(marks.keySet()).containsExactlyInAnyOrderElementsOf(Getters.ALL.keySet());
        return marks;
    }

    private static String expected(String getter, String mark, Object value) {
        if (mark.equals("0A000")) {
            return mark;
        }
        try {
            return mark.equals("x") ? Getters.show(RightValues.answer(getter, value)) : "22018";
        } catch (RightValues.Refused e) {
            return e.getMessage();
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }
}

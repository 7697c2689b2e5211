package io.colonnade.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import io.colonnade.jdbc.ipc.HeldRows;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;

/** Where a result set stands, how it finds columns, and what it refuses. */
class ResultSetTest {
    private static ResultSet numbers(Object... values) throws SQLException {
        return ArrowColumns.result(new ArrowType.Int(32, true), Arrays.asList(values));
    }

    private static void assertState(String state, Action action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    @Test
    void itKnowsWhereItStands() throws SQLException {
        try (ResultSet rows = numbers(7, 8)) {
            assertThat(where(rows)).isEqualTo("before 0");
            rows.next();
            assertThat(where(rows)).isEqualTo("first 1");
            rows.next();
            assertThat(where(rows)).isEqualTo("last 2");
            rows.next();
            assertThat(where(rows)).isEqualTo("after 0");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void anEmptyOneStandsNowhere() throws SQLException {
        try (ResultSet rows = numbers()) {
            assertThat(where(rows)).isEqualTo("0");
            rows.next();
            assertThat(where(rows)).isEqualTo("0");
        }
    }

    @Test
    void theLimitOfRowsMakesTheLast() throws SQLException {
        List<Object[]> values = List.of(new Object[] {1}, new Object[] {2}, new Object[] {3});
        HeldRows held = new HeldRows(List.of(ArrowField.of("n", ArrowKind.INT32)), new ArrayList<>(values));
        try (ResultSet rows = new ColonnadeResultSet(held, null, 2)) {
            rows.next();
            assertThat(rows.isLast()).isFalse();
            rows.next();
            assertThat(rows.isLast()).isTrue();
            assertThat(rows.next()).isFalse();
        }
    }

    private static String where(ResultSet rows) throws SQLException {
        return (rows.isBeforeFirst() ? "before " : "")
                + (rows.isFirst() ? "first " : "")
                + (rows.isLast() ? "last " : "")
                + (rows.isAfterLast() ? "after " : "")
                + rows.getRow();
    }

    @Test
    void valuesAreReadInARowOnly() throws SQLException {
        try (ResultSet rows = numbers(7)) {
            assertState("24000", () -> rows.getInt(1));
            rows.next();
            assertState("07009", () -> rows.getInt(0));
            assertState("07009", () -> rows.getInt(2));
            assertThat(rows.getInt(1)).isEqualTo(7);
            rows.next();
            assertState("24000", () -> rows.getInt(1));
            rows.close();
            assertState("24000", rows::next);
            assertState("24000", () -> rows.getInt(1));
            assertState("24000", rows::getMetaData);
        }
    }

    @Test
    void columnsAreFoundByLabelThenByNameInAnyCase() throws SQLException {
        Map<String, String> origin = Map.of("colonnade.column", "Id");
        Field field = new Field("Number", new FieldType(true, new ArrowType.Int(32, true), null, origin), null);
        try (ResultSet rows = ArrowColumns.result(field, List.of(7))) {
            rows.next();
            for (String label : List.of("Number", "NUMBER", "number", "Id", "ID", "id")) {
                assertThat(rows.getInt(label)).as(label).isEqualTo(7);
            }
            assertThatThrownBy(() -> rows.getInt("other"))
                    .hasMessageContaining("Number")
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42703"));
        }
    }

    @Test
    void aLabelGoesBeforeTheNameOfAnEarlierColumn() throws SQLException {
        ColumnLabels labels = new ColumnLabels(
                List.of(ArrowField.of("total", ArrowKind.INT32), ArrowField.of("ID", ArrowKind.INT32)));
        assertThat(labels.find("id")).isEqualTo(2);
    }

    @Test
    void gettersByLabelAreThoseByPosition() throws Exception {
        try (ResultSet rows = numbers(1)) {
            rows.next();
            for (Method byLabel : ResultSet.class.getMethods()) {
                Class<?>[] types = byLabel.getParameterTypes();
                if (byLabel.getName().startsWith("get") && types.length == 1 && types[0] == String.class) {
                    Method byPosition = ResultSet.class.getMethod(byLabel.getName(), int.class);
                    assertThat(answer(byLabel, rows, "c")).isEqualTo(answer(byPosition, rows, 1));
                }
            }
        }
    }

    private static String answer(Method getter, ResultSet rows, Object column) {
        return Getters.ask(
                any -> {
                    try {
                        return getter.invoke(rows, column);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw (SQLException) e.getCause();
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                },
                rows);
    }

    @Test
    void updatesAndScrollingAreRefusedWithWhatToDo() throws SQLException {
        try (ResultSet rows = numbers(7)) {
            rows.next();
            for (Method method : ResultSet.class.getMethods()) {
                if (method.getName().matches("update.*|insertRow|deleteRow|.*ToInsertRow|.*ToCurrentRow")) {
                    assertRefused(method, rows);
                }
            }
            assertThatThrownBy(rows::previous)
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("next()");
            List<Action> scrolls = List.of(
                    rows::beforeFirst,
                    rows::afterLast,
                    rows::first,
                    rows::last,
                    rows::refreshRow,
                    () -> rows.absolute(1),
                    () -> rows.relative(1));
            scrolls.forEach(scroll -> assertState("0A000", scroll));
            assertState("0A000", () -> rows.setFetchDirection(ResultSet.FETCH_REVERSE));
            assertState("22023", () -> rows.setFetchSize(-1));
        }
    }

    private static void assertRefused(Method method, ResultSet rows) {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? (Object) 1 : type == boolean.class ? (Object) true : zero(type))
                .toArray();
        assertThatThrownBy(() -> method.invoke(rows, arguments))
                .as(method.toString())
                .hasCauseInstanceOf(SQLFeatureNotSupportedException.class);
    }

    private static Object zero(Class<?> type) {
        if (!type.isPrimitive()) {
            return null;
        }
        return type == byte.class
                ? (Object) (byte) 0
                : type == short.class
                        ? (Object) (short) 0
                        : type == long.class ? (Object) 0L : type == float.class ? (Object) 0f : (Object) 0d;
    }

    /** Something that may fail as JDBC does. */
    private interface Action {
        void run() throws SQLException;
    }
}

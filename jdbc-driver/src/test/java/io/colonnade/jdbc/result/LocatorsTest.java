package io.colonnade.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import java.io.OutputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;

/** Arrays, Blobs and Clobs as JDBC describes them. */
class LocatorsTest {
    private static void assertState(String state, Action action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    @Test
    void anArrayOutlivesItsRow() throws SQLException {
        Array array;
        try (ResultSet rows = ArrowColumns.result(new ArrowType.List(), List.of(Arrays.asList(7, null, -8)))) {
            rows.next();
            array = rows.getArray(1);
            assertThat(rows.getString(1)).isEqualTo("[7, null, -8]");
        }
        assertThat(array.getBaseType()).isEqualTo(Types.INTEGER);
        assertThat(array.getBaseTypeName()).isEqualTo("INTEGER");
        assertThat(array.getArray()).isEqualTo(new Integer[] {7, null, -8});
        assertThat(array.getArray(2, 2)).isEqualTo(new Integer[] {null, -8});
        assertThat(array.getArray(4, 0)).isEqualTo(new Integer[0]);
        assertThat(array.getArray(Map.of())).isEqualTo(new Integer[] {7, null, -8});
        assertState("22023", () -> array.getArray(0, 1));
        assertState("22023", () -> array.getArray(3, 2));
        assertState("0A000", () -> array.getArray(Map.of("x", String.class)));
        array.free();
        assertState("55000", array::getArray);
        assertState("55000", array::getBaseType);
    }

    @Test
    void anArrayIsAResultOfIndexAndValue() throws SQLException {
        ArrowField dates = ArrowField.of("item", ArrowKind.DATE_DAY);
        Array array = new HeldArray(dates, Arrays.asList(LocalDate.of(2024, 2, 29), null, LocalDate.of(2024, 3, 1)));
        try (ResultSet rows = array.getResultSet(2, 2)) {
            assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("INDEX");
            assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("VALUE");
            assertThat(rows.getMetaData().getColumnType(2)).isEqualTo(Types.DATE);
            rows.next();
            assertThat(rows.getLong(1)).isEqualTo(2);
            assertThat(rows.getDate(2)).isNull();
            assertThat(rows.wasNull()).isTrue();
            rows.next();
            assertThat(rows.getInt("INDEX")).isEqualTo(3);
            assertThat(rows.getDate("VALUE")).isEqualTo(Date.valueOf("2024-03-01"));
            assertThat(rows.getString(2)).isEqualTo("2024-03-01");
            assertThat(rows.isLast()).isTrue();
        }
        assertThat(array.getArray())
                .isEqualTo(new Date[] {Date.valueOf("2024-02-29"), null, Date.valueOf("2024-03-01")});
    }

    @Test
    void elementsAreReadAsWhatTheyAre() throws SQLException {
        ArrowField numbers = ArrowField.of("item", ArrowKind.DECIMAL);
        Array array = new HeldArray(numbers, List.of(new BigDecimal("2.50"), new BigDecimal("1e3")));
        try (ResultSet rows = array.getResultSet()) {
            rows.next();
            assertThat(rows.getBigDecimal(2)).isEqualTo(new BigDecimal("2.50"));
            assertThat(rows.getLong(2)).isEqualTo(2);
            assertThat(rows.getDouble(2)).isEqualTo(2.5);
            assertState("22018", () -> rows.getBoolean(2));
            assertState("22018", () -> rows.getDate(2));
            rows.next();
            assertThat(rows.getString(2)).isEqualTo("1000");
        }
    }

    @Test
    void aBlobIsReadSearchedAndWritten() throws Exception {
        Blob blob = new HeldBlob(new byte[] {1, 2, 3, 2, 3});
        assertThat(blob.getBytes(2, 2)).containsExactly(2, 3);
        assertThat(blob.getBytes(5, 9)).containsExactly(3);
        assertThat(blob.getBytes(6, 1)).isEmpty();
        assertThat(blob.getBinaryStream(4, 2).readAllBytes()).containsExactly(2, 3);
        assertThat(blob.position(new byte[] {2, 3}, 1)).isEqualTo(2);
        assertThat(blob.position(new HeldBlob(new byte[] {2, 3}), 3)).isEqualTo(4);
        assertThat(blob.position(new byte[] {9}, 1)).isEqualTo(-1);
        assertThat(blob.setBytes(5, new byte[] {0, 8, 9, 0}, 1, 2)).isEqualTo(2);
        assertThat(blob.getBytes(1, 9)).containsExactly(1, 2, 3, 2, 8, 9);
        try (OutputStream out = blob.setBinaryStream(7)) {
            out.write(10);
        }
        blob.truncate(7);
        assertThat(blob.length()).isEqualTo(7);
        assertState("22023", () -> blob.getBytes(0, 1));
        assertState("22023", () -> blob.getBytes(1, -1));
        assertState("22023", () -> blob.setBytes(9, new byte[1]));
        assertState("22023", () -> blob.truncate(8));
        blob.free();
        assertState("55000", blob::length);
    }

    @Test
    void aClobIsReadSearchedAndWritten() throws Exception {
        Clob clob = new HeldClob("Grüße");
        assertThat(clob.getSubString(2, 3)).isEqualTo("rüß");
        assertThat(clob.getSubString(5, 9)).isEqualTo("e");
        assertThat(clob.getCharacterStream(3, 2).read()).isEqualTo('ü');
        assertThat(clob.position("ße", 1)).isEqualTo(4);
        assertThat(clob.position(new HeldClob("G"), 2)).isEqualTo(-1);
        assertThat(clob.setString(5, "en!?", 0, 3)).isEqualTo(3);
        assertThat(clob.getSubString(1, 99)).isEqualTo("Grüßen!");
        try (Writer writer = clob.setCharacterStream(7)) {
            writer.write(" zurück");
        }
        assertThat(clob.getSubString(1, 99)).isEqualTo("Grüßen zurück");
        try (OutputStream out = clob.setAsciiStream(1)) {
            out.write("Dank".getBytes(StandardCharsets.US_ASCII));
        }
        clob.truncate(6);
        assertThat(clob.getSubString(1, 99)).isEqualTo("Danken");
        assertState("22023", () -> clob.getSubString(9, 1));
        clob.free();
        assertState("55000", clob::getCharacterStream);
    }

    /** Something that may fail as JDBC does. */
    private interface Action {
        void run() throws SQLException;
    }
}

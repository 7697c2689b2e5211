package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.server.NothingLeft;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs bind, by every kind of setter, finds the row that holds it in PostgreSQL; and what a result says of itself. */
@ExtendWith(NothingLeft.class)
final class ParametersIT {
    private static final String GREETING = "Grüße, 東京 🏛";
    private static final byte[] BYTES = {0, (byte) 0xff, 0x10};
    private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2024-07-01T12:00:00Z");

    private static Map<String, Setter> setters() {
        Map<String, Setter> setters = new LinkedHashMap<>();
        setters.put("an_int32 = ? -- Byte", s -> s.setByte(1, (byte) 42));
        setters.put("an_int32 = ? -- text", s -> s.setString(1, " 42 "));
        setters.put("an_int32 = ? -- text as INTEGER", s -> s.setObject(1, "42", JDBCType.INTEGER));
        setters.put("an_int32 = ? -- whole double", s -> s.setDouble(1, 42));
        setters.put("an_int64 = ? -- BIGINT", s -> s.setObject(1, new BigDecimal("4200000000"), Types.BIGINT));
        setters.put("a_float32 = ? -- REAL", s -> s.setObject(1, 1.5, Types.REAL));
        setters.put("a_float64 = ? -- text as DOUBLE", s -> s.setObject(1, "2.25", JDBCType.DOUBLE));
        setters.put("a_decimal = ? -- double", s -> s.setDouble(1, 1234.56));
        setters.put("a_decimal = ? -- rounded to a scale", s -> s.setObject(1, "1234.5649", JDBCType.NUMERIC, 2));
        setters.put("id = 1 AND a_bool = ? -- BIT", s -> s.setObject(1, 1, JDBCType.BIT));
        setters.put("a_string = ? -- NString", s -> s.setNString(1, GREETING));
        setters.put("a_string = ? -- reader", s -> s.setCharacterStream(1, new StringReader(GREETING)));
        setters.put(
                "a_string = ? -- reader to a length",
                s -> s.setCharacterStream(1, new StringReader(GREETING + "more"), GREETING.length()));
        setters.put("a_string = ? -- object reader", s -> s.setObject(1, new StringReader(GREETING)));
        setters.put("a_string = ? -- Clob", s -> s.setClob(1, clob(s)));
        setters.put("a_string = ? -- object Clob", s -> s.setObject(1, clob(s), JDBCType.CLOB));
        setters.put(
                "a_string = ? -- NClob of a length", s -> s.setNClob(1, new StringReader(GREETING), GREETING.length()));
        setters.put(
                "a_string = 'Grüße, 東京 🏛' AND a_uuid = ? -- UUID",
                s -> s.setObject(1, UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")));
        setters.put(
                "a_uuid = ? -- ASCII stream",
                s -> s.setAsciiStream(
                        1, stream("00112233-4455-6677-8899-aabbccddeeff".getBytes(StandardCharsets.US_ASCII))));
        setters.put("a_binary = ? -- stream", s -> s.setBinaryStream(1, stream(BYTES)));
        setters.put(
                "a_binary = ? -- stream to a length", s -> s.setBinaryStream(1, stream(new byte[] {0, -1, 16, 9}), 3));
        setters.put("a_binary = ? -- Blob", s -> s.setBlob(1, blob(s)));
        setters.put("a_binary = ? -- Blob of a length", s -> s.setBlob(1, stream(BYTES), 3L));
        setters.put("a_binary = ? -- object stream", s -> s.setObject(1, stream(BYTES), Types.BLOB));
        setters.put(
                "a_date = ? -- timestamp as DATE",
                s -> s.setObject(1, Timestamp.valueOf("2024-02-29 23:59:59"), JDBCType.DATE));
        setters.put("a_date = ? -- text", s -> s.setString(1, "2024-02-29"));
        setters.put("a_time = ? -- text as TIME", s -> s.setObject(1, "12:34:56.789012", JDBCType.TIME));
        setters.put("a_moment = ? -- Calendar", s -> s.setObject(1, calendar("Asia/Kathmandu", MOMENT.toInstant())));
        setters.put("a_moment = ? -- util.Date", s -> s.setObject(1, java.util.Date.from(MOMENT.toInstant())));
        setters.put(
                "a_moment = ? -- ZonedDateTime",
                s -> s.setObject(1, MOMENT.atZoneSameInstant(ZoneId.of("Asia/Tokyo"))));
        setters.put("a_moment = ? -- Instant", s -> s.setObject(1, MOMENT.toInstant()));
        setters.put(
                "a_moment = ? -- TIMESTAMP_WITH_TIMEZONE",
                s -> s.setObject(1, "2024-07-01 14:00:00+02", JDBCType.TIMESTAMP_WITH_TIMEZONE));
        setters.put("a_moment = ? -- text without zone, as SQL reads it", s -> s.setString(1, "2024-07-01 12:00:00"));
        return setters;
    }

    private static Clob clob(PreparedStatement statement) throws SQLException {
        Clob clob = statement.getConnection().createClob();
        clob.setString(1, GREETING);
        return clob;
    }

    private static Blob blob(PreparedStatement statement) throws SQLException {
        Blob blob = statement.getConnection().createBlob();
        blob.setBytes(1, BYTES);
        return blob;
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static Calendar calendar(String zone, Instant instant) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(zone));
        calendar.setTimeInMillis(instant.toEpochMilli());
        return calendar;
    }

    @Test
    void everySetterFindsTheRow() throws SQLException {
        List<String> lost = new ArrayList<>();
        try (Connection connection = ValuesIT.connect()) {
            for (Map.Entry<String, Setter> setter : setters().entrySet()) {
                if (!found(connection, setter.getKey(), setter.getValue()).equals(List.of(1))) {
                    lost.add(setter.getKey());
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    private static List<Integer> found(Connection connection, String condition, Setter setter) throws SQLException {
        String sql = "SELECT id FROM clients.kinds WHERE " + condition;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            List<Integer> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getInt(1));
                }
            }
            return ids;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"})
    void whatIsReadInAZoneIsFoundWhenItIsBoundInTheSame(String zone) throws Exception {
        List<Integer> found = Zones.in(zone, () -> {
            List<Integer> ids = new ArrayList<>();
            try (Connection connection = ValuesIT.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT id, a_date, a_time, a_moment FROM clients.kinds WHERE a_date IS NOT NULL ORDER BY id")) {
                while (row.next()) {
                    ids.addAll(foundAgain(connection, row));
                }
            }
            return ids;
        });
        assertThat(found).containsExactly(1, 1, 2, 2, 3, 3, 5, 5, 6, 6);
    }

    private static List<Integer> foundAgain(Connection connection, ResultSet row) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        for (@Nullable Calendar calendar : Arrays.asList(null, calendar("Asia/Kathmandu", Instant.EPOCH))) {
            ids.addAll(found(connection, "a_date = ? AND a_moment = ? AND id = " + row.getInt(1), statement -> {
                statement.setDate(1, row.getDate(2, calendar), calendar);
                statement.setTimestamp(2, row.getTimestamp(4, calendar), calendar);
            }));
        }
        return ids;
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeItIsSent() throws SQLException {
        try (Connection connection = ValuesIT.connect()) {
            assertRefused("22023", connection, "an_int32 = ?", s -> s.setObject(1, 2.5, Types.INTEGER));
            assertRefused("22023", connection, "an_int32 = ?", s -> s.setLong(1, 1L << 40));
            assertRefused("22023", connection, "an_int32 = ?", s -> s.setString(1, "1e999999999"));
            assertRefused("22023", connection, "a_moment = ?", s -> s.setObject(1, LocalDateTime.MIN.withYear(2024)));
            assertRefused("22023", connection, "a_binary = ?", s -> s.setBlob(1, stream(BYTES), 4L));
            assertRefused("22023", connection, "a_string = ?", s -> s.setClob(1, new StringReader("x"), -1L));
            assertRefused("0A000", connection, "a_string = ?", s -> s.setArray(1, null));
            assertRefused("0A000", connection, "a_string = ?", s -> s.setObject(1, "x", JDBCType.ARRAY));
            assertRefused("0A000", connection, "a_time = ?", s -> s.setObject(1, "x", JDBCType.TIME_WITH_TIMEZONE));
        }
    }

    private static void assertRefused(String state, Connection connection, String condition, Setter setter) {
        assertThatThrownBy(() -> found(connection, condition, setter))
                .as(condition)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    @Test
    void aDateForAnInstantIsItsMidnightHere() throws Exception {
        String condition = "id = 1 AND a_moment >= ?";
        assertThat(Zones.in("Asia/Kathmandu", () -> {
                    try (Connection connection = ValuesIT.connect()) {
                        Instant midnight = LocalDate.of(2024, 7, 2)
                                .atStartOfDay(ZoneId.of("Asia/Kathmandu"))
                                .toInstant();
                        return List.of(
                                found(connection, condition, s -> s.setDate(1, Date.valueOf("2024-07-01"))),
                                found(connection, condition, s -> s.setDate(1, Date.valueOf("2024-07-02"))),
                                found(connection, "a_moment < ? AND id = 1", s -> s.setObject(1, midnight)));
                    }
                }))
                .isEqualTo(List.of(List.of(1), List.of(), List.of(1)));
    }

    @Test
    void anEmptyResultHasTheQuerysColumnsAndSaysWhereTheyComeFrom() throws SQLException {
        String sql = "SELECT id AS number, a_decimal, id + 1 AS sum FROM clients.kinds WHERE 1 = 0";
        try (Connection connection = ValuesIT.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData metadata = rows.getMetaData();
            assertThat(rows.next()).isFalse();
            assertThat(metadata.getColumnCount()).isEqualTo(3);
            assertThat(metadata.getColumnLabel(1)).isEqualTo("number");
            assertThat(metadata.getColumnName(1)).isEqualTo("id");
            assertThat(metadata.getTableName(1)).isEqualTo("kinds");
            assertThat(metadata.getSchemaName(1)).isEqualTo("clients");
            assertThat(metadata.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
            assertThat(metadata.getColumnTypeName(2)).isEqualTo("numeric");
            assertThat(metadata.getColumnDisplaySize(2)).isEqualTo(14);
            assertThat(metadata.getColumnName(3)).isEqualTo("sum");
            assertThat(metadata.getTableName(3)).isEmpty();
        }
    }

    /** Binds the first parameter. */
    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }
}

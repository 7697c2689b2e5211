package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our driver through our server, and PostgreSQL's own driver beside it: every getter of every column of every row, in the
 * zones that hurt. Where pgjdbc is no judge is said here, getter by getter.
 */
@ExtendWith(NothingLeft.class)
final class ValuesIT {
    private static final List<String> ZONES =
            List.of("UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe");

    private static final String WHOLE = "getByte|getShort|getInt|getLong|getBigDecimal|getObject";

    /**
     * The getters that pgjdbc is asked for, by column. It refuses most classes but a type's own, makes an infinity of what no
     * float holds, and moves the times of day of an instant by what a zone's offset has changed since 1970.
     */
    private static final Map<String, String> JUDGED = Map.ofEntries(
            Map.entry("id", WHOLE + "|getFloat|getDouble|as Integer"),
            Map.entry("an_int32", WHOLE + "|getBoolean|getFloat|getDouble|as Integer"),
            Map.entry("an_int64", WHOLE + "|getBoolean|getFloat|getDouble|as Long"),
            Map.entry("a_float32", WHOLE + "|getFloat|as Float"),
            Map.entry("a_float64", WHOLE + "|getDouble|as Double"),
            Map.entry("a_decimal", WHOLE + "|getFloat|getDouble|as BigDecimal"),
            Map.entry("a_long", WHOLE + "|getFloat|getDouble|as BigDecimal"),
            Map.entry("a_huge", WHOLE + "|getDouble|as BigDecimal"),
            Map.entry("a_string", "getString|getObject|getBytes|as String"),
            Map.entry("a_large", "getString|getObject|getBytes|as String"),
            Map.entry("a_bool", "getBoolean|getObject|as Boolean"),
            Map.entry("a_date", "getString|getObject|getDate.*|getTimestamp.*|as (Date|LocalDate)"),
            Map.entry("a_time", "getString|getObject|getTime|getTime in .*|as (Time|LocalTime)"),
            Map.entry("a_moment", "getTimestamp.*|getDate.*|as (Timestamp|OffsetDateTime)"),
            Map.entry("a_json", "getString"),
            Map.entry("a_binary", "getString|getObject|getBytes|as byte.*"),
            Map.entry("a_uuid", "getString|as UUID"));

    /** Of the year 1 pgjdbc thinks that its days are Julian, and tells an instant that is two days early. */
    private static boolean isTooOld(int row, String column, String getter) {
        return row == 2 && column.equals("a_moment") && !getter.equals("as OffsetDateTime");
    }

    static Connection connect() throws SQLException {
        int port = RunningServer.shared().flightPort();
        return DriverManager.getConnection("jdbc:colonnade://127.0.0.1:" + port, "admin", "admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"})
    void everyGetterAnswersAsPostgresOwnDriverDoes(String zone) throws Exception {
        List<String> differences = Zones.in(zone, () -> {
            String sql = "SELECT * FROM clients.kinds ORDER BY id";
            try (Connection ours = connect();
                    Connection theirs = ClientsDatabase.get().postgres().connect();
                    Statement asked = ours.createStatement();
                    Statement askedDirectly = theirs.createStatement();
                    ResultSet rows = asked.executeQuery(sql);
                    ResultSet truth = askedDirectly.executeQuery(sql)) {
                return differences(rows, truth);
            }
        });
        assertThat(differences).isEmpty();
    }

    private static List<String> differences(ResultSet rows, ResultSet truth) throws SQLException {
        List<String> differences = new ArrayList<>();
        while (rows.next() & truth.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                String name = rows.getMetaData().getColumnLabel(column);
                differences.addAll(differences(rows, truth, column, name));
            }
        }
        return differences;
    }

    private static List<String> differences(ResultSet rows, ResultSet truth, int column, String name)
            throws SQLException {
        List<String> differences = new ArrayList<>();
        int row = rows.getInt(1);
        GETTERS.forEach((getter, asks) -> {
            if (getter.matches(JUDGED.get(name)) && !isTooOld(row, name, getter)) {
                String found = ask(asks, rows, column);
                String expected = ask(asks, truth, column);
                if (!found.equals(expected)) {
                    differences.add(
                            "row " + row + ", " + getter + " of " + name + ": " + found + " instead of " + expected);
                }
            }
        });
        return differences;
    }

    private static final Map<String, Getter> GETTERS = getters();

    private static Map<String, Getter> getters() {
        Map<String, Getter> getters = new LinkedHashMap<>();
        getters.put("getBoolean", ResultSet::getBoolean);
        getters.put("getByte", ResultSet::getByte);
        getters.put("getShort", ResultSet::getShort);
        getters.put("getInt", ResultSet::getInt);
        getters.put("getLong", ResultSet::getLong);
        getters.put("getFloat", ResultSet::getFloat);
        getters.put("getDouble", ResultSet::getDouble);
        getters.put("getBigDecimal", ResultSet::getBigDecimal);
        getters.put("getString", ResultSet::getString);
        getters.put("getBytes", ResultSet::getBytes);
        getters.put("getDate", ResultSet::getDate);
        getters.put("getTime", ResultSet::getTime);
        getters.put("getTimestamp", ResultSet::getTimestamp);
        getters.put("getObject", ResultSet::getObject);
        for (Class<?> type : List.of(
                String.class,
                Boolean.class,
                Integer.class,
                Long.class,
                Float.class,
                Double.class,
                BigDecimal.class,
                byte[].class,
                UUID.class,
                java.sql.Date.class,
                java.sql.Time.class,
                Timestamp.class,
                LocalDate.class,
                LocalTime.class,
                OffsetDateTime.class)) {
            getters.put("as " + type.getSimpleName(), (rows, column) -> rows.getObject(column, type));
        }
        for (String zone : ZONES) {
            Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(zone));
            getters.put("getDate in " + zone, (rows, column) -> rows.getDate(column, calendar));
            getters.put("getTime in " + zone, (rows, column) -> rows.getTime(column, calendar));
            getters.put("getTimestamp in " + zone, (rows, column) -> rows.getTimestamp(column, calendar));
        }
        return getters;
    }

    private static String ask(Getter getter, ResultSet rows, int column) {
        try {
            return show(getter.get(rows, column)) + (rows.wasNull() ? " was null" : "");
        } catch (SQLException e) {
            return "refused";
        }
    }

    private static String show(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant().toString();
        }
        if (value instanceof java.util.Date date) {
            return Instant.ofEpochMilli(date.getTime()).toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }

    /** Reads a column. */
    private interface Getter {
        @Nullable
        Object get(ResultSet rows, int column) throws SQLException;
    }
}

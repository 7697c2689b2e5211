package io.colonnade.jdbc.metadata;

import io.colonnade.jdbc.flight.CallScope;
import io.colonnade.jdbc.flight.FlightSession;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedTransaction;
import org.jspecify.annotations.Nullable;

/** What the server says of itself (GetSqlInfo, asked for as a whole). Where it is silent, the caller's default holds. */
public final class ServerInfo {
    private final Map<Integer, Object> values;

    private ServerInfo(Map<Integer, Object> values) {
        this.values = values;
    }

    /** Asks the server. */
    public static ServerInfo read(FlightSession session) throws SQLException {
        Map<Integer, Object> values = new HashMap<>();
        for (MetadataRow row :
                MetadataRow.readAll(session.read(CommandGetSqlInfo.getDefaultInstance(), CallScope.housekeeping()))) {
            @Nullable Object value = row.get("value");
            if (value != null) {
                values.put(row.number("info_name", -1), value);
            }
        }
        return new ServerInfo(values);
    }

    String text(SqlInfo info, String otherwise) {
        Object value = values.get(info.getNumber());
        return value instanceof String ? (String) value : otherwise;
    }

    /** Returns a list as JDBC wants it, with commas in between. */
    String list(SqlInfo info) {
        return String.join(",", texts(info));
    }

    List<String> texts(SqlInfo info) {
        Object value = values.get(info.getNumber());
        return value instanceof List
                ? ((List<?>) value).stream().map(String::valueOf).collect(Collectors.toList())
                : List.of();
    }

    /** Returns a number that fits JDBC's int; zero, which means no limit, where the server states none or a larger one. */
    int number(SqlInfo info) {
        Object value = values.get(info.getNumber());
        long number = value instanceof Number ? ((Number) value).longValue() : 0;
        return number < 0 || number > Integer.MAX_VALUE ? 0 : (int) number;
    }

    /** Returns whether statements can share a snapshot. */
    public boolean hasTransactions() {
        Object value = values.get(SqlInfo.FLIGHT_SQL_SERVER_TRANSACTION_VALUE);
        return value instanceof Number
                && ((Number) value).intValue() != SqlSupportedTransaction.SQL_SUPPORTED_TRANSACTION_NONE_VALUE;
    }
}

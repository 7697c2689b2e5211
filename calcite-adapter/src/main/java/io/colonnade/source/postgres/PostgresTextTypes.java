package io.colonnade.source.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * Which types that are not PostgreSQL's own, enumerations above all, are sent as their text also in the binary format. Each is
 * asked for once: a type's identifier is not used again while the database lives. Thread-safe.
 */
final class PostgresTextTypes implements IntPredicate {
    private static final String SENT_BY =
            "SELECT typsend::text IN ('enum_send', 'textsend', 'varcharsend', 'bpcharsend',"
                    + " 'namesend', 'citextsend') FROM pg_catalog.pg_type WHERE oid::int8 = ?";

    private final PostgresPool pool;
    private final Map<Integer, Boolean> known = new ConcurrentHashMap<>();

    PostgresTextTypes(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public boolean test(int type) {
        Boolean answer = known.get(type);
        if (answer == null) {
            answer = pool.ask(connection -> isText(connection, type));
            known.put(type, answer);
        }
        return answer;
    }

    private static boolean isText(Connection connection, int type) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SENT_BY)) {
            statement.setLong(1, Integer.toUnsignedLong(type));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}

package io.colonnade.source.postgres.doctor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * What PostgreSQL says of itself and of the connection.
 *
 * @param major the major version
 * @param minor the minor version
 * @param encoding what texts are kept in
 * @param encrypted whether the connection is
 * @param remote whether it comes from another machine, as far as the database can tell
 * @param slots how many connections the role may have at most
 * @param idleInTransaction after how long an idle transaction is ended; zero is never
 * @param longestTransaction after how long any transaction is ended; zero is never
 * @param now the database's clock
 */
record ServerFacts(
        int major,
        int minor,
        String encoding,
        boolean encrypted,
        boolean remote,
        int slots,
        Duration idleInTransaction,
        Duration longestTransaction,
        Instant now) {
    private static final int VERSION_STEP = 10_000;

    static final String QUERY = """
            SELECT current_setting('server_version_num')::int, current_setting('server_encoding'),
              coalesce((SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_backend_pid()), false),
              coalesce(NOT (inet_client_addr() <<= '127.0.0.0/8' OR inet_client_addr() = '::1'
                            OR inet_client_addr() = inet_server_addr()), false),
              least(current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
                    (SELECT nullif(rolconnlimit, -1) FROM pg_catalog.pg_roles WHERE rolname = current_user)),
              coalesce((SELECT setting::int8 FROM pg_catalog.pg_settings
                        WHERE name = 'idle_in_transaction_session_timeout'), 0),
              coalesce((SELECT setting::int8 FROM pg_catalog.pg_settings WHERE name = 'transaction_timeout'), 0),
              (extract(epoch FROM clock_timestamp()) * 1000)::int8""";

    static ServerFacts read(ResultSet row) throws SQLException {
        return new ServerFacts(
                row.getInt(1) / VERSION_STEP,
                row.getInt(1) % VERSION_STEP,
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getInt(5),
                Duration.ofMillis(row.getLong(6)),
                Duration.ofMillis(row.getLong(7)),
                Instant.ofEpochMilli(row.getLong(8)));
    }

    String version() {
        return major + "." + minor;
    }
}

package io.colonnade.it.bench.client;

import java.io.IOException;
import java.sql.SQLException;

/** The kinds of client that run on a JVM. */
public enum ClientKind {
    /** Raw COPY drained to nothing with blocking reads. */
    DRAIN {
        @Override
        Client open(Settings settings) throws IOException {
            return RawDrain.blocking(settings);
        }
    },
    /** The same, leaving PostgreSQL alone for a moment after each short read. */
    GATHERING_DRAIN {
        @Override
        Client open(Settings settings) throws IOException {
            return RawDrain.gathering(settings);
        }
    },
    /** A Flight SQL client. */
    FLIGHT {
        @Override
        Client open(Settings settings) {
            return new FlightReader(settings);
        }
    },
    /** A loop over pgjdbc's rows. */
    PGJDBC {
        @Override
        Client open(Settings settings) throws SQLException {
            return new JdbcRows(new PostgresConnection(settings), settings.getters());
        }
    },
    /** A loop over the rows of Colonnade's driver. */
    COLONNADE_JDBC {
        @Override
        Client open(Settings settings) throws SQLException {
            return new JdbcRows(FlightSqlConnection.ofColonnade(settings), settings.getters());
        }
    },
    /** A loop over the rows of Arrow's driver. */
    FLIGHT_JDBC {
        @Override
        Client open(Settings settings) throws SQLException {
            return new JdbcRows(FlightSqlConnection.ofArrow(settings), settings.getters());
        }
    },
    /** The calls of a query over Netty, their answers dropped. */
    FLIGHT_CALLS {
        @Override
        Client open(Settings settings) {
            return FlightCalls.overNetty(settings);
        }
    },
    /** The same over OkHttp. */
    FLIGHT_CALLS_OKHTTP {
        @Override
        Client open(Settings settings) {
            return FlightCalls.overOkHttp(settings);
        }
    },
    /** Arrow's adapter over pgjdbc. */
    ARROW_JDBC {
        @Override
        Client open(Settings settings) throws SQLException {
            return new ArrowJdbcRows(settings);
        }
    },
    /** Trino's protocol over HTTP. */
    TRINO {
        @Override
        Client open(Settings settings) {
            return new TrinoRows(settings);
        }
    };

    abstract Client open(Settings settings) throws IOException, SQLException;
}

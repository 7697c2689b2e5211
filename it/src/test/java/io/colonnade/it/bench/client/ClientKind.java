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
            return new JdbcRows(settings);
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

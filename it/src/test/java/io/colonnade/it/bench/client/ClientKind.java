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
    /** An Arrow stream over HTTP/1.1, into vectors. */
    HTTP_ARROW {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofArrow(settings);
        }
    },
    /** The same over HTTP/2. */
    HTTP2_ARROW {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofArrowOverHttp2(settings);
        }
    },
    /** An Arrow stream over HTTP/1.1, dropped but for the headers. */
    ARROW_BYTES {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofArrowBytes(settings);
        }
    },
    /** A Parquet file, dropped but for the footer. */
    PARQUET_BYTES {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofParquet(settings);
        }
    },
    /** CSV, whose lines are counted. */
    CSV_BYTES {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofCsv(settings);
        }
    },
    /** JSON, whose lines are counted. */
    JSON_BYTES {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofJson(settings);
        }
    },
    /** NDJSON, whose lines are counted. */
    NDJSON_BYTES {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofNdjson(settings);
        }
    },
    /** Exports, which answer when their files are published. */
    EXPORT {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofExports(settings);
        }
    },
    /** Pages of a batch as JSON. */
    PAGES {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofPages(settings);
        }
    },
    /** Operations of GraphQL. */
    GRAPHQL {
        @Override
        Client open(Settings settings) throws IOException {
            return HttpRows.ofGraphQl(settings);
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

package io.colonnade.it.bench;

import java.util.Locale;

/** Who may be measured in a case. The names are part of the command line and of the JSON. */
enum Subject {
    FLOOR("raw COPY drained to nothing over TCP, blocking reads: the plain floor, to which ratios refer"),
    BEST_FLOOR("the same over a Unix socket, resting 50 µs after a short read"),
    FLOOR_PSQL("the same COPY by psql, to /dev/null"),
    COLONNADE("Flight SQL client in Java, over one connection to PostgreSQL (scan.parallelism 1)"),
    COLONNADE_2("the same with scan.parallelism 2"),
    COLONNADE_SLOW("the same reader as colonnade, resting 20 ms after each batch"),
    COLONNADE_100("100 readers at once"),
    COLONNADE_GOVERNED("a reader behind a row filter, which keeps all rows, and two masks"),
    COLONNADE_MASKED("a reader for whom one column is masked"),
    COLONNADE_JDBC("Colonnade's JDBC driver: the shaded jar, without any option of the JVM"),
    FLIGHT_JDBC("Arrow's Flight SQL JDBC driver, with the package opened that it needs"),
    FLIGHT_CALLS("the same calls over gRPC and Netty, as Arrow's clients make them, batches counted and dropped"),
    FLIGHT_CALLS_OKHTTP("the same over gRPC and OkHttp, as Colonnade's driver makes them"),
    ADBC_FLIGHTSQL("Python's ADBC Flight SQL driver, through Colonnade"),
    PGJDBC("pgjdbc's rows in a loop: binary values, fetch size 10,000"),
    ARROW_JDBC("Arrow's JDBC adapter over pgjdbc"),
    ADBC_POSTGRESQL("Python's ADBC PostgreSQL driver, in process"),
    CONNECTORX("Python's ConnectorX into Arrow, in process"),
    HTTP_ARROW("an Arrow stream over HTTP/1.1 into vectors, as the Flight client brings it there"),
    HTTP2_ARROW("the same over HTTP/2 in clear text"),
    ARROW_BYTES("an Arrow stream over HTTP/1.1, rows counted by the headers, and the rest dropped"),
    PARQUET_BYTES("a Parquet file over HTTP/1.1, rows counted by the footer, and the rest dropped"),
    CSV_BYTES("CSV over HTTP/1.1, lines counted"),
    JSON_BYTES("JSON over HTTP/1.1, lines counted"),
    NDJSON_BYTES("NDJSON over HTTP/1.1, lines counted"),
    EXPORT("COPY to Parquet with ZSTD in a local folder, asked for over HTTP/1.1"),
    COLONNADE_GRAPHQL("Colonnade's GraphQL over HTTP/1.1, as JSON"),
    POSTGRAPHILE("PostGraphile over the same tables: production mode, a worker a core"),
    PAGE_1("the first page of 100 rows"),
    PAGE_MIDDLE("a page halfway, behind a cursor"),
    PAGE_LAST("the last page, behind a cursor: at scale 1 the 100,000th"),
    PAGE_1_BACKWARD("the first page from the end"),
    PAGE_LAST_BACKWARD("the last page from the end, before a cursor"),
    TRINO("Trino with its PostgreSQL connector, from TRINO_HOME");

    private final String description;

    Subject(String description) {
        this.description = description;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }
}

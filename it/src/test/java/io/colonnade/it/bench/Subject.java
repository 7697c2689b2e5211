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

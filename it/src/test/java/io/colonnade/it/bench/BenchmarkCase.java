package io.colonnade.it.bench;

import static io.colonnade.it.bench.Subject.ADBC_FLIGHTSQL;
import static io.colonnade.it.bench.Subject.ADBC_POSTGRESQL;
import static io.colonnade.it.bench.Subject.ARROW_JDBC;
import static io.colonnade.it.bench.Subject.BEST_FLOOR;
import static io.colonnade.it.bench.Subject.COLONNADE;
import static io.colonnade.it.bench.Subject.COLONNADE_100;
import static io.colonnade.it.bench.Subject.COLONNADE_2;
import static io.colonnade.it.bench.Subject.COLONNADE_GOVERNED;
import static io.colonnade.it.bench.Subject.COLONNADE_JDBC;
import static io.colonnade.it.bench.Subject.COLONNADE_MASKED;
import static io.colonnade.it.bench.Subject.COLONNADE_SLOW;
import static io.colonnade.it.bench.Subject.CONNECTORX;
import static io.colonnade.it.bench.Subject.FLIGHT_CALLS;
import static io.colonnade.it.bench.Subject.FLIGHT_CALLS_OKHTTP;
import static io.colonnade.it.bench.Subject.FLIGHT_JDBC;
import static io.colonnade.it.bench.Subject.FLOOR;
import static io.colonnade.it.bench.Subject.FLOOR_PSQL;
import static io.colonnade.it.bench.Subject.PGJDBC;
import static io.colonnade.it.bench.Subject.TRINO;

import io.colonnade.it.bench.client.Getters;
import io.colonnade.it.bench.client.Request;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What is read, and by whom in turns. A case that is measured by other means than reading a table once says so in
 * {@link #shape}.
 */
enum BenchmarkCase {
    FULL(
            "lineitem, all 16 columns",
            Dataset.LINEITEM,
            List.of(FLOOR, BEST_FLOOR, FLOOR_PSQL, COLONNADE),
            List.of(PGJDBC, ARROW_JDBC, ADBC_POSTGRESQL, CONNECTORX, TRINO)),
    PARALLEL("lineitem, one connection and two", Dataset.LINEITEM, List.of(FLOOR, COLONNADE, COLONNADE_2)),
    TYPES_INT(Dataset.INT),
    TYPES_FLOAT(Dataset.FLOAT),
    TYPES_NUMERIC(Dataset.NUMERIC),
    TYPES_TIMESTAMP(Dataset.TIMESTAMP),
    TYPES_TEXT10(Dataset.TEXT10),
    TYPES_TEXT40(Dataset.TEXT40),
    TYPES_UUID(Dataset.UUID),
    TYPES_BOOL(Dataset.BOOL),
    TYPES_DATE(Dataset.DATE),
    ADBC("lineitem in Python", Dataset.LINEITEM, List.of(FLOOR, ADBC_FLIGHTSQL, ADBC_POSTGRESQL)),
    FIRST_BATCH("100,000 line items, 10 times: time to the first batch", Dataset.SAMPLE, List.of(FLOOR, COLONNADE)) {
        @Override
        Request shape(Subject subject, Request request) {
            return request.repeated(REPETITIONS);
        }
    },
    MEMORY("lineitem, a fast and a slow reader", Dataset.LINEITEM, List.of(COLONNADE, COLONNADE_SLOW)) {
        @Override
        Request shape(Subject subject, Request request) {
            return subject == COLONNADE_SLOW ? request.pausing(PAUSE_MILLIS) : request;
        }
    },
    CONCURRENT(
            "100,000 line items: 10 times by one reader, once by each of 100 at once",
            Dataset.SAMPLE,
            List.of(COLONNADE, COLONNADE_100)) {
        @Override
        Request shape(Subject subject, Request request) {
            return subject == COLONNADE_100 ? request.inParallel(READERS) : request.repeated(REPETITIONS);
        }

        @Override
        List<Request> warmUp(Subject subject, Request run) {
            // A server in use has its connections to PostgreSQL open; opening all of them at once is not what is
            // measured.
            return subject == COLONNADE_100
                    ? IntStream.rangeClosed(1, READERS / STEP)
                            .mapToObj(step -> run.inParallel(step * STEP))
                            .toList()
                    : List.of(run);
        }
    },
    GOVERNANCE(
            "lineitem with row filter and masks, and without",
            Dataset.LINEITEM,
            List.of(COLONNADE, COLONNADE_GOVERNED)),
    MASK_REDACT("lineitem with l_comment redacted, and without a mask"),
    MASK_FIRST_N("lineitem with the first 8 characters of l_comment, and without a mask"),
    MASK_HASH("lineitem with the hash of l_comment, of which most values occur once, and without a mask"),
    POINT("one order by its key, up to 1,000 times", Dataset.ORDERS, List.of(PGJDBC, COLONNADE)) {
        @Override
        List<Request> warmUp(Subject subject, Request run) {
            // Plans are made by code that is compiled after some thousand of them.
            return List.of(run.repeated(WARM_UPS));
        }
    },
    JDBC(
            "2 million rows of 7 columns by JDBC, typed getters",
            Dataset.MIXED,
            List.of(COLONNADE_JDBC, FLIGHT_JDBC, FLIGHT_CALLS, PGJDBC)),
    JDBC_LINEITEM(
            "lineitem, all 16 columns, by JDBC, typed getters",
            Dataset.LINEITEM,
            List.of(COLONNADE_JDBC, FLIGHT_JDBC, FLIGHT_CALLS, PGJDBC)),
    JDBC_MEMORY(
            "the batches of jdbc from a server's memory: what the drivers themselves cost",
            Dataset.MIXED,
            List.of(COLONNADE_JDBC, FLIGHT_JDBC, FLIGHT_CALLS, FLIGHT_CALLS_OKHTTP)),
    JDBC_OBJECTS("the same with getObject", Dataset.MIXED, List.of(COLONNADE_JDBC, FLIGHT_JDBC)),
    JDBC_STRINGS("the same with getString", Dataset.MIXED, List.of(COLONNADE_JDBC, FLIGHT_JDBC)),
    JDBC_POINT(
            "one order by its key in the statement's text, up to 1,000 times",
            Dataset.ORDERS,
            List.of(COLONNADE_JDBC, FLIGHT_JDBC, FLIGHT_CALLS, FLIGHT_CALLS_OKHTTP)) {
        @Override
        List<Request> warmUp(Subject subject, Request run) {
            return POINT.warmUp(subject, run);
        }
    },
    JDBC_PREPARED(
            "one order by its key in a prepared statement, up to 1,000 times",
            Dataset.ORDERS,
            List.of(COLONNADE_JDBC, FLIGHT_JDBC, COLONNADE, PGJDBC)) {
        @Override
        List<Request> warmUp(Subject subject, Request run) {
            return POINT.warmUp(subject, run);
        }
    };

    /** Streams that are open at once in {@link #CONCURRENT}. */
    static final int READERS = 100;

    private static final int REPETITIONS = 10;
    private static final int STEP = 20;
    private static final int WARM_UPS = 10;
    private static final long PAUSE_MILLIS = 20;

    private final String description;
    private final Dataset dataset;
    private final List<Subject> subjects;
    private final List<Subject> peers;

    BenchmarkCase(String maskedAndNot) {
        this(maskedAndNot, Dataset.LINEITEM, List.of(COLONNADE, COLONNADE_MASKED));
    }

    BenchmarkCase(Dataset type) {
        this("four columns of one type: " + type.name().toLowerCase(Locale.ROOT), type, List.of(FLOOR, COLONNADE));
    }

    BenchmarkCase(String description, Dataset dataset, List<Subject> subjects) {
        this(description, dataset, subjects, List.of());
    }

    BenchmarkCase(String description, Dataset dataset, List<Subject> subjects, List<Subject> peers) {
        this.description = description;
        this.dataset = dataset;
        this.subjects = subjects;
        this.peers = peers;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    Dataset dataset() {
        return dataset;
    }

    /** Returns those without whom the case says nothing. */
    List<Subject> subjects() {
        return subjects;
    }

    /** Returns those whom {@code --peers} chooses among. */
    List<Subject> peers() {
        return peers;
    }

    /** Returns whether the rows come from a server that holds them in memory. */
    boolean isReplayed() {
        return this == JDBC_MEMORY || this == JDBC_OBJECTS || this == JDBC_STRINGS;
    }

    /** Returns whether single rows are looked up, and not the whole table read. */
    boolean isByKey() {
        return dataset == Dataset.ORDERS;
    }

    /** Returns how the JDBC drivers give out their values. */
    Getters getters() {
        return switch (this) {
            case JDBC_OBJECTS -> Getters.OBJECTS;
            case JDBC_STRINGS -> Getters.STRINGS;
            default -> Getters.TYPED;
        };
    }

    /** Returns how many values of a row of so many columns are counted: all of them where JDBC drivers are compared. */
    int cells(int columns) {
        return subjects.contains(COLONNADE_JDBC) && !isByKey() ? columns : 0;
    }

    /** Returns what one run of a subject does, given the request to read the table once. */
    Request shape(Subject subject, Request request) {
        return request;
    }

    /**
     * Returns what a subject does in the round that does not count, given what it does in the others: it takes a JVM several
     * million rows to compile all that it uses of itself.
     */
    List<Request> warmUp(Subject subject, Request run) {
        return List.of(run, run);
    }
}

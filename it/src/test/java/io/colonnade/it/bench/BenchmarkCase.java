package io.colonnade.it.bench;

import static io.colonnade.it.bench.Subject.ADBC_FLIGHTSQL;
import static io.colonnade.it.bench.Subject.ADBC_POSTGRESQL;
import static io.colonnade.it.bench.Subject.ARROW_BYTES;
import static io.colonnade.it.bench.Subject.ARROW_JDBC;
import static io.colonnade.it.bench.Subject.BEST_FLOOR;
import static io.colonnade.it.bench.Subject.COLONNADE;
import static io.colonnade.it.bench.Subject.COLONNADE_100;
import static io.colonnade.it.bench.Subject.COLONNADE_2;
import static io.colonnade.it.bench.Subject.COLONNADE_GOVERNED;
import static io.colonnade.it.bench.Subject.COLONNADE_GRAPHQL;
import static io.colonnade.it.bench.Subject.COLONNADE_JDBC;
import static io.colonnade.it.bench.Subject.COLONNADE_MASKED;
import static io.colonnade.it.bench.Subject.COLONNADE_SLOW;
import static io.colonnade.it.bench.Subject.CONNECTORX;
import static io.colonnade.it.bench.Subject.CSV_BYTES;
import static io.colonnade.it.bench.Subject.FLIGHT_CALLS;
import static io.colonnade.it.bench.Subject.FLIGHT_CALLS_OKHTTP;
import static io.colonnade.it.bench.Subject.FLIGHT_JDBC;
import static io.colonnade.it.bench.Subject.FLOOR;
import static io.colonnade.it.bench.Subject.FLOOR_PSQL;
import static io.colonnade.it.bench.Subject.HTTP2_ARROW;
import static io.colonnade.it.bench.Subject.HTTP_ARROW;
import static io.colonnade.it.bench.Subject.JSON_BYTES;
import static io.colonnade.it.bench.Subject.NDJSON_BYTES;
import static io.colonnade.it.bench.Subject.PAGE_1;
import static io.colonnade.it.bench.Subject.PAGE_1_BACKWARD;
import static io.colonnade.it.bench.Subject.PAGE_LAST;
import static io.colonnade.it.bench.Subject.PAGE_LAST_BACKWARD;
import static io.colonnade.it.bench.Subject.PAGE_MIDDLE;
import static io.colonnade.it.bench.Subject.PARQUET_BYTES;
import static io.colonnade.it.bench.Subject.PGJDBC;
import static io.colonnade.it.bench.Subject.POSTGRAPHILE;
import static io.colonnade.it.bench.Subject.TRINO;

import io.colonnade.it.bench.client.Getters;
import io.colonnade.it.bench.client.Request;
import java.sql.SQLException;
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
    },
    HTTP(
            "lineitem as an Arrow stream over HTTP and over Flight, into vectors",
            Dataset.LINEITEM,
            List.of(FLOOR, COLONNADE, HTTP_ARROW, HTTP2_ARROW)),
    HTTP_PARQUET(
            "lineitem over HTTP as Parquet and as an Arrow stream, dropped by the reader",
            Dataset.LINEITEM,
            List.of(FLOOR, ARROW_BYTES, PARQUET_BYTES)),
    HTTP_TEXT(
            "lineitem over HTTP as CSV, JSON and NDJSON, dropped by the reader",
            Dataset.LINEITEM,
            List.of(FLOOR, ARROW_BYTES, CSV_BYTES, JSON_BYTES, NDJSON_BYTES)),
    EXPORT("lineitem by COPY to Parquet files", Dataset.LINEITEM, List.of(FLOOR, COLONNADE, Subject.EXPORT)),
    EXPORT_LONG("the same ten times over in one export", Dataset.LINEITEM, List.of(Subject.EXPORT)),
    GRAPHQL_ORDER("GraphQL: a purchase with its 10 items by its key, up to 1,000 times", Dataset.PURCHASES),
    GRAPHQL_ORDER_8("the same by 8 readers at once", Dataset.PURCHASES),
    GRAPHQL_ORDERS("GraphQL: the 1,000 purchases of a store with their items, up to 40 times", Dataset.PURCHASES),
    GRAPHQL_ORDERS_8("the same by 8 readers at once", Dataset.PURCHASES),
    DEEP_PAGE("pages of 100 of 10 million events in an order of three columns, 500 times each", Dataset.EVENTS),
    DEEP_PAGE_GRAPHQL("the same as connections of GraphQL", Dataset.EVENTS);

    /** Streams that are open at once in {@link #CONCURRENT}. */
    static final int READERS = 100;

    /** The rows of a page in {@link #DEEP_PAGE}. */
    static final int PAGE_ROWS = 100;

    private static final int REPETITIONS = 10;
    private static final int STEP = 20;
    private static final int WARM_UPS = 10;
    private static final long PAUSE_MILLIS = 20;
    private static final int GRAPHQL_READERS = 8;
    private static final int STORES = 40;
    private static final int STORE_PURCHASES = 1_000;
    private static final int PURCHASE_ROWS = 11;
    private static final int PAGE_READS = 500;
    private static final int PAGE_WARM_UPS = 20;
    private static final int PURCHASE_READS = 5;

    /** In thousands of requests: measured, the time of a small one falls until about then. */
    private static final int PURCHASE_WARM_UPS = 150;

    private final String description;
    private final Dataset dataset;
    private final List<Subject> subjects;
    private final List<Subject> peers;

    BenchmarkCase(String maskedAndNot) {
        this(maskedAndNot, Dataset.LINEITEM, List.of(COLONNADE, COLONNADE_MASKED));
    }

    /** Many small requests over HTTP. */
    BenchmarkCase(String description, Dataset dataset) {
        this(
                description,
                dataset,
                dataset == Dataset.PURCHASES
                        ? List.of(COLONNADE_GRAPHQL, POSTGRAPHILE)
                        : List.of(PAGE_1, PAGE_MIDDLE, PAGE_LAST, PAGE_1_BACKWARD, PAGE_LAST_BACKWARD));
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
        return dataset == Dataset.ORDERS || dataset == Dataset.PURCHASES;
    }

    /** Returns whether it is many small requests, whose own times count. */
    boolean isOfRequests() {
        return isByKey() || dataset == Dataset.EVENTS;
    }

    private int purchaseWarmUps() {
        return isOfOnePurchase() ? PURCHASE_WARM_UPS : WARM_UPS;
    }

    /** Returns whether a purchase is asked for by its key, and not those of a store. */
    boolean isOfOnePurchase() {
        return this == GRAPHQL_ORDER || this == GRAPHQL_ORDER_8;
    }

    /** Returns what is looked up. */
    List<Long> keys(BenchDatabase database) throws SQLException {
        if (dataset == Dataset.ORDERS) {
            return database.keys("o_orderkey", dataset.source(), 100);
        }
        return isOfOnePurchase()
                ? database.keys("id", dataset.source(), 1)
                : database.keys("store", dataset.source(), 1).stream()
                        .distinct()
                        .limit(STORES)
                        .toList();
    }

    /** Returns how many rows a request answers that is made once, by one reader. */
    long rowsOf(Request request, long tableRows) {
        long requests = Math.max(1, request.keys().size());
        return switch (dataset) {
            case ORDERS -> requests;
            case PURCHASES -> requests * PURCHASE_ROWS * (isOfOnePurchase() ? 1 : STORE_PURCHASES);
            case EVENTS -> PAGE_ROWS;
            default -> tableRows * repeats();
        };
    }

    /** Returns how often the table is read by one statement. */
    int repeats() {
        return this == EXPORT_LONG ? REPETITIONS : 1;
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
        return switch (this) {
            case GRAPHQL_ORDER -> request.repeated(PURCHASE_READS);
            case GRAPHQL_ORDER_8, GRAPHQL_ORDERS_8 -> request.inParallel(GRAPHQL_READERS);
            case DEEP_PAGE, DEEP_PAGE_GRAPHQL -> request.repeated(PAGE_READS);
            default -> request;
        };
    }

    /**
     * Returns what a subject does in the round that does not count, given what it does in the others: it takes a JVM several
     * million rows to compile all that it uses of itself.
     */
    List<Request> warmUp(Subject subject, Request run) {
        return switch (dataset) {
            case PURCHASES -> List.of(run.repeated(Math.max(2, purchaseWarmUps() / run.streams())));
            case EVENTS -> List.of(run.repeated(PAGE_WARM_UPS * run.times()));
            default -> List.of(run, run);
        };
    }
}

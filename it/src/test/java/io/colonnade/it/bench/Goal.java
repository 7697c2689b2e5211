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
import static io.colonnade.it.bench.Subject.FLIGHT_CALLS;
import static io.colonnade.it.bench.Subject.FLIGHT_CALLS_OKHTTP;
import static io.colonnade.it.bench.Subject.FLIGHT_JDBC;
import static io.colonnade.it.bench.Subject.FLOOR;
import static io.colonnade.it.bench.Subject.HTTP2_ARROW;
import static io.colonnade.it.bench.Subject.HTTP_ARROW;
import static io.colonnade.it.bench.Subject.PAGE_1;
import static io.colonnade.it.bench.Subject.PAGE_1_BACKWARD;
import static io.colonnade.it.bench.Subject.PAGE_LAST;
import static io.colonnade.it.bench.Subject.PAGE_LAST_BACKWARD;
import static io.colonnade.it.bench.Subject.PAGE_MIDDLE;
import static io.colonnade.it.bench.Subject.PARQUET_BYTES;
import static io.colonnade.it.bench.Subject.PGJDBC;
import static io.colonnade.it.bench.Subject.POSTGRAPHILE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A figure that Colonnade sets itself, and how it follows from the results.
 *
 * @param of the case that it is about
 * @param text what is compared
 * @param bound the figure
 * @param isLeast whether the figure is the least that will do, and not the most
 * @param measured what the results say; empty if something it needs was not run
 */
record Goal(BenchmarkCase of, String text, double bound, boolean isLeast, Function<Results, Spread> measured) {
    private static final double TYPE_BOUND = 0.9;
    private static final double UPSTREAM_BOUND = 2.5;
    private static final double TRANSPORT_BOUND = 0.9;
    private static final double HTTP_BOUND = 0.9;
    private static final double EXPORT_BOUND = 0.9;
    private static final double MEGABYTES = 128;
    private static final double EXPORT_MEGABYTES = 256;

    /** Returns all goals, in the order of the cases. */
    static List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        goals.add(speed(BenchmarkCase.FULL, COLONNADE, FLOOR, 1.0));
        goals.add(speed(BenchmarkCase.FULL, COLONNADE, BEST_FLOOR, 0.8));
        goals.add(most(
                BenchmarkCase.FULL,
                "colonnade's gateway CPU ÷ arrow-jdbc's",
                0.40,
                results -> results.compare(
                        BenchmarkCase.FULL, COLONNADE, ARROW_JDBC, Metric.CPU_SECONDS, (one, other) -> one / other)));
        goals.add(speed(BenchmarkCase.PARALLEL, COLONNADE_2, FLOOR, 1.4));
        for (BenchmarkCase one : BenchmarkCase.values()) {
            if (one.dataset().isOfOneType()) {
                goals.add(speed(one, COLONNADE, FLOOR, TYPE_BOUND));
            }
        }
        goals.add(speed(BenchmarkCase.ADBC, ADBC_FLIGHTSQL, ADBC_POSTGRESQL, 1.0));
        goals.add(most(
                BenchmarkCase.FIRST_BATCH,
                "colonnade's first batch − floor's first byte, ms",
                50,
                results -> later(results, BenchmarkCase.FIRST_BATCH, COLONNADE, FLOOR, Metric.FIRST_BATCH_MS)));
        goals.add(growth(BenchmarkCase.MEMORY, COLONNADE, "fast reader"));
        goals.add(growth(BenchmarkCase.MEMORY, COLONNADE_SLOW, "slow reader"));
        goals.add(speed(BenchmarkCase.CONCURRENT, COLONNADE_100, COLONNADE, 0.9));
        goals.add(most(
                BenchmarkCase.CONCURRENT,
                "worst ÷ best of 100 streams",
                4,
                results -> results.spread(BenchmarkCase.CONCURRENT, COLONNADE_100, Metric.WORST_TO_BEST)));
        goals.add(speed(BenchmarkCase.GOVERNANCE, COLONNADE_GOVERNED, COLONNADE, 0.9));
        goals.add(speed(BenchmarkCase.MASK_REDACT, COLONNADE_MASKED, COLONNADE, 0.9));
        goals.add(speed(BenchmarkCase.MASK_FIRST_N, COLONNADE_MASKED, COLONNADE, 0.9));
        goals.add(speed(BenchmarkCase.MASK_HASH, COLONNADE_MASKED, COLONNADE, 0.75));
        goals.add(most(
                BenchmarkCase.POINT,
                "colonnade's p50 − pgjdbc's, ms",
                1.5,
                results -> later(results, BenchmarkCase.POINT, COLONNADE, PGJDBC, Metric.P50_MS)));
        goals.addAll(ofTheDriver());
        goals.addAll(ofHttp());
        return goals;
    }

    private static List<Goal> ofTheDriver() {
        List<Goal> goals = new ArrayList<>();
        for (BenchmarkCase one : List.of(BenchmarkCase.JDBC, BenchmarkCase.JDBC_LINEITEM, BenchmarkCase.JDBC_MEMORY)) {
            goals.add(speed(one, COLONNADE_JDBC, FLIGHT_JDBC, UPSTREAM_BOUND));
            goals.add(speed(one, COLONNADE_JDBC, FLIGHT_CALLS, TRANSPORT_BOUND));
            goals.add(new Goal(
                    one,
                    "the better of both, as a share of its goal",
                    1.0,
                    true,
                    results -> betterShare(results, one)));
            if (one.subjects().contains(PGJDBC)) {
                goals.add(speed(one, COLONNADE_JDBC, PGJDBC, 1.5));
            }
        }
        goals.add(most(
                BenchmarkCase.JDBC_POINT,
                "colonnade-jdbc's p50 − that of the calls alone, ms",
                1.0,
                results ->
                        later(results, BenchmarkCase.JDBC_POINT, COLONNADE_JDBC, FLIGHT_CALLS_OKHTTP, Metric.P50_MS)));
        goals.add(most(
                BenchmarkCase.JDBC_PREPARED,
                "colonnade-jdbc's p50 − flight-jdbc's, ms",
                0,
                results -> later(results, BenchmarkCase.JDBC_PREPARED, COLONNADE_JDBC, FLIGHT_JDBC, Metric.P50_MS)));
        return goals;
    }

    private static List<Goal> ofHttp() {
        List<Goal> goals = new ArrayList<>();
        goals.add(speed(BenchmarkCase.HTTP, HTTP_ARROW, COLONNADE, HTTP_BOUND));
        goals.add(speed(BenchmarkCase.HTTP, HTTP2_ARROW, COLONNADE, HTTP_BOUND));
        goals.add(speed(BenchmarkCase.HTTP_PARQUET, PARQUET_BYTES, ARROW_BYTES, 0.5));
        goals.add(growth(BenchmarkCase.HTTP_PARQUET, PARQUET_BYTES, "Parquet"));
        goals.add(speed(BenchmarkCase.EXPORT, Subject.EXPORT, FLOOR, EXPORT_BOUND));
        goals.add(growth(BenchmarkCase.EXPORT, Subject.EXPORT, "export", EXPORT_MEGABYTES));
        goals.add(growth(BenchmarkCase.EXPORT_LONG, Subject.EXPORT, "export", EXPORT_MEGABYTES));
        for (BenchmarkCase one : BenchmarkCase.values()) {
            switch (one.dataset()) {
                case PURCHASES -> goals.add(answers(one));
                case EVENTS -> goals.addAll(pages(one));
                default -> {
                    // Not of many requests over HTTP.
                }
            }
        }
        return goals;
    }

    private static Goal answers(BenchmarkCase of) {
        return new Goal(
                of,
                "colonnade-graphql ÷ postgraphile, requests/s",
                2.0,
                true,
                results -> results.compare(
                        of, COLONNADE_GRAPHQL, POSTGRAPHILE, Metric.REQUESTS_PER_SECOND, (one, other) -> one / other));
    }

    private static List<Goal> pages(BenchmarkCase of) {
        return List.of(
                page(of, PAGE_MIDDLE, PAGE_1),
                page(of, PAGE_LAST, PAGE_1),
                page(of, PAGE_LAST_BACKWARD, PAGE_1_BACKWARD));
    }

    private static Goal page(BenchmarkCase of, Subject deep, Subject first) {
        return most(
                of,
                deep.key() + " ÷ " + first.key() + ", p50",
                1.2,
                results -> results.compare(of, deep, first, Metric.P50_MS, (one, other) -> one / other));
    }

    /** A driver cannot be faster than what brings it the rows: where that binds, to come near it will do. */
    private static Spread betterShare(Results results, BenchmarkCase of) {
        Spread upstream = share(results, of, FLIGHT_JDBC, UPSTREAM_BOUND);
        Spread transport = share(results, of, FLIGHT_CALLS, TRANSPORT_BOUND);
        return transport.isEmpty() || upstream.median() >= transport.median() ? upstream : transport;
    }

    private static Spread share(Results results, BenchmarkCase of, Subject other, double bound) {
        return results.compare(
                of, COLONNADE_JDBC, other, Metric.ROWS_PER_SECOND, (one, another) -> one / another / bound);
    }

    private static Goal speed(BenchmarkCase of, Subject subject, Subject other, double bound) {
        return new Goal(
                of,
                subject.key() + " ÷ " + other.key() + ", rows/s",
                bound,
                true,
                results ->
                        results.compare(of, subject, other, Metric.ROWS_PER_SECOND, (one, another) -> one / another));
    }

    private static Goal most(BenchmarkCase of, String text, double bound, Function<Results, Spread> measured) {
        return new Goal(of, text, bound, false, measured);
    }

    private static Goal growth(BenchmarkCase of, Subject subject, String reader) {
        return growth(of, subject, reader, MEGABYTES);
    }

    /** The most of all rounds counts, not their middle: memory that is needed once is needed. */
    private static Goal growth(BenchmarkCase of, Subject subject, String reader, double bound) {
        return most(of, "most resident growth, " + reader + ", MB", bound, results -> {
            Spread spread = results.spread(of, subject, Metric.RESIDENT_GROWTH_MB);
            return new Spread(spread.most(), spread.least(), spread.most());
        });
    }

    private static Spread later(Results results, BenchmarkCase of, Subject subject, Subject other, Metric metric) {
        return results.compare(of, subject, other, metric, (one, another) -> one - another);
    }

    String boundText() {
        return (isLeast ? "≥ " : "≤ ") + String.format(Locale.ROOT, "%.2f", bound);
    }

    boolean isMet(Spread spread) {
        return isLeast ? spread.median() >= bound : spread.median() <= bound;
    }
}

package io.colonnade.it.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** The runs of all cases, and what is made of them: medians, and comparisons within each round. For one thread. */
final class Results {
    private static final Set<Subject> ESSENTIAL = EnumSet.of(
            Subject.FLOOR,
            Subject.COLONNADE,
            Subject.COLONNADE_2,
            Subject.COLONNADE_SLOW,
            Subject.COLONNADE_100,
            Subject.COLONNADE_GOVERNED,
            Subject.COLONNADE_MASKED,
            Subject.COLONNADE_JDBC,
            Subject.HTTP_ARROW,
            Subject.HTTP2_ARROW,
            Subject.ARROW_BYTES,
            Subject.PARQUET_BYTES,
            Subject.EXPORT,
            Subject.CSV_BYTES,
            Subject.JSON_BYTES,
            Subject.NDJSON_BYTES,
            Subject.COLONNADE_GRAPHQL,
            Subject.PAGE_1,
            Subject.PAGE_MIDDLE,
            Subject.PAGE_LAST,
            Subject.PAGE_1_BACKWARD,
            Subject.PAGE_LAST_BACKWARD);

    private final Map<BenchmarkCase, Map<Subject, Outcome>> outcomes = new EnumMap<>(BenchmarkCase.class);

    /** What became of a subject in a case: its runs in the order of the rounds, or why there are none. */
    static final class Outcome {
        private final List<Run> runs = new ArrayList<>();
        private String obstacle = "";

        /** Returns why it was not run. */
        Optional<String> obstacle() {
            return obstacle.isEmpty() ? Optional.empty() : Optional.of(obstacle);
        }
    }

    void add(BenchmarkCase of, Subject subject, Run run) {
        at(of, subject).runs.add(run);
    }

    /** Notes why a subject was not run; what it measured before that does not count. */
    void notRun(BenchmarkCase of, Subject subject, String reason) {
        Outcome outcome = at(of, subject);
        outcome.runs.clear();
        outcome.obstacle = reason;
    }

    private Outcome at(BenchmarkCase of, Subject subject) {
        return outcomes.computeIfAbsent(of, any -> new EnumMap<>(Subject.class))
                .computeIfAbsent(subject, any -> new Outcome());
    }

    /** Returns the cases and their subjects, as they are listed. */
    Map<BenchmarkCase, Map<Subject, Outcome>> outcomes() {
        return outcomes;
    }

    Spread spread(BenchmarkCase of, Subject subject, Metric metric) {
        return Spread.of(runs(of, subject).stream().mapToDouble(run -> run.value(metric)));
    }

    /** Returns a subject's speed over the plain floor's of the same round. */
    Spread ratioToFloor(BenchmarkCase of, Subject subject) {
        return compare(of, subject, Subject.FLOOR, Metric.ROWS_PER_SECOND, (one, other) -> one / other);
    }

    /** Compares two subjects round by round, and returns middle and ends of what the rounds say. */
    Spread compare(BenchmarkCase of, Subject subject, Subject other, Metric metric, DoubleBinaryOperator comparison) {
        List<Run> left = runs(of, subject);
        List<Run> right = runs(of, other);
        return Spread.of(IntStream.range(0, Math.min(left.size(), right.size()))
                .mapToDouble(round -> comparison.applyAsDouble(
                        left.get(round).value(metric), right.get(round).value(metric))));
    }

    long rows(BenchmarkCase of, Subject subject) {
        return runs(of, subject).stream().mapToLong(Run::rows).findFirst().orElse(0);
    }

    int rounds(BenchmarkCase of, Subject subject) {
        return runs(of, subject).size();
    }

    /** Returns whether everything that every machine can run was run. */
    boolean isComplete() {
        return outcomes.values().stream()
                .flatMap(outcome -> outcome.entrySet().stream())
                .noneMatch(entry -> ESSENTIAL.contains(entry.getKey())
                        && entry.getValue().obstacle().isPresent());
    }

    private List<Run> runs(BenchmarkCase of, Subject subject) {
        Outcome outcome = outcomes.getOrDefault(of, Map.of()).get(subject);
        return outcome == null ? List.of() : outcome.runs;
    }
}

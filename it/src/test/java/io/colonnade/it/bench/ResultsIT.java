package io.colonnade.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is made of measured runs; the runs themselves are made up. */
final class ResultsIT {
    private final Results results = new Results();

    private void speeds(Subject subject, double... rowsPerSecond) {
        for (double speed : rowsPerSecond) {
            results.add(BenchmarkCase.FULL, subject, new Run(10, Map.of(Metric.ROWS_PER_SECOND, speed)));
        }
    }

    @Test
    void ratioIsTakenWithinEachRoundBeforeTheMedian() {
        speeds(Subject.FLOOR, 100, 200, 400);
        speeds(Subject.COLONNADE, 120, 100, 480);
        assertThat(results.ratioToFloor(BenchmarkCase.FULL, Subject.COLONNADE)).isEqualTo(new Spread(1.2, 0.5, 1.2));
        assertThat(results.spread(BenchmarkCase.FULL, Subject.COLONNADE, Metric.ROWS_PER_SECOND))
                .isEqualTo(new Spread(120, 100, 480));
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Spread.of(DoubleStream.of(4, 1, 3, 100))).isEqualTo(new Spread(3.5, 1, 100));
    }

    @Test
    void percentileIsTheValueThatTheShareDoesNotExceed() {
        List<Double> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();
        assertThat(Spread.percentile(hundred, 0.99)).isEqualTo(99);
        assertThat(Spread.percentile(List.of(7.0), 0.99)).isEqualTo(7);
        assertThat(Spread.percentile(List.of(), 0.99)).isNaN();
    }

    @Test
    void whatFailsInALaterRoundHasNoFigures() {
        speeds(Subject.FLOOR, 100, 200);
        speeds(Subject.COLONNADE, 100);
        assertThat(results.isComplete()).isTrue();
        results.notRun(BenchmarkCase.FULL, Subject.COLONNADE, "it broke");
        assertThat(results.isComplete()).isFalse();
        assertThat(results.ratioToFloor(BenchmarkCase.FULL, Subject.COLONNADE).isEmpty())
                .isTrue();
    }

    @Test
    void goalIsMetOnItsBoundAndNotBeyondIt() {
        Goal goal = Goal.all().get(0);
        assertThat(goal.isLeast()).isTrue();
        assertThat(goal.isMet(new Spread(goal.bound(), 0, 2))).isTrue();
        assertThat(goal.isMet(new Spread(goal.bound() - 0.01, 0, 2))).isFalse();
    }

    @Test
    void growthCountsWithTheMostOfAllRounds() {
        for (double growth : new double[] {1, 200, 2}) {
            results.add(
                    BenchmarkCase.MEMORY, Subject.COLONNADE, new Run(10, Map.of(Metric.RESIDENT_GROWTH_MB, growth)));
        }
        Goal fast = Goal.all().stream()
                .filter(goal -> goal.of() == BenchmarkCase.MEMORY)
                .findFirst()
                .orElseThrow();
        assertThat(fast.isMet(fast.measured().apply(results))).isFalse();
    }
}

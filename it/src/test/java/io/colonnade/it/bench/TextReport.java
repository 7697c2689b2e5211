package io.colonnade.it.bench;

import io.colonnade.server.format.TextTable;
import io.colonnade.server.format.TextTable.Column;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

/** The results as tables for people: one a case, then the goals. */
final class TextReport {
    private final Results results;
    private final PrintStream out;

    TextReport(Results results, PrintStream out) {
        this.results = results;
        this.out = out;
    }

    void print(Machine machine) {
        machine.facts().forEach((name, value) -> out.println(name.replace('_', ' ') + ": " + value));
        results.outcomes().forEach(this::printCase);
        printGoals();
        out.flush();
    }

    private void printCase(BenchmarkCase of, Map<Subject, Results.Outcome> outcomes) {
        List<Metric> metrics = measured(of, outcomes);
        boolean floor = results.rounds(of, Subject.FLOOR) > 0;
        List<Column> columns = new ArrayList<>(List.of(new Column("subject", false)));
        if (floor) {
            columns.add(new Column("÷ floor", true));
        }
        metrics.forEach(metric -> columns.add(new Column(metric.title(), true)));
        List<List<String>> rows = new ArrayList<>();
        outcomes.keySet().stream()
                .filter(subject -> results.rounds(of, subject) > 0)
                .forEach(subject -> rows.add(row(of, subject, floor, metrics)));
        out.println();
        out.println(of.key() + ": " + of.description() + "; medians (least–most)");
        out.println();
        print(columns, rows);
        outcomes.forEach((subject, outcome) ->
                outcome.obstacle().ifPresent(reason -> out.println(subject.key() + "  not run: " + reason)));
    }

    private List<Metric> measured(BenchmarkCase of, Map<Subject, Results.Outcome> outcomes) {
        List<Metric> metrics = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (outcomes.keySet().stream()
                    .anyMatch(subject -> !results.spread(of, subject, metric).isEmpty())) {
                metrics.add(metric);
            }
        }
        return metrics;
    }

    private List<String> row(BenchmarkCase of, Subject subject, boolean floor, List<Metric> metrics) {
        List<String> row = new ArrayList<>();
        row.add(subject.key());
        if (floor) {
            row.add(ratio(results.ratioToFloor(of, subject)));
        }
        for (Metric metric : metrics) {
            Spread spread = results.spread(of, subject, metric);
            row.add(text(spread, metric::text));
        }
        return row;
    }

    private void printGoals() {
        List<List<String>> rows = new ArrayList<>();
        for (Goal goal : Goal.all()) {
            if (results.outcomes().containsKey(goal.of())) {
                Spread spread = goal.measured().apply(results);
                rows.add(List.of(
                        goal.of().key(),
                        goal.text(),
                        goal.boundText(),
                        ratio(spread),
                        spread.isEmpty() ? "not measured" : goal.isMet(spread) ? "met" : "NOT MET"));
            }
        }
        out.println();
        out.println("goals; medians of what each round says (least–most)");
        out.println();
        print(
                List.of(
                        new Column("case", false),
                        new Column("what", false),
                        new Column("goal", true),
                        new Column("measured", true),
                        new Column("", false)),
                rows);
    }

    private void print(List<Column> columns, List<List<String>> rows) {
        TextTable table = TextTable.measure(columns, rows);
        table.header().forEach(out::println);
        rows.forEach(row -> out.println(table.row(row)));
    }

    private static String ratio(Spread spread) {
        return text(spread, value -> String.format(Locale.ROOT, "%.2f", value));
    }

    private static String text(Spread spread, DoubleFunction<String> format) {
        if (spread.isEmpty()) {
            return "";
        }
        String median = format.apply(spread.median());
        return spread.least() == spread.most()
                ? median
                : median + " (" + format.apply(spread.least()) + "–" + format.apply(spread.most()) + ")";
    }
}

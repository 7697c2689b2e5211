package io.colonnade.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results for programs: each figure as a median, with its ends beside it. */
final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Results results;

    JsonReport(Results results) {
        this.results = results;
    }

    void write(Machine machine, Path file) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("machine", machine.facts());
        document.put("results", subjects());
        document.put("goals", goals());
        Files.writeString(file, JSON.writeValueAsString(document) + "\n");
    }

    private List<Map<String, Object>> subjects() {
        List<Map<String, Object>> list = new ArrayList<>();
        results.outcomes()
                .forEach((of, outcomes) ->
                        outcomes.forEach((subject, outcome) -> list.add(subject(of, subject, outcome))));
        return list;
    }

    private Map<String, Object> subject(BenchmarkCase of, Subject subject, Results.Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case", of.key());
        fields.put("subject", subject.key());
        outcome.obstacle().ifPresent(reason -> fields.put("not_run", reason));
        if (results.rounds(of, subject) > 0) {
            fields.put("rows", results.rows(of, subject));
            fields.put("runs", results.rounds(of, subject));
            for (Metric metric : Metric.values()) {
                put(fields, metric.key(), results.spread(of, subject, metric));
            }
            put(fields, "ratio_to_floor", results.ratioToFloor(of, subject));
        }
        return fields;
    }

    private List<Map<String, Object>> goals() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Goal goal : Goal.all()) {
            Spread spread = goal.measured().apply(results);
            if (!spread.isEmpty()) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("case", goal.of().key());
                fields.put("what", goal.text());
                fields.put("goal", goal.boundText());
                put(fields, "measured", spread);
                fields.put("met", goal.isMet(spread));
                list.add(fields);
            }
        }
        return list;
    }

    private static void put(Map<String, Object> fields, String name, Spread spread) {
        if (!spread.isEmpty()) {
            fields.put(name, spread.median());
            fields.put(name + "_min", spread.least());
            fields.put(name + "_max", spread.most());
        }
    }
}

package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.BatchDraft;
import io.colonnade.contract.ProjectionDraft.ColumnDraft;
import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one batch of a projection file into a draft. */
final class BatchDraftReader {
    /** Stands for a relation that the author did not give. */
    static final Relation NO_RELATION = new Relation.Table("");

    private final Problems problems;
    private final ColumnDraftReader columns;
    private final SourceText texts;

    BatchDraftReader(Problems problems) {
        this.problems = problems;
        this.columns = new ColumnDraftReader(problems);
        this.texts = new SourceText(problems);
    }

    BatchDraft read(String name, Location location, YamlObject yaml) {
        Names.check("batch", name, location, problems);
        yaml.string("where").ifPresent(condition -> texts.check("where", condition, yaml.location("where")));
        List<String> key = yaml.strings("key");
        if (!yaml.has("key")) {
            problems.add(location, "Missing key 'key' of batch '" + name + "': name the columns that identify a row");
        }
        BatchDraft draft = new BatchDraft(
                name,
                location,
                yaml.string("description").orElse(""),
                relation(name, location, yaml),
                yaml.location(yaml.has("sql") ? "sql" : "from"),
                yaml.string("where").map(SourceSql::contained).orElse(null),
                yaml.location("where"),
                key,
                yaml.location("key"),
                order(yaml, key),
                yaml.location(yaml.has("order_by") ? "order_by" : "key"),
                columns(name, location, yaml),
                filterColumns(yaml));
        yaml.finish();
        return draft;
    }

    private Relation relation(String name, Location location, YamlObject yaml) {
        Optional<String> table = yaml.string("from");
        Optional<String> query = yaml.string("sql");
        if (table.isPresent() && query.isPresent()) {
            problems.add(yaml.location("sql"), "Invalid batch '" + name + "': it has both 'from' and 'sql'; keep one");
        }
        if (query.isPresent()) {
            texts.check("sql", query.get(), yaml.location("sql"));
            return new Relation.Query(SourceSql.contained(query.get()));
        }
        if (table.isEmpty()) {
            problems.add(
                    location,
                    "Missing key 'from' of batch '" + name + "': name a table or view, or give a SELECT under 'sql'");
            return NO_RELATION;
        }
        return table(table.get().strip(), yaml.location("from"));
    }

    private Relation table(String text, Location location) {
        List<String> parts = List.of(text.split("\\.", -1));
        if (parts.size() > 2 || parts.stream().anyMatch(String::isBlank)) {
            problems.add(
                    location,
                    "Invalid from: '" + text + "' (table, or schema.table, as the database names them);"
                            + " put a query under 'sql'");
        }
        return new Relation.Table(parts.stream().map(SourceSql::quote).collect(Collectors.joining(".")));
    }

    private List<OrderItem> order(YamlObject yaml, List<String> key) {
        if (!yaml.has("order_by")) {
            return key.stream().map(column -> new OrderItem(column, false)).toList();
        }
        List<OrderItem> items = new ArrayList<>();
        for (String text : yaml.strings("order_by")) {
            String[] words = text.strip().split("\\s+");
            String direction = words.length == 2 ? words[1] : "asc";
            if (words.length > 2 || !(direction.equals("asc") || direction.equals("desc"))) {
                problems.add(
                        yaml.location("order_by"),
                        "Invalid order_by: '" + text + "' (a column, or a column and 'desc')");
            } else {
                items.add(new OrderItem(words[0], direction.equals("desc")));
            }
        }
        return List.copyOf(items);
    }

    private List<ColumnDraft> columns(String batch, Location location, YamlObject yaml) {
        Optional<YamlObject> section = yaml.object("columns");
        if (section.isEmpty() || section.get().keys().isEmpty()) {
            if (section.isPresent() || !yaml.has("columns")) {
                problems.add(
                        location, "Missing key 'columns' of batch '" + batch + "': a batch has at least one column");
            }
            return List.of();
        }
        return columns(section.get(), "column");
    }

    private List<ColumnDraft> columns(YamlObject section, String what) {
        List<ColumnDraft> result = new ArrayList<>();
        for (String name : section.keys()) {
            Location location = section.location(name);
            Names.check(what, name, location, problems);
            section.required(name).ifPresent(column -> result.add(columns.read(name, location, column, what)));
        }
        return List.copyOf(result);
    }

    private List<ColumnDraft> filterColumns(YamlObject yaml) {
        if (yaml.isObject("filter_columns")) {
            return yaml.object("filter_columns")
                    .map(section -> columns(section, "filter column"))
                    .orElse(List.of());
        }
        Location location = yaml.location("filter_columns");
        List<ColumnDraft> result = new ArrayList<>();
        for (String name : yaml.strings("filter_columns")) {
            Names.check("filter column", name, location, problems);
            result.add(columns.named(name, location));
        }
        return List.copyOf(result);
    }
}

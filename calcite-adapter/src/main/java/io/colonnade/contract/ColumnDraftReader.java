package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.ColumnDraft;
import io.colonnade.contract.ProjectionDraft.Origin;
import io.colonnade.error.Suggestion;
import io.colonnade.type.ColumnType;
import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one column of a batch into a draft. */
final class ColumnDraftReader {
    private static final Set<String> NESTED = Set.of("list", "array", "struct", "map", "object", "record");

    private final Problems problems;
    private final SourceText texts;

    ColumnDraftReader(Problems problems) {
        this.problems = problems;
        this.texts = new SourceText(problems);
    }

    /** Reads a column, or a filter column, which has fewer keys. */
    ColumnDraft read(String name, Location location, YamlObject yaml, String what) {
        ColumnType type = type(name, location, yaml);
        Origin origin = origin(name, yaml);
        boolean visible = what.equals("column");
        ColumnDraft draft = new ColumnDraft(
                name,
                location,
                type,
                !visible || yaml.bool("nullable").orElse(true),
                origin,
                visible ? reference(yaml) : null,
                yaml.location("references"),
                visible ? values(yaml, type) : List.of(),
                visible ? yaml.string("description").orElse("") : "");
        yaml.finish();
        return draft;
    }

    /** Returns a filter column that is known by its name only. */
    ColumnDraft named(String name, Location location) {
        return new ColumnDraft(name, location, null, true, new Origin(name, false), null, location, List.of(), "");
    }

    private @Nullable ColumnType type(String name, Location location, YamlObject yaml) {
        Optional<String> text = yaml.string("type");
        if (text.isEmpty()) {
            if (!yaml.has("type")) {
                problems.add(
                        location,
                        "Missing key 'type' of column '" + name + "' (one of "
                                + String.join(", ", ColumnType.contractNames()) + ")");
            }
            return null;
        }
        Optional<ColumnType> type = ColumnType.parse(text.get());
        String refusal = refusal(text.get(), type);
        if (!refusal.isEmpty()) {
            problems.add(
                    yaml.location("type"), "Invalid type of column '" + name + "': '" + text.get() + "' " + refusal);
            return null;
        }
        return type.orElseThrow();
    }

    private static String refusal(String text, Optional<ColumnType> type) {
        String word = text.replaceAll("[^A-Za-z_].*", "").toLowerCase(java.util.Locale.ROOT);
        if (word.equals("decimal") && type.isEmpty()) {
            return "(a decimal states precision and scale: decimal(p,s) with 1 <= p <= 76 and 0 <= s <= p)";
        }
        if (word.equals("timestamp")
                && (type.isEmpty() || type.get().arrow().toString().contains("null"))) {
            return "(a timestamp states unit and zone); write 'timestamp(us, UTC)'";
        }
        if (NESTED.contains(word) || text.endsWith("[]")) {
            return "(a batch is flat); make it a batch of its own that references this one, or declare type: json";
        }
        if (type.isPresent()) {
            return "";
        }
        List<String> known = ColumnType.contractNames();
        return "(one of " + String.join(", ", known) + ")" + Suggestion.hint(text, known);
    }

    private Origin origin(String name, YamlObject yaml) {
        Optional<String> column = yaml.string("from");
        Optional<String> expression = yaml.string("sql");
        if (column.isPresent() && expression.isPresent()) {
            problems.add(yaml.location("sql"), "Invalid column '" + name + "': it has both 'from' and 'sql'; keep one");
        }
        expression.ifPresent(sql -> texts.check("sql", sql, yaml.location("sql")));
        return expression
                .map(sql -> new Origin(sql.strip(), true))
                .orElseGet(() -> new Origin(column.orElse(name), false));
    }

    private Column.@Nullable Reference reference(YamlObject yaml) {
        Optional<String> text = yaml.string("references");
        if (text.isEmpty()) {
            return null;
        }
        String[] parts = text.get().split("\\.", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            problems.add(yaml.location("references"), "Invalid references: '" + text.get() + "' (batch.column)");
            return null;
        }
        return new Column.Reference(parts[0].strip(), parts[1].strip());
    }

    private List<String> values(YamlObject yaml, @Nullable ColumnType type) {
        List<String> values = yaml.strings("values");
        if (!yaml.keys().contains("values")) {
            return values;
        }
        if (values.isEmpty()) {
            problems.add(yaml.location("values"), "Invalid values: an enumeration has at least one value");
        }
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (!seen.add(value)) {
                problems.add(yaml.location("values"), "Invalid values: '" + value + "' is listed twice");
            }
        }
        if (type != null && !TypeClasses.isText(type)) {
            problems.add(
                    yaml.location("values"),
                    "Invalid values: only a string has them, and the column's type is " + type);
        }
        return values;
    }
}

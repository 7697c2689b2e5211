package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.BatchDraft;
import io.colonnade.contract.ProjectionFiles.ProjectionFile;
import io.colonnade.security.policy.ExportRule;
import io.colonnade.security.policy.Grant;
import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a projection file into a draft, noting every key that is unknown, missing or malformed. */
final class ProjectionReader {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");
    private static final Set<String> RESERVED = Set.of("colonnade", "information_schema", "pg_catalog");
    private static final int DEFAULT_HOPS = 2;

    private final Problems problems;
    private final BatchDraftReader batches;
    private final PolicyDraftReader policies;

    ProjectionReader(Problems problems) {
        this.problems = problems;
        this.batches = new BatchDraftReader(problems);
        this.policies = new PolicyDraftReader(problems);
    }

    /** Returns the draft; empty if the file is not even a mapping. */
    Optional<ProjectionDraft> read(ProjectionFile file) {
        int before = problems.found().size();
        YamlObject yaml = YamlObject.parse(file.name(), file.text(), problems);
        if (yaml.keys().isEmpty()) {
            if (problems.found().size() == before) {
                problems.add(yaml.location(), "Missing key 'projection': the file is empty");
            }
            return Optional.empty();
        }
        ProjectionDraft draft = draft(yaml);
        yaml.finish();
        return Optional.of(draft);
    }

    private ProjectionDraft draft(YamlObject yaml) {
        String name = name(yaml);
        Stability stability = yaml.choice("stability", Stability.class).orElse(Stability.BETA);
        return new ProjectionDraft(
                name,
                yaml.location("projection"),
                version(yaml),
                stability,
                yaml.string("description").orElse(""),
                yaml.requiredString("source"),
                yaml.location("source"),
                hops(yaml),
                grant(yaml),
                deprecation(yaml, stability),
                yaml.location("replacement"),
                export(yaml),
                batches(yaml),
                policies.filters(yaml),
                policies.masks(yaml));
    }

    private String name(YamlObject yaml) {
        String name = yaml.requiredString("projection");
        if (!name.isEmpty()) {
            Names.check("projection", name, yaml.location("projection"), problems);
            if (RESERVED.contains(name)) {
                problems.add(
                        yaml.location("projection"),
                        "Invalid projection name: '" + name + "' is reserved for the system's own tables");
            }
        }
        return name;
    }

    private Version version(YamlObject yaml) {
        String text = yaml.requiredString("version");
        Matcher matcher = VERSION.matcher(text);
        if (matcher.matches()) {
            return new Version(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
        }
        if (!text.isEmpty()) {
            problems.add(
                    yaml.location("version"),
                    "Invalid version: '" + text + "' (three numbers as MAJOR.MINOR.PATCH, such as 1.0.0)");
        }
        return new Version(0, 0, 0);
    }

    private int hops(YamlObject yaml) {
        int hops = yaml.integer("max_hops").orElse(DEFAULT_HOPS);
        if (hops < 1) {
            problems.add(yaml.location("max_hops"), "Invalid max_hops: " + hops + " (at least 1)");
            return DEFAULT_HOPS;
        }
        return hops;
    }

    private Grant grant(YamlObject yaml) {
        boolean requiresAuthentication = yaml.bool("requires_auth").orElse(true);
        Set<String> allow = policies.roles(yaml, "allow");
        if (yaml.keys().contains("allow") && allow.isEmpty()) {
            problems.add(
                    yaml.location("allow"),
                    "Invalid allow: it names no role; name the roles that may read, or leave the key out to admit"
                            + " every authenticated principal");
        }
        if (!requiresAuthentication && !allow.isEmpty()) {
            problems.add(
                    yaml.location("requires_auth"),
                    "Invalid requires_auth: false contradicts 'allow', because an anonymous caller has no role;"
                            + " drop one of the two");
        }
        return new Grant(requiresAuthentication, allow);
    }

    private @Nullable Deprecation deprecation(YamlObject yaml, Stability stability) {
        Optional<String> replacement = yaml.string("replacement");
        Optional<String> sunset = yaml.string("sunset");
        if (stability != Stability.DEPRECATED) {
            for (String key : List.of("replacement", "sunset")) {
                if (yaml.has(key)) {
                    problems.add(
                            yaml.location(key),
                            "Invalid " + key + ": only a projection with stability: deprecated has it");
                }
            }
            return null;
        }
        if (replacement.isEmpty() || sunset.isEmpty()) {
            problems.add(
                    yaml.location("stability"),
                    "Invalid stability: a deprecated projection names its replacement and its sunset;"
                            + " add 'replacement: <projection>' and 'sunset: <YYYY-MM-DD>'");
            return null;
        }
        try {
            return new Deprecation(replacement.get(), LocalDate.parse(sunset.get()));
        } catch (DateTimeParseException e) {
            problems.add(yaml.location("sunset"), "Invalid sunset: '" + sunset.get() + "' (a date as YYYY-MM-DD)");
            return null;
        }
    }

    private @Nullable ExportRule export(YamlObject yaml) {
        Optional<YamlObject> section = yaml.object("export");
        if (section.isEmpty()) {
            return null;
        }
        YamlObject export = section.get();
        ExportRule rule = new ExportRule(
                export.strings("destinations"),
                export.choice("encryption", ExportRule.Encryption.class).orElse(null),
                export.integer("retention_days").orElse(null),
                export.string("approval").orElse(null),
                policies.roles(export, "allow"),
                export.integer("rows").map(Integer::longValue).orElse(null),
                export.integer("mebibytes")
                        .map(mebibytes -> (long) mebibytes << 20)
                        .orElse(null));
        export.finish();
        return rule;
    }

    private List<BatchDraft> batches(YamlObject yaml) {
        if (!yaml.has("batches")) {
            problems.add(yaml.location(), "Missing key 'batches': a projection has at least one batch");
            return List.of();
        }
        List<BatchDraft> result = new ArrayList<>();
        Optional<YamlObject> section = yaml.object("batches");
        section.ifPresent(byName -> {
            for (String name : byName.keys()) {
                Location location = byName.location(name);
                byName.required(name).ifPresent(batch -> result.add(batches.read(name, location, batch)));
            }
        });
        if (section.isPresent() && section.get().keys().isEmpty()) {
            problems.add(yaml.location("batches"), "Invalid batches: a projection has at least one batch");
        }
        return List.copyOf(result);
    }
}

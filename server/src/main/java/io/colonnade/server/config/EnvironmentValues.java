package io.colonnade.server.config;

import io.colonnade.error.Suggestion;
import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Values that environment variables override: {@code server.flight.port} is {@code COLONNADE_SERVER_FLIGHT_PORT}. Other
 * variables that begin with COLONNADE_ are left alone, unless they begin like a section of the configuration.
 */
final class EnvironmentValues {
    private static final String PREFIX = "COLONNADE_";

    private final KeyTree keys;
    private final Set<String> names;

    private EnvironmentValues(KeyTree keys, Set<String> names) {
        this.keys = keys;
        this.names = names;
    }

    /**
     * Reads the overrides.
     *
     * @param names the names of sources that the file gives, which decide where a name ends
     */
    static Map<String, GivenValue> of(
            Map<String, String> environment, KeyTree keys, Set<String> names, Problems problems) {
        EnvironmentValues matching = new EnvironmentValues(keys, names);
        Map<String, GivenValue> values = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (!variable.startsWith(PREFIX)) {
                return;
            }
            String rest = variable.substring(PREFIX.length());
            Location location = new Location("environment variable " + variable, 0);
            Optional<String> path = matching.match(keys, rest, "");
            if (path.isPresent()) {
                values.put(path.get(), new GivenValue(text, location));
            } else if (matching.beginsLikeASection(rest)) {
                problems.add(location, "It overrides no key" + Suggestion.hint(variable, matching.variables()));
            }
        });
        return values;
    }

    private Optional<String> match(KeyTree node, String rest, String path) {
        if (rest.isEmpty()) {
            return node.key() == null ? Optional.empty() : Optional.of(path);
        }
        for (Map.Entry<String, KeyTree> child : node.children().entrySet()) {
            for (Candidate candidate : candidates(child.getKey(), rest)) {
                String longer = path.isEmpty() ? candidate.word() : path + "." + candidate.word();
                Optional<String> found = match(child.getValue(), candidate.rest(), longer);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private record Candidate(String word, String rest) {}

    private List<Candidate> candidates(String segment, String rest) {
        List<Candidate> result = new ArrayList<>();
        switch (segment) {
            case ConfigurationKey.NAME -> {
                names.forEach(name -> addIfPrefix(result, name, rest));
                result.add(new Candidate(rest.toLowerCase(Locale.ROOT), ""));
                for (int end = rest.indexOf('_'); end > 0; end = rest.indexOf('_', end + 1)) {
                    result.add(new Candidate(rest.substring(0, end).toLowerCase(Locale.ROOT), rest.substring(end + 1)));
                }
            }
            case ConfigurationKey.PLACE -> {
                int end = rest.indexOf('_');
                if (end > 0 && rest.substring(0, end).matches("\\d{1,4}")) {
                    result.add(new Candidate(rest.substring(0, end), rest.substring(end + 1)));
                }
            }
            default -> addIfPrefix(result, segment, rest);
        }
        return result;
    }

    private static void addIfPrefix(List<Candidate> result, String word, String rest) {
        String upper = variable(word);
        if (rest.equals(upper)) {
            result.add(new Candidate(word, ""));
        } else if (rest.startsWith(upper + "_")) {
            result.add(new Candidate(word, rest.substring(upper.length() + 1)));
        }
    }

    private boolean beginsLikeASection(String rest) {
        return keys.words().stream()
                .anyMatch(section -> rest.equals(variable(section)) || rest.startsWith(variable(section) + "_"));
    }

    private List<String> variables() {
        return ConfigurationKeys.ALL.stream()
                .map(key -> PREFIX + variable(key.path()))
                .toList();
    }

    private static String variable(String words) {
        return words.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}

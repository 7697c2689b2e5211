package io.colonnade.server.config;

import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a configuration: the file, then the environment, then options, each overriding the one before. Gathers everything
 * that is wrong and fails once, before anything is opened. Used by the command line; one thread calls it.
 */
public final class ConfigurationReader {
    private static final KeyTree KEYS = KeyTree.of(ConfigurationKeys.ALL);

    private final Map<String, String> environment;
    private final Map<String, String> options;

    /**
     * Creates a reader.
     *
     * @param environment the environment variables
     * @param options values by key, as given with {@code --set}
     */
    public ConfigurationReader(Map<String, String> environment, Map<String, String> options) {
        this.environment = environment;
        this.options = new LinkedHashMap<>(options);
    }

    /**
     * Reads a file.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_CONFIGURATION with every problem in its message
     */
    public Configuration read(Path file) {
        Problems problems = new Problems();
        YamlObject yaml = YamlObject.read(file, problems);
        if (!Files.isReadable(file)) {
            // All that the file would say is missing too, and that is no news.
            problems.throwIfAny("Cannot use the configuration");
        }
        Path parent = file.toAbsolutePath().getParent();
        return read(yaml, parent == null ? Path.of("/") : parent, problems);
    }

    Configuration read(YamlObject yaml, Path directory, Problems problems) {
        Map<String, GivenValue> texts = new LinkedHashMap<>();
        Map<String, GivenValue> fromFile = YamlValues.of(yaml, KEYS, problems);
        Map<String, GivenValue> overrides = EnvironmentValues.of(environment, KEYS, names(fromFile), problems);
        overrides.putAll(fromOptions(problems));
        Expansion expansion = new Expansion(environment, problems);
        fromFile.forEach((path, value) -> {
            if (!overrides.containsKey(path)) {
                expansion.expand(path, value).ifPresent(expanded -> texts.put(path, expanded));
            }
        });
        Set<String> mentioned = new LinkedHashSet<>(fromFile.keySet());
        texts.putAll(overrides);
        mentioned.addAll(texts.keySet());
        Map<String, Object> values = parse(texts, problems);
        Requirements.check(KEYS, mentioned, texts, yaml.location(), problems);
        problems.throwIfAny("Cannot use the configuration");
        return Configuration.of(new Values(values, KEYS, directory, ""));
    }

    private static Set<String> names(Map<String, GivenValue> values) {
        Set<String> names = new LinkedHashSet<>();
        values.keySet().stream()
                .filter(path -> path.startsWith("sources."))
                .forEach(path -> names.add(path.split("\\.")[1]));
        return names;
    }

    private Map<String, GivenValue> fromOptions(Problems problems) {
        Map<String, GivenValue> values = new LinkedHashMap<>();
        options.forEach((path, text) -> {
            Location location = new Location("option --set " + path, 0);
            List<String> words = List.of(path.split("\\."));
            KeyTree node = KEYS.at(words);
            if (node == null || node.key() == null) {
                problems.add(location, UnknownKey.message(words, KEYS));
            } else {
                values.put(path, new GivenValue(text, location));
            }
        });
        return values;
    }

    private static Map<String, Object> parse(Map<String, GivenValue> texts, Problems problems) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((path, value) -> {
            KeyTree node = KEYS.at(List.of(path.split("\\.")));
            if (node == null || node.key() == null) {
                throw new IllegalStateException("not in the table of keys: " + path);
            }
            KeyType type = node.key().type();
            type.parse(value.text())
                    .ifPresentOrElse(
                            parsed -> values.put(path, parsed),
                            () -> problems.add(value.location(), invalid(path, type, value.text())));
        });
        return values;
    }

    private static String invalid(String path, KeyType type, String text) {
        String shown = type == KeyType.SECRET ? "" : "'" + text + "' ";
        return "Invalid " + path + ": " + shown + "(expected " + type.expectation() + ")";
    }
}

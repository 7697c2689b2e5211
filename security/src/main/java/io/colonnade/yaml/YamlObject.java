package io.colonnade.yaml;

import io.colonnade.error.Suggestion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in a YAML file that knows where it stands. A reader asks for the keys that it knows and then calls
 * {@link #finish}; whatever it did not ask for is an unknown key. All faults go to {@link Problems}; a faulty value
 * reads as absent. Not thread-safe.
 */
public final class YamlObject {
    private final String file;
    private final int line;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private YamlObject(String file, int line, Problems problems) {
        this.file = file;
        this.line = line;
        this.problems = problems;
    }

    /** Reads a file whose content is one mapping. A file that cannot be read or parsed is a problem and reads as empty. */
    public static YamlObject read(Path path, Problems problems) {
        try {
            return parse(path.toString(), Files.readAllBytes(path), problems);
        } catch (IOException e) {
            problems.add(new Location(path.toString(), 1), "Cannot read the file: " + reason(e));
            return new YamlObject(path.toString(), 1, problems);
        }
    }

    /** Parses the content of a file, which must be UTF-8 and one mapping. */
    public static YamlObject parse(String file, byte[] content, Problems problems) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            return parse(file, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), problems);
        } catch (CharacterCodingException e) {
            problems.add(new Location(file, 1), "Cannot read the file: it is not UTF-8 text");
            return new YamlObject(file, 1, problems);
        }
    }

    /** Parses a text whose content is one mapping. */
    public static YamlObject parse(String file, String text, Problems problems) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(20);
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return of(file, mapping, problems);
            }
            problems.add(new Location(file, 1), "Expected a mapping of keys to values");
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(new Location(file, at), "Cannot parse YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(new Location(file, 1), "Cannot parse YAML: the file is too large or holds control characters");
        }
        return new YamlObject(file, 1, problems);
    }

    private static YamlObject of(String file, MappingNode node, Problems problems) {
        YamlObject object = new YamlObject(file, lineOf(node), problems);
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                if (object.values.put(key.getValue(), tuple.getValueNode()) != null) {
                    problems.add(new Location(file, lineOf(key)), "Duplicate key '" + key.getValue() + "'");
                }
                object.lines.put(key.getValue(), lineOf(key));
            } else {
                problems.add(new Location(file, lineOf(tuple.getKeyNode())), "A key must be a plain word");
            }
        }
        return object;
    }

    /** Returns where this mapping begins. */
    public Location location() {
        return new Location(file, line);
    }

    /** Returns where a key stands, or where the mapping begins if the key is absent. */
    public Location location(String key) {
        return new Location(file, lines.getOrDefault(key, line));
    }

    /** Returns the keys in the order of the file; asking for them this way does not make them known. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** Returns whether a key is present with a value other than null. */
    public boolean has(String key) {
        return value(key) != null;
    }

    /** Returns a scalar as its text. */
    public Optional<String> string(String key) {
        Node node = value(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        expected(key, "a single value");
        return Optional.empty();
    }

    /** Returns a scalar as it is written, also where YAML reads the word as nothing, such as {@code null}. */
    public Optional<String> plainText(String key) {
        asked.add(key);
        return values.get(key) instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : string(key);
    }

    /** Returns a scalar as its text; its absence or blankness is a problem and reads as empty. */
    public String requiredString(String key) {
        Optional<String> text = string(key);
        if (value(key) == null) {
            problems.add(location(), "Missing key '" + key + "'");
        } else if (text.isPresent() && text.get().isBlank()) {
            expected(key, "a value");
            return "";
        }
        return text.orElse("");
    }

    /** Returns a whole number. */
    public Optional<Integer> integer(String key) {
        return string(key).flatMap(text -> {
            try {
                return Optional.of(Integer.parseInt(text.trim()));
            } catch (NumberFormatException e) {
                expected(key, "a whole number");
                return Optional.empty();
            }
        });
    }

    /** Returns a truth value. */
    public Optional<Boolean> bool(String key) {
        return string(key).flatMap(text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> {
                expected(key, "true or false");
                yield Optional.empty();
            }
        });
    }

    /** Returns a value out of a closed set of words, written in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> choices) {
        return string(key).flatMap(text -> {
            List<String> words = new ArrayList<>();
            for (E choice : choices.getEnumConstants()) {
                String word = choice.name().toLowerCase(java.util.Locale.ROOT);
                if (word.equals(text)) {
                    return Optional.of(choice);
                }
                words.add(word);
            }
            problems.add(
                    location(key),
                    "Invalid " + key + ": '" + text + "' (one of " + String.join(", ", words) + ")"
                            + Suggestion.hint(text, words));
            return Optional.empty();
        });
    }

    /**
     * Returns a value whose type is the user's choice: a {@link String}, {@link Long}, {@link java.math.BigDecimal} or
     * {@link Boolean}, as it is written, or a list of these.
     */
    public Optional<Object> plain(String key) {
        Node node = value(key);
        if (node == null) {
            return Optional.empty();
        }
        Optional<Object> plain = PlainValue.of(node);
        if (plain.isEmpty()) {
            expected(key, "a single value or a list of values");
        }
        return plain;
    }

    /** Returns a sequence of scalars; a single scalar counts as a sequence of one. Absent reads as empty. */
    public List<String> strings(String key) {
        Node node = value(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        List<String> result = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node element : sequence.getValue()) {
                if (element instanceof ScalarNode scalar && !Tag.NULL.equals(element.getTag())) {
                    result.add(scalar.getValue());
                } else {
                    problems.add(
                            new Location(file, lineOf(element)),
                            "Each element of '" + key + "' must be a single value");
                }
            }
            return List.copyOf(result);
        }
        expected(key, "a list of values");
        return List.of();
    }

    /** Returns a sequence of sequences of scalars as their texts, with a null for a null. Absent reads as empty. */
    public Optional<List<List<@Nullable String>>> table(String key) {
        Node node = value(key);
        if (node == null) {
            return Optional.empty();
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(row -> rows.add(cells(key, row)));
            return Optional.of(rows);
        }
        expected(key, "a list of lists of values");
        return Optional.empty();
    }

    private List<@Nullable String> cells(String key, Node row) {
        List<@Nullable String> cells = new ArrayList<>();
        if (!(row instanceof SequenceNode sequence)) {
            problems.add(new Location(file, lineOf(row)), "Each element of '" + key + "' must be a list of values");
            return cells;
        }
        for (Node cell : sequence.getValue()) {
            if (cell instanceof ScalarNode scalar) {
                cells.add(Tag.NULL.equals(cell.getTag()) ? null : scalar.getValue());
            } else {
                problems.add(new Location(file, lineOf(cell)), "Each value of '" + key + "' must be a single value");
            }
        }
        return cells;
    }

    /** Returns whether the key holds a mapping, for keys that take either a list or a mapping. */
    public boolean isObject(String key) {
        return value(key) instanceof MappingNode;
    }

    /** Returns whether the key holds a sequence. */
    public boolean isSequence(String key) {
        return value(key) instanceof SequenceNode;
    }

    /** Returns a nested mapping. */
    public Optional<YamlObject> object(String key) {
        Node node = value(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof MappingNode mapping) {
            return Optional.of(of(file, mapping, problems));
        }
        expected(key, "a mapping of keys to values");
        return Optional.empty();
    }

    /** Returns a nested mapping; its absence is a problem. */
    public Optional<YamlObject> required(String key) {
        if (value(key) == null) {
            expected(key, "a mapping of keys to values");
        }
        return object(key);
    }

    /**
     * Returns a nested mapping whose keys are names that the user chose, each with a mapping as its value. A name with
     * nothing behind it reads as an empty mapping, so that what it lacks is reported rather than the name dropped.
     */
    public Map<String, YamlObject> objectsByName(String key) {
        Map<String, YamlObject> result = new LinkedHashMap<>();
        object(key)
                .ifPresent(names -> names.keys().forEach(name -> {
                    if (names.has(name)) {
                        names.object(name).ifPresent(value -> result.put(name, value));
                    } else {
                        result.put(
                                name, new YamlObject(file, names.location(name).line(), problems));
                    }
                }));
        return result;
    }

    /** Returns a sequence of mappings. Absent reads as empty. */
    public List<YamlObject> objects(String key) {
        Node node = value(key);
        if (node == null) {
            return List.of();
        }
        List<YamlObject> result = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node element : sequence.getValue()) {
                if (element instanceof MappingNode mapping) {
                    result.add(of(file, mapping, problems));
                } else {
                    problems.add(
                            new Location(file, lineOf(element)), "Each element of '" + key + "' must be a mapping");
                }
            }
            return result;
        }
        expected(key, "a list of mappings");
        return List.of();
    }

    /** Reports every key that nobody asked for, with the nearest one that somebody did. */
    public void finish() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problems.add(location(key), "Unknown key '" + key + "'" + Suggestion.hint(key, asked));
            }
        }
    }

    private @Nullable Node value(String key) {
        asked.add(key);
        Node node = values.get(key);
        return node == null || Tag.NULL.equals(node.getTag()) ? null : node;
    }

    private void expected(String key, String what) {
        problems.add(location(key), "Invalid " + key + ": expected " + what);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "it does not exist"
                : e.getClass().getSimpleName();
    }
}

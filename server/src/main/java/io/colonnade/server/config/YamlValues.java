package io.colonnade.server.config;

import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flattens a configuration file into values by path. What does not fit the tree of keys is a problem of the caller. */
final class YamlValues {
    private final Map<String, GivenValue> values = new LinkedHashMap<>();
    private final Problems problems;

    private YamlValues(Problems problems) {
        this.problems = problems;
    }

    static Map<String, GivenValue> of(YamlObject file, KeyTree keys, Problems problems) {
        YamlValues flattening = new YamlValues(problems);
        flattening.mapping(file, keys, "");
        return flattening.values;
    }

    private void mapping(YamlObject object, KeyTree node, String prefix) {
        for (String word : object.keys()) {
            String path = prefix + word;
            KeyTree child = node.child(word);
            if (node.takesNames() && word.indexOf('.') >= 0) {
                problems.add(object.location(word), "Invalid name '" + word + "' in " + prefix + ": it holds a dot");
            } else if (child == null) {
                problems.add(object.location(word), UnknownKey.message(path, word, node));
            } else if (object.has(word)) {
                value(object, word, child, path);
            }
        }
    }

    private void value(YamlObject object, String word, KeyTree node, String path) {
        if (node.key() != null && node.key().type().isList() && object.isSequence(word)) {
            values.put(path, new GivenValue(String.join(",", object.strings(word)), object.location(word)));
        } else if (node.key() != null) {
            object.string(word).ifPresent(text -> values.put(path, new GivenValue(text, object.location(word))));
        } else if (node.isList()) {
            List<YamlObject> elements = object.objects(word);
            for (int i = 0; i < elements.size(); i++) {
                KeyTree element = node.children().get(ConfigurationKey.PLACE);
                if (element != null) {
                    mapping(elements.get(i), element, path + "." + i + ".");
                }
            }
        } else {
            object.object(word).ifPresent(nested -> mapping(nested, node, path + "."));
        }
    }
}

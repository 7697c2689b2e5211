package io.colonnade.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Values whose type nobody declared. Only what looks the same in every version of YAML counts as a number or a truth
 * value: {@code NO} is Norway, and {@code 007} and {@code 1_000} are texts.
 */
final class PlainValue {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,27})\\.[0-9]{1,10}");

    private PlainValue() {}

    /** Returns a scalar or a list of scalars; empty for anything else, null included. */
    static Optional<Object> of(Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            return scalar(node);
        }
        List<Object> list = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            Optional<Object> scalar = scalar(element);
            if (scalar.isEmpty()) {
                return Optional.empty();
            }
            list.add(scalar.get());
        }
        return Optional.of(List.copyOf(list));
    }

    private static Optional<Object> scalar(Node node) {
        if (!(node instanceof ScalarNode scalar) || Tag.NULL.equals(node.getTag())) {
            return Optional.empty();
        }
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return Optional.of(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(Boolean.valueOf(text));
        }
        if (WHOLE.matcher(text).matches()) {
            return Optional.of(Long.valueOf(text));
        }
        return Optional.of(DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text);
    }
}

package io.colonnade.server.config;

import io.colonnade.yaml.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands {@code ${VARIABLE}} and {@code ${VARIABLE:default}} in the values of a file. */
final class Expansion {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    private final Map<String, String> environment;
    private final Problems problems;

    Expansion(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** Returns the expanded value; a variable that is not set and has no default is a problem. */
    Optional<GivenValue> expand(String path, GivenValue value) {
        StringBuilder result = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(value.text());
        boolean complete = true;
        while (matcher.find()) {
            String text = environment.get(matcher.group(1));
            if (text == null || text.isEmpty()) {
                text = matcher.group(2);
            }
            if (text == null) {
                problems.add(
                        value.location(),
                        "Missing value of '" + path + "': environment variable " + matcher.group(1) + " is not set");
                complete = false;
                text = "";
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(text));
        }
        matcher.appendTail(result);
        return complete ? Optional.of(new GivenValue(result.toString(), value.location())) : Optional.empty();
    }
}

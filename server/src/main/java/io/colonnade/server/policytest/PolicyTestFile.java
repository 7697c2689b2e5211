package io.colonnade.server.policytest;

import io.colonnade.error.ErrorKind;
import io.colonnade.server.policytest.PolicyTest.Expected;
import io.colonnade.server.policytest.PolicyTest.Refusal;
import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file of policy tests; everything wrong with it is reported at once, with its line. */
public final class PolicyTestFile {
    private static final List<String> OUTCOMES =
            List.of("rows", "columns", "count", "contains", "never", "refused", "sees");
    private static final Set<String> ANSWERS = Set.of("rows", "columns", "count", "contains");

    private final Problems problems = new Problems();

    private PolicyTestFile() {}

    /**
     * Reads the tests of a file.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_CONFIGURATION with everything that is wrong
     */
    public static List<PolicyTest> read(Path file) {
        return new PolicyTestFile().tests(file);
    }

    private List<PolicyTest> tests(Path file) {
        YamlObject root = YamlObject.read(file, problems);
        List<PolicyTest> tests = new ArrayList<>();
        for (YamlObject entry : root.objects("tests")) {
            tests.add(test(entry));
            entry.finish();
        }
        if (tests.isEmpty() && problems.isEmpty()) {
            problems.add(root.location("tests"), "Missing key 'tests' (a list of at least one test)");
        }
        root.finish();
        problems.throwIfAny("Cannot use the policy tests");
        return List.copyOf(tests);
    }

    private PolicyTest test(YamlObject entry) {
        String name = entry.requiredString("name");
        Asker asker = asker(entry);
        @Nullable String query = entry.string("query").orElse(null);
        Expected expected = expected(entry);
        check(entry, query);
        return new PolicyTest(name, entry.location(), asker, query, expected);
    }

    private void check(YamlObject entry, @Nullable String query) {
        List<String> given = OUTCOMES.stream().filter(entry::has).toList();
        if (given.isEmpty()) {
            problems.add(
                    entry.location(), "A test needs an outcome (one or more of " + String.join(", ", OUTCOMES) + ")");
        }
        if (query == null && given.stream().anyMatch(outcome -> !outcome.equals("sees"))) {
            problems.add(entry.location(), "Missing key 'query' (only 'sees' is tested without one)");
        }
        if (entry.has("refused") && given.stream().anyMatch(ANSWERS::contains)) {
            problems.add(entry.location("refused"), "Invalid refused: a refusal has neither rows nor columns");
        }
    }

    private Asker asker(YamlObject entry) {
        boolean anonymous = entry.bool("anonymous").orElse(false);
        if (anonymous == entry.has("as")) {
            problems.add(entry.location(), "A test needs either 'as' (who asks) or 'anonymous: true'");
        }
        return entry.object("as").map(this::named).orElse(Asker.ANONYMOUS);
    }

    private Asker named(YamlObject as) {
        Map<String, Object> claims = new LinkedHashMap<>();
        as.object("claims")
                .ifPresent(object ->
                        object.keys().forEach(key -> object.plain(key).ifPresent(value -> claims.put(key, value))));
        Asker asker = new Asker(
                as.requiredString("user"),
                Set.copyOf(as.strings("roles")),
                claims,
                as.string("password").orElse(null),
                as.string("token").orElse(null));
        as.finish();
        return asker;
    }

    private Expected expected(YamlObject entry) {
        return new Expected(
                entry.table("rows").orElse(null),
                entry.bool("ordered").orElse(false),
                entry.strings("columns"),
                entry.integer("count").orElse(null),
                entry.strings("contains"),
                entry.strings("never"),
                refusal(entry).orElse(null),
                entry.has("sees") ? Set.copyOf(entry.strings("sees")) : null);
    }

    /** Any refusal, one with a SQLSTATE, or a mapping of what to look at. */
    private Optional<Refusal> refusal(YamlObject entry) {
        if (!entry.has("refused")) {
            return Optional.empty();
        }
        if (entry.isObject("refused")) {
            return entry.object("refused").map(PolicyTestFile::details);
        }
        String text = entry.string("refused").orElse("");
        if (!text.equals("true") && !text.matches("[0-9A-Z]{5}")) {
            problems.add(
                    entry.location("refused"),
                    "Invalid refused: expected true, a SQLSTATE, or a mapping of sqlstate, kind and text");
        }
        return Optional.of(new Refusal(text.equals("true") ? "" : text, Optional.empty(), ""));
    }

    private static Refusal details(YamlObject object) {
        Refusal refusal = new Refusal(
                object.string("sqlstate").orElse(""),
                object.choice("kind", ErrorKind.class),
                object.string("text").orElse(""));
        object.finish();
        return refusal;
    }
}

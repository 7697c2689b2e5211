package io.colonnade.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFaultsTest {
    private final Problems problems = new Problems();

    @Test
    void wrongShapesAreProblemsAtTheirLines() {
        YamlObject yaml =
                parse("number: seven\ntruth: yes\ntext: [x]\nnested: x\nempty: ''\nlist: {a: 1}\nentries: [x]\n");
        yaml.integer("number");
        yaml.bool("truth");
        yaml.string("text");
        yaml.object("nested");
        yaml.requiredString("empty");
        yaml.requiredString("absent");
        yaml.required("gone");
        yaml.objects("list");
        yaml.objects("entries");
        assertThat(found())
                .containsExactly(
                        "f:1: Invalid number: expected a whole number",
                        "f:2: Invalid truth: expected true or false",
                        "f:3: Invalid text: expected a single value",
                        "f:4: Invalid nested: expected a mapping of keys to values",
                        "f:5: Invalid empty: expected a value",
                        "f:1: Missing key 'absent'",
                        "f:1: Invalid gone: expected a mapping of keys to values",
                        "f:6: Invalid list: expected a list of mappings",
                        "f:7: Each element of 'entries' must be a mapping");
    }

    @Test
    void wordForNothingIsAbsentExceptAsPlainText() {
        YamlObject yaml = parse("mask: null\nblank:\n");
        assertThat(yaml.has("mask")).isFalse();
        assertThat(yaml.string("mask")).isEmpty();
        assertThat(yaml.plainText("mask")).contains("null");
        assertThat(yaml.plainText("blank")).contains("");
        assertThat(yaml.plainText("other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "a: b: c", "- x", "word", "", "a: 1\n---\nb: 2", "a: \u0001", "a: *b"})
    void textThatIsNoMappingIsOneProblem(String text) {
        assertThat(parse(text).keys()).isEmpty();
        assertThat(problems.found()).hasSize(1);
    }

    @Test
    void failureListsAllProblemsByFileAndLine() {
        problems.add(new Location("b", 1), "third");
        problems.add(new Location("a", 10), "second");
        problems.add(new Location("a", 9), "first");
        assertThatThrownBy(() -> problems.throwIfAny("Cannot use the thing"))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION))
                .hasMessage("Cannot use the thing: 3 problems\n  a:9: first\n  a:10: second\n  b:1: third");
    }

    private YamlObject parse(String text) {
        return YamlObject.parse("f", text, problems);
    }

    private List<String> found() {
        return problems.found().stream().map(Object::toString).toList();
    }
}

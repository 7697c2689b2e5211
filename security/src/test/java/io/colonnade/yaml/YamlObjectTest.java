package io.colonnade.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlObjectTest {
    private enum Colour {
        RED,
        GREEN
    }

    private final Problems problems = new Problems();

    @Test
    void readsEveryKindOfValue() {
        YamlObject object = parse("""
                text: hello
                number: 42
                truth: true
                colour: green
                one: single
                many: [a, b]
                nested: {inner: x}
                list:
                  - {name: first}
                  - {name: second}
                named:
                  a: {x: 1}
                  b:
                nothing: ~
                """);
        assertThat(object.string("text")).contains("hello");
        assertThat(object.integer("number")).contains(42);
        assertThat(object.bool("truth")).contains(true);
        assertThat(object.choice("colour", Colour.class)).contains(Colour.GREEN);
        assertThat(object.strings("one")).containsExactly("single");
        assertThat(object.strings("many")).containsExactly("a", "b");
        assertThat(object.object("nested").orElseThrow().string("inner")).contains("x");
        assertThat(object.objects("list"))
                .extracting(each -> each.requiredString("name"))
                .containsExactly("first", "second");
        assertThat(object.objectsByName("named")).containsOnlyKeys("a", "b");
        assertThat(object.string("nothing")).isEmpty();
        assertThat(object.string("absent")).isEmpty();
        assertThat(object.strings("absent")).isEmpty();
        object.finish();
        assertThat(problems.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO | NO",
                "yes | yes",
                "on | on",
                "007 | 007",
                "1_000 | 1_000",
                "0x10 | 0x10",
                "2026-03-01 | 2026-03-01",
                "1e3 | 1e3",
                "'42' | 42",
                "12:30 | 12:30",
                "99999999999999999999 | 99999999999999999999"
            },
            quoteCharacter = '`')
    void whatOnlyLooksLikeANumberOrATruthValueIsText(String written, String text) {
        assertThat(parse("key: " + written).plain("key")).contains(text);
    }

    @Test
    void numbersAndTruthValuesKeepTheirTypes() {
        YamlObject object = parse("{a: 42, b: -1, c: 0.10, d: true, e: [1, x, false], f: {}, g: [[1]], h: ~}");
        assertThat(object.plain("a")).contains(42L);
        assertThat(object.plain("b")).contains(-1L);
        assertThat(object.plain("c")).contains(new BigDecimal("0.10"));
        assertThat(object.plain("d")).contains(true);
        assertThat(object.plain("e")).contains(List.of(1L, "x", false));
        assertThat(object.plain("h")).isEmpty();
        assertThat(problems.found()).isEmpty();
        assertThat(object.plain("f")).isEmpty();
        assertThat(object.plain("g")).isEmpty();
        assertThat(problems.found()).hasSize(2);
    }

    @Test
    void namesEveryFaultWithItsLineAndGoesOn() {
        YamlObject object = parse("""
                number: many
                truth: yes
                colour: gren
                text: [a]
                many: {a: b}
                list: [x]
                tags: [a, ~, [b]]
                nested: 3
                nubmer: 1
                """);
        assertThat(object.integer("number")).isEmpty();
        assertThat(object.bool("truth")).isEmpty();
        assertThat(object.choice("colour", Colour.class)).isEmpty();
        assertThat(object.string("text")).isEmpty();
        assertThat(object.strings("many")).isEmpty();
        assertThat(object.objects("list")).isEmpty();
        assertThat(object.strings("tags")).containsExactly("a");
        assertThat(object.object("nested")).isEmpty();
        assertThat(object.requiredString("missing")).isEmpty();
        object.finish();
        assertThat(problems.found())
                .extracting(Problems.Problem::toString)
                .containsExactly(
                        "test.yaml:1: Invalid number: expected a whole number",
                        "test.yaml:2: Invalid truth: expected true or false",
                        "test.yaml:3: Invalid colour: 'gren' (one of red, green); did you mean 'green'?",
                        "test.yaml:4: Invalid text: expected a single value",
                        "test.yaml:5: Invalid many: expected a list of values",
                        "test.yaml:6: Each element of 'list' must be a mapping",
                        "test.yaml:7: Each element of 'tags' must be a single value",
                        "test.yaml:7: Each element of 'tags' must be a single value",
                        "test.yaml:8: Invalid nested: expected a mapping of keys to values",
                        "test.yaml:1: Missing key 'missing'",
                        "test.yaml:9: Unknown key 'nubmer'; did you mean 'number'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "[a, b]",
                "a: [",
                "a: b: c",
                "\t- x",
                "a: 1\n---\nb: 2",
                "a: \u0001",
                "a: *nobody",
                "a: 1\na: 2",
                "? [x]\n: y",
                "a: !!java.net.URL x\nb: [",
            })
    void whatIsNoMappingIsAProblemAndNeverAnException(String text) {
        parse(text);
        assertThat(problems.found()).isNotEmpty();
    }

    @Test
    void aTagOfAJavaClassIsAProblem() {
        assertThat(parse("a: !!java.net.URL http://127.0.0.1:1/").keys()).isEmpty();
        assertThat(problems.found()).singleElement().asString().startsWith("test.yaml:1: Cannot parse YAML");
    }

    @Test
    void aFileThatCannotBeReadIsAProblem(@TempDir Path directory) throws IOException {
        YamlObject.read(directory.resolve("absent.yaml"), problems);
        YamlObject.read(
                Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4}), problems);
        YamlObject.read(directory, problems);
        assertThat(problems.found())
                .extracting(Problems.Problem::message)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("Cannot read the file: it does not exist"),
                        second -> assertThat(second).isEqualTo("Cannot read the file: it is not UTF-8 text"),
                        third -> assertThat(third).startsWith("Cannot read the file: "));
    }

    @Test
    void allProblemsBecomeOneError() {
        problems.throwIfAny("Cannot use the configuration");
        problems.add(new Location("a.yaml", 3), "Missing key 'x'");
        problems.add(new Location("b.yaml", 7), "Unknown key 'y'");
        assertThatThrownBy(() -> problems.throwIfAny("Cannot use the configuration"))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION))
                .hasMessage("""
                        Cannot use the configuration: 2 problems
                          a.yaml:3: Missing key 'x'
                          b.yaml:7: Unknown key 'y'""");
    }

    private YamlObject parse(String text) {
        return YamlObject.parse("test.yaml", text, problems);
    }
}

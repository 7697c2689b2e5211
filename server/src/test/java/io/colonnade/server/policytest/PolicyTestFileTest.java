package io.colonnade.server.policytest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ErrorKind;
import io.colonnade.server.policytest.PolicyTest.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyTestFileTest {
    @TempDir
    private Path directory;

    private List<PolicyTest> read(String text) throws IOException {
        return PolicyTestFile.read(Files.writeString(directory.resolve("tests.yaml"), text));
    }

    @Test
    void readsEverythingThatATestCanSay() throws IOException {
        List<PolicyTest> tests = read("""
                tests:
                  - name: one
                    as: {user: alice, roles: [analyst, buyer], claims: {region: EUROPE, level: 3}, password: p, token: t}
                    query: SELECT 1
                    rows: [[1, ~, 'null'], [2.50, x, true]]
                    ordered: true
                    columns: [a, b, c]
                    count: 2
                    contains: [x]
                    never: [y, z]
                  - name: two
                    anonymous: true
                    query: SELECT 2
                    refused: {sqlstate: '42P01', kind: not_found, text: exist}
                    sees: []
                """);
        PolicyTest first = tests.get(0);
        assertThat(first.asker())
                .isEqualTo(new Asker(
                        "alice", Set.of("analyst", "buyer"), Map.of("region", "EUROPE", "level", 3L), "p", "t"));
        assertThat(first.location().line()).isEqualTo(2);
        Expected expected = first.expected();
        assertThat(expected.rowsOrNull())
                .isEqualTo(List.of(Arrays.asList("1", null, "null"), List.of("2.50", "x", "true")));
        assertThat(expected.ordered()).isTrue();
        assertThat(expected.columns()).containsExactly("a", "b", "c");
        assertThat(expected.countOrNull()).isEqualTo(2);
        assertThat(expected.contains()).containsExactly("x");
        assertThat(expected.never()).containsExactly("y", "z");
        assertThat(expected.seesOrNull()).isNull();
        PolicyTest second = tests.get(1);
        assertThat(second.asker().isAnonymous()).isTrue();
        assertThat(second.expected().refusedOrNull().kind()).contains(ErrorKind.NOT_FOUND);
        assertThat(second.expected().seesOrNull()).isEmpty();
    }

    @Test
    void everythingWrongIsToldWithItsLine() {
        assertThatThrownBy(() -> read("""
                        tests:
                          - name: no outcome
                            anonymous: true
                            query: SELECT 1
                          - name: nobody asks
                            query: SELECT 1
                            count: 1
                          - name: nothing asked
                            anonymous: true
                            count: 1
                          - name: both
                            anonymous: true
                            query: SELECT 1
                            refused: true
                            rows: [[1]]
                          - name: slip
                            as: {user: alice, role: [analyst]}
                            query: SELECT 1
                            cuont: 1
                            refused: maybe
                        """))
                .hasMessageContaining("tests.yaml:2: A test needs an outcome")
                .hasMessageContaining("tests.yaml:5: A test needs either 'as' (who asks) or 'anonymous: true'")
                .hasMessageContaining("tests.yaml:8: Missing key 'query'")
                .hasMessageContaining("tests.yaml:14: Invalid refused: a refusal has neither rows nor columns")
                .hasMessageContaining("tests.yaml:17: Unknown key 'role'; did you mean 'roles'?")
                .hasMessageContaining("tests.yaml:19: Unknown key 'cuont'; did you mean 'count'?")
                .hasMessageContaining("tests.yaml:20: Invalid refused: expected true, a SQLSTATE");
    }

    @Test
    void fileWithoutTestsPassesNothing() {
        assertThatThrownBy(() -> read("tests: []")).hasMessageContaining("Missing key 'tests'");
        assertThatThrownBy(() -> read("test: []")).hasMessageContaining("did you mean 'tests'?");
    }

    @Test
    void textOfAnAskerShowsNoSecret() {
        assertThat(new Asker("alice", Set.of(), Map.of(), "password", "token")).hasToString("alice");
    }

    @Test
    void examplesCanBeRead() {
        assertThat(PolicyTestFile.read(Path.of("../examples/policies-test.yaml")))
                .hasSizeGreaterThan(9);
    }
}

package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%            | orders      | true",
                "orders       | orders      | true",
                "order        | orders      | false",
                "order_       | orders      | true",
                "order_       | order       | false",
                "ord%         | orders      | true",
                "%ers         | orders      | true",
                "%d%r%        | orders      | true",
                "%x%          | orders      | false",
                "line\\_items | line_items  | true",
                "line\\_items | lineXitems  | false",
                "line_items   | lineXitems  | true",
                "100\\%       | 100%        | true",
                "100\\%       | 1000        | false",
                "a\\\\b       | a\\b        | true",
                "Orders       | orders      | false",
                "a.b          | axb         | false",
                "%%           | a           | true",
                "_            | ab          | false",
                "a\\          | a\\         | true",
            })
    void patternMatchesTheWholeName(String pattern, String name, boolean expected) {
        assertThat(NamePattern.of(true, pattern).matches(name)).isEqualTo(expected);
    }

    @Test
    void absentPatternMatchesEverything() {
        assertThat(NamePattern.of(false, "").matches("orders")).isTrue();
    }

    @Test
    void emptyPatternMatchesOnlyTheEmptyName() {
        assertThat(NamePattern.of(true, "").matches("orders")).isFalse();
        assertThat(NamePattern.of(true, "").matches("")).isTrue();
    }

    @Test
    @Timeout(5)
    void patternOfManyWildcardsIsStillFast() {
        NamePattern pattern = NamePattern.of(true, "%a".repeat(200) + "b");
        assertThat(pattern.matches("a".repeat(2_000))).isFalse();
    }
}

package io.colonnade.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The patterns that metadata calls take. */
class LikePatternTest {
    @Test
    void searchPatternsEscapeWithABackslash() {
        assertThat(LikePattern.matches("a%_c", "abbc")).isTrue();
        assertThat(LikePattern.matches("a\\_c", "abc")).isFalse();
        assertThat(LikePattern.matches("a\\_c", "a_c")).isTrue();
        assertThat(LikePattern.matches(null, "anything")).isTrue();
        assertThat(LikePattern.matches("a.c", "abc")).isFalse();
    }
}

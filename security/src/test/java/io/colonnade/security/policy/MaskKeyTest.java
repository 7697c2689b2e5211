package io.colonnade.security.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaskKeyTest {
    @Test
    void hashIsHmacSha256OfRfc4231TestCase2() {
        assertThat(MaskKey.of("Jefe").hash("what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void equalTextsHashEquallyAndKeysDiffer() {
        assertThat(MaskKey.of("a").hash("x")).isEqualTo(MaskKey.of("a").hash("x"));
        assertThat(MaskKey.of("a").hash("x")).isNotEqualTo(MaskKey.of("b").hash("x"));
    }

    @Test
    void theKeyIsNotInItsText() {
        assertThat(MaskKey.of("sesame").toString()).doesNotContain("sesame");
    }

    @Test
    void anEmptyKeyIsRefused() {
        assertThatThrownBy(() -> MaskKey.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}

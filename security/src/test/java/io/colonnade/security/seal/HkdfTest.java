package io.colonnade.security.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class HkdfTest {
    /** RFC 5869, appendix A.3: two blocks, the second cut. */
    @Test
    void derivesWhatTheStandardsExampleDerives() {
        byte[] material = new byte[22];
        Arrays.fill(material, (byte) 0x0b);
        assertThat(HexFormat.of().formatHex(Hkdf.sha256(material, "", 42)))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void aShorterKeyIsTheBeginningOfALongerOne() {
        byte[] longer = Hkdf.sha256(new byte[22], "label", 64);
        assertThat(Hkdf.sha256(new byte[22], "label", 32)).isEqualTo(Arrays.copyOf(longer, 32));
    }

    @Test
    void anotherLabelDerivesAnotherKey() {
        assertThat(Hkdf.sha256(new byte[32], "a", 32)).isNotEqualTo(Hkdf.sha256(new byte[32], "b", 32));
    }
}

package io.colonnade.security.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What the mask is compared with is itself compared with the standard. */
final class SivOfTheStandardTest {
    /** RFC 5297, appendix A.1. */
    @Test
    void encryptsTheStandardsExample() throws Exception {
        byte[] hidden = new SivOfTheStandard(bytes("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"))
                .encrypt(
                        bytes("101112131415161718191a1b1c1d1e1f2021222324252627"),
                        bytes("112233445566778899aabbccddee"));
        assertThat(hidden).isEqualTo(bytes("85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c"));
    }

    private static byte[] bytes(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal);
    }
}

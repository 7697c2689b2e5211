package io.colonnade.security.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.seal.Hkdf;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskKeysTest {
    private static final String SECRET = "an encryption key of the tests";
    private static final MaskKeys KEYS = MaskKeys.of("a key").withEncryption("security.encryption_key", SECRET);

    @Test
    void hashIsHmacSha256OfRfc4231TestCase2() {
        assertThat(MaskKeys.of("Jefe").hash("what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void equalTextsHashEquallyAndKeysDiffer() {
        assertThat(MaskKeys.of("a").hash("x")).isEqualTo(MaskKeys.of("a").hash("x"));
        assertThat(MaskKeys.of("a").hash("x")).isNotEqualTo(MaskKeys.of("b").hash("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "fifteen bytes..", "sixteen bytes...", "Grüße aus Köln 🏛", "NUL \0 inside"})
    void encryptionIsThatOfRfc5297(String text) throws Exception {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        byte[] key = Hkdf.sha256(SECRET.getBytes(StandardCharsets.UTF_8), "colonnade encrypt mask", 64);
        assertThat(Base64.getDecoder().decode(KEYS.encrypt(value)))
                .isEqualTo(new SivOfTheStandard(key).encrypt(new byte[0], value));
        assertThat(KEYS.decrypt(encrypted(text))).isEqualTo(text);
    }

    @Test
    void equalTextsAreEncryptedEquallyAndKeysDiffer() {
        MaskKeys others = MaskKeys.of("a key").withEncryption("security.encryption_key", SECRET + "!");
        assertThat(encrypted("x")).isEqualTo(encrypted("x")).isNotEqualTo(encrypted("y"));
        assertThat(others.encrypt(new byte[] {'x'})).isNotEqualTo(KEYS.encrypt(new byte[] {'x'}));
        assertThatThrownBy(() -> others.decrypt(encrypted("x"))).isInstanceOf(ColonnadeException.class);
    }

    @Test
    void whatIsNotOursIsRefusedInTheSameWordsAndWithoutTheValue() {
        String changed =
                (encrypted("x").charAt(0) == 'A' ? "B" : "A") + encrypted("x").substring(1);
        for (String value :
                new String[] {"", "no base64!", "AAAA", changed, encrypted("x").substring(4)}) {
            assertThatThrownBy(() -> KEYS.decrypt(value))
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessage("Cannot decrypt the value: it was not encrypted with this key")
                    .hasNoCause();
        }
    }

    @Test
    void bytesThatAreNoTextAreRefusedToo() {
        String encrypted = new String(KEYS.encrypt(new byte[] {(byte) 0xff}), StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> KEYS.decrypt(encrypted)).isInstanceOf(ColonnadeException.class);
    }

    @Test
    void withoutAKeyNothingIsEncrypted() {
        MaskKeys without = MaskKeys.of("a key");
        assertThatCode(() -> KEYS.check(new ColumnMask.Encrypt())).doesNotThrowAnyException();
        assertThatCode(() -> without.check(new ColumnMask.Hash())).doesNotThrowAnyException();
        assertThatThrownBy(() -> without.check(new ColumnMask.Encrypt())).isInstanceOf(ColonnadeException.class);
        assertThatThrownBy(() -> without.encrypt(new byte[1]))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION))
                .hasMessageContaining("security.encryption_key");
    }

    @Test
    void aShortEncryptionKeyIsRefused() {
        assertThatThrownBy(() -> MaskKeys.of("a").withEncryption("security.encryption_key", "short"))
                .hasMessageStartingWith("Invalid security.encryption_key: too short")
                .hasMessageNotContaining("'short'");
    }

    @Test
    void theKeysAreNotInTheirText() {
        assertThat(MaskKeys.of("sesame").toString()).isEqualTo("MaskKeys[hidden]");
    }

    @Test
    void anEmptyKeyIsRefused() {
        assertThatThrownBy(() -> MaskKeys.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String encrypted(String text) {
        return new String(KEYS.encrypt(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
    }
}

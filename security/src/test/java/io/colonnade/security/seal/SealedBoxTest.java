package io.colonnade.security.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SealedBoxTest {
    private static final byte[] PAYLOAD = "a small payload".getBytes(StandardCharsets.UTF_8);

    private final SealKey key = SealKey.random();
    private final SealedBox box = SealedBox.of(key);

    @Test
    void opensWhatItSealedForTheSamePurpose() {
        assertThat(box.open("ticket", box.seal("ticket", PAYLOAD))).isEqualTo(PAYLOAD);
        assertThat(box.open("ticket", box.seal("ticket", new byte[0]))).isEmpty();
    }

    @Test
    void refusesAnotherPurpose() {
        byte[] sealed = box.seal("session token", PAYLOAD);
        assertRefused(box, "ticket", sealed);
    }

    @Test
    void refusesAChangeOfAnyBit() {
        byte[] sealed = box.seal("ticket", PAYLOAD);
        for (int i = 0; i < sealed.length * 8; i++) {
            byte[] changed = sealed.clone();
            changed[i / 8] ^= (byte) (1 << (i % 8));
            assertRefused(box, "ticket", changed);
        }
    }

    @Test
    void refusesEveryOtherLength() {
        byte[] sealed = box.seal("ticket", PAYLOAD);
        for (int length = 0; length < sealed.length; length++) {
            assertRefused(box, "ticket", Arrays.copyOf(sealed, length));
        }
        assertRefused(box, "ticket", Arrays.copyOf(sealed, sealed.length + 1));
        assertRefused(box, "ticket", new byte[SealedBox.LARGEST_PAYLOAD * 2]);
    }

    @Test
    void saysTheSameWhateverIsWrong() {
        byte[] changed = box.seal("ticket", PAYLOAD);
        changed[changed.length - 1]++;
        String ofChange = refusal(box, "ticket", changed).getMessage();
        String ofStrangeKey = refusal(SealedBox.of(SealKey.random()), "ticket", box.seal("ticket", PAYLOAD))
                .getMessage();
        assertThat(refusal(box, "ticket", new byte[3]).getMessage())
                .isEqualTo(ofChange)
                .isEqualTo(ofStrangeKey)
                .isEqualTo("Cannot use the ticket: it is not valid; ask for a new one");
    }

    @Test
    void stillOpensUnderThePreviousKeyAndSealsUnderTheCurrentOne() {
        SealKey newKey = SealKey.random();
        SealedBox rotated = SealedBox.of(newKey, key);
        assertThat(rotated.open("ticket", box.seal("ticket", PAYLOAD))).isEqualTo(PAYLOAD);
        byte[] sealedAfterwards = rotated.seal("ticket", PAYLOAD);
        assertThat(SealedBox.of(newKey).open("ticket", sealedAfterwards)).isEqualTo(PAYLOAD);
        assertRefused(box, "ticket", sealedAfterwards);
    }

    @Test
    void refusesAPreviousKeyThatIsTheCurrentOne() {
        SealKey same = SealKey.of("tickets", "correct horse battery staple");
        SealKey again = SealKey.of("tickets", "correct horse battery staple ");
        assertThatThrownBy(() -> SealedBox.of(same, again)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sealsTheSamePayloadDifferentlyEachTime() {
        assertThat(box.seal("ticket", PAYLOAD)).isNotEqualTo(box.seal("ticket", PAYLOAD));
    }

    @Test
    void drawsSaltAndNonceAnewForEachPayload() {
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] sealed = box.seal("ticket", PAYLOAD);
            drawn.add("salt" + HexFormat.of().formatHex(sealed, 5, 21));
            drawn.add("nonce" + HexFormat.of().formatHex(sealed, 21, 33));
        }
        assertThat(drawn).hasSize(2_000);
    }

    @Test
    void refusesToSealWhatIsTooLarge() {
        byte[] largest = new byte[SealedBox.LARGEST_PAYLOAD];
        assertThat(box.open("ticket", box.seal("ticket", largest))).isEqualTo(largest);
        assertThatThrownBy(() -> box.seal("ticket", new byte[SealedBox.LARGEST_PAYLOAD + 1]))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("larger than");
    }

    @Test
    void theSameConfiguredTextMakesTheSameKeyOnEveryReplica() {
        String base64 = Base64.getEncoder().encodeToString(new byte[32]);
        for (String text : new String[] {base64, "correct horse battery staple"}) {
            byte[] sealed = SealedBox.of(SealKey.of("tickets", text)).seal("ticket", PAYLOAD);
            assertThat(SealedBox.of(SealKey.of("tickets", text + "\n")).open("ticket", sealed))
                    .isEqualTo(PAYLOAD);
        }
    }

    @Test
    void refusesAShortSecretWithoutShowingIt() {
        assertThatThrownBy(() -> SealKey.of("server.keys.tickets", "hunter2hunter2"))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageStartingWith("Invalid server.keys.tickets: too short")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void keysDoNotPrintThemselves() {
        assertThat(SealKey.of("tickets", "correct horse battery staple")).hasToString("SealKey[hidden]");
    }

    private static void assertRefused(SealedBox box, String purpose, byte[] sealed) {
        assertThat(refusal(box, purpose, sealed).kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    private static ColonnadeException refusal(SealedBox box, String purpose, byte[] sealed) {
        ColonnadeException refusal = catchThrowableOfType(ColonnadeException.class, () -> box.open(purpose, sealed));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}

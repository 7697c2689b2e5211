package io.colonnade.security.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hash against the runtime's own HMAC. */
final class KeyedHashTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 63, 64, 65, 200})
    void isTheRuntimesHmacForKeysAndValuesOfAnyLength(int keyLength) throws Exception {
        Random random = new Random(keyLength);
        byte[] key = new byte[keyLength];
        random.nextBytes(key);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        KeyedHash hash = new KeyedHash(key);
        byte[] digest = new byte[KeyedHash.BYTES];
        byte[] value = new byte[300];
        random.nextBytes(value);
        for (int length = 0; length <= value.length; length++) {
            hash.digest(value, length, digest);
            assertThat(digest).isEqualTo(mac.doFinal(Arrays.copyOf(value, length)));
        }
    }
}

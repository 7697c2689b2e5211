package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicKeysTest {
    private static final KeyPair RSA = Jwts.SIG.RS256.keyPair().build();
    private static final KeyPair EC = Jwts.SIG.ES256.keyPair().build();

    @Test
    void aKeyServesItsOwnKindOfAlgorithmOnly() {
        PublicKeys keys =
                PublicKeys.parse(JwksText.of(Map.of("rsa", RSA, "ec", EC))).orElseThrow();
        assertThat(keys.find("RS256", "rsa")).contains(RSA.getPublic());
        assertThat(keys.find("PS512", "rsa")).contains(RSA.getPublic());
        assertThat(keys.find("ES256", "ec")).contains(EC.getPublic());
        for (String algorithm : List.of("HS256", "HS512", "none", "ES256", "EdDSA", "RSA-OAEP", "dir")) {
            assertThat(keys.find(algorithm, "rsa")).as(algorithm).isEmpty();
        }
        assertThat(keys.find("ES384", "ec")).isEmpty();
    }

    @Test
    void aKeyBoundToOneAlgorithmServesNoOther() {
        PublicKeys keys = PublicKeys.parse(JwksText.ofMembers(List.of(member(RSA, "alg", "PS256"))))
                .orElseThrow();
        assertThat(keys.find("PS256", "k")).isPresent();
        assertThat(keys.find("RS256", "k")).isEmpty();
    }

    @Test
    void keysForEncryptionSharedSecretsAndPrivateKeysArePassedOver() {
        Map<String, Object> secret = Map.of("kty", "oct", "kid", "k", "k", "A".repeat(43));
        Map<String, Object> privateKey = Map.of(
                "kty",
                "OKP",
                "crv",
                "Ed25519",
                "kid",
                "k",
                "d",
                "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
                "x",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(PublicKeys.parse(JwksText.ofMembers(List.of(secret, member(RSA, "use", "enc"), privateKey))))
                .isEmpty();
    }

    @Test
    void oneStrangeKeyDoesNotSpoilTheOthers() {
        Map<String, Object> strange = Map.of("kty", "FUTURE", "kid", "x");
        PublicKeys keys = PublicKeys.parse(JwksText.ofMembers(List.of(strange, member(RSA, "use", "sig"))))
                .orElseThrow();
        assertThat(keys.find("RS256", "k")).isPresent();
    }

    @Test
    void aShortRsaKeyIsPassedOver() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        assertThat(PublicKeys.parse(JwksText.ofMembers(List.of(member(generator.generateKeyPair(), "use", "sig")))))
                .isEmpty();
    }

    @Test
    void withoutKeyIdTwoFittingKeysAreOneTooMany() {
        KeyPair other = Jwts.SIG.RS256.keyPair().build();
        PublicKeys keys =
                PublicKeys.parse(JwksText.of(Map.of("a", RSA, "b", other))).orElseThrow();
        assertThat(keys.find("RS256", null)).isEmpty();
        assertThat(keys.find("RS256", "b")).contains(other.getPublic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"keys\":[]}", "{\"keys\":3}", "{\"keys\":[3]}", "<html/>"})
    void whatIsNoKeySetReadsAsNone(String text) {
        assertThat(PublicKeys.parse(text)).isEmpty();
    }

    private static Map<String, Object> member(KeyPair pair, String name, String value) {
        Map<String, Object> member =
                new LinkedHashMap<>(Jwks.builder().key(pair.getPublic()).id("k").build());
        member.put(name, value);
        return member;
    }
}

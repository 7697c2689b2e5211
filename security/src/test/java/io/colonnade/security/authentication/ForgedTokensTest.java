package io.colonnade.security.authentication;

import static io.colonnade.security.authentication.PublishedIssuer.EC;
import static io.colonnade.security.authentication.PublishedIssuer.ISSUER;
import static io.colonnade.security.authentication.PublishedIssuer.RSA;
import static io.colonnade.security.authentication.PublishedIssuer.STRANGE;
import static io.colonnade.security.authentication.PublishedIssuer.UNSIGNED;
import static io.colonnade.security.authentication.PublishedIssuer.at;
import static io.colonnade.security.authentication.PublishedIssuer.base64;
import static io.colonnade.security.authentication.PublishedIssuer.claims;
import static io.colonnade.security.authentication.PublishedIssuer.good;
import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.error.ErrorKind;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that nobody signed, or that are spelt otherwise than they were signed. */
final class ForgedTokensTest {
    @TempDir
    private Path directory;

    private PublishedIssuer issuer;

    @BeforeEach
    void publishKeys() throws IOException {
        issuer = new PublishedIssuer(directory);
    }

    static Stream<Arguments> otherSpellings() {
        return Stream.of(
                Arguments.of("padded signature", (UnaryOperator<String>) token -> token + "="),
                Arguments.of("a blank before", (UnaryOperator<String>) token -> " " + token),
                Arguments.of("a line end after", (UnaryOperator<String>) token -> token + "\n"),
                Arguments.of("a character of the other base64", (UnaryOperator<String>) token -> token + "+"),
                Arguments.of("unused bits of the signature", (UnaryOperator<String>) ForgedTokensTest::withUnusedBits),
                Arguments.of("no signature", (UnaryOperator<String>) ForgedTokensTest::withoutSignature),
                Arguments.of(
                        "half a signature", (UnaryOperator<String>) token -> token.substring(0, token.length() - 40)),
                Arguments.of("a fourth part", (UnaryOperator<String>) token -> token + ".AA"));
    }

    private static String withUnusedBits(String token) {
        // 256 bytes end in two bits that mean nothing; another letter would mean the same signature.
        char last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + (char) (last + 1);
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherSpellings")
    void refusesEverySpellingOfATokenButItsOwn(String what, UnaryOperator<String> change) {
        String token = good(RSA, "rsa", Jwts.SIG.RS256).compact();
        assertThat(issuer.authenticate(token).subject()).isEqualTo("alice");
        assertThat(issuer.refusal(change.apply(token)).kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crit\":[\"exp\"]",
                "\"crit\":[]",
                "\"b64\":false",
                "\"b64\":false,\"crit\":[\"b64\"]",
                "\"zip\":\"DEF\"",
                "\"kid\":5",
                "\"kid\":[\"rsa\"]",
                "\"kid\":{\"rsa\":1}",
                "\"alg\":\"RS256\"",
                "\"kid\":\"rsa\",\"kid\":\"rsa\"",
                "\"kid\":\"../../keys/rsa\"",
                "\"kid\":\"rsa' OR '1'='1\"",
                "\"jwk\":\"x\"",
                "\"x5c\":[\"AAAA\"]",
            })
    void refusesAHeaderThatAsksForMoreThanAKey(String parameter) {
        assertThat(issuer.refusal(signedWithHeader("{\"alg\":\"RS256\"," + parameter + "}"))
                        .kind())
                .isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rs256", "RS-256", "RSA", "RS256 ", "SHA256withRSA", "ES256", "PS256", "EdDSA", "RS384"})
    void refusesASignatureUnderAnotherAlgorithmsName(String algorithm) {
        assertThat(issuer.refusal(signedWithHeader("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}"))
                        .kind())
                .isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void takesTheSameSignatureUnderAPlainHeader() {
        assertThat(issuer.authenticate(signedWithHeader("{\"alg\":\"RS256\",\"kid\":\"rsa\"}"))
                        .subject())
                .isEqualTo("alice");
        assertThat(issuer.authenticate(signedWithHeader("{\"alg\":\"RS256\",\"kid\":\"rsa\",\"typ\":\"at+jwt\"}"))
                        .subject())
                .isEqualTo("alice");
    }

    private static String signedWithHeader(String header) {
        String signed = base64(header) + "."
                + base64("{\"iss\":\"" + ISSUER + "\",\"aud\":\"colonnade\",\"sub\":\"alice\",\"exp\":"
                        + at(300).getTime() / 1000 + "}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(RSA.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesAPublicKeyUsedAsASharedSecret() {
        byte[] published = RSA.getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(published)
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : new byte[][] {published, pem.getBytes(StandardCharsets.UTF_8)}) {
            String token = claims(Jwts.builder().header().keyId("rsa").and())
                    .signWith(Keys.hmacShaKeyFor(secret), Jwts.SIG.HS256)
                    .compact();
            issuer.assertRefused(token, UNSIGNED);
        }
    }

    @Test
    void refusesUnsignedTokensInEveryForm() {
        String claims =
                base64("{\"iss\":\"" + ISSUER + "\",\"aud\":\"colonnade\",\"sub\":\"admin\",\"exp\":99999999999}");
        for (String algorithm : new String[] {"none", "None", "NONE", "nOnE", "", "HS256", "RS256", "ES256"}) {
            String header = base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}");
            assertThat(issuer.refusal(header + "." + claims + ".").kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
        }
        assertThat(issuer.refusal(base64("{}") + "." + claims + ".").kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void refusesAnEllipticSignatureOfZeroes() {
        String token = good(EC, "ec", Jwts.SIG.ES256).compact();
        String forged = token.substring(0, token.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
        issuer.assertRefused(forged, UNSIGNED);
    }

    @Test
    void refusesAChangedSignatureAndChangedClaims() {
        String token = good(RSA, "rsa", Jwts.SIG.RS256).compact();
        String[] parts = token.split("\\.");
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        signature[7] ^= 1;
        issuer.assertRefused(
                parts[0] + "." + parts[1] + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature),
                UNSIGNED);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        issuer.assertRefused(parts[0] + "." + base64(claims.replace("alice", "admin")) + "." + parts[2], UNSIGNED);
    }

    @Test
    void aKeyInTheTokensOwnHeaderIsNotTrusted() {
        String token = claims(Jwts.builder()
                        .header()
                        .keyId("rsa")
                        .add("jku", "http://127.0.0.1:1/jwks.json")
                        .add("jwk", Jwks.builder().key(STRANGE.getPublic()).build())
                        .and())
                .signWith(STRANGE.getPrivate(), Jwts.SIG.RS256)
                .compact();
        issuer.assertRefused(token, UNSIGNED);
    }
}

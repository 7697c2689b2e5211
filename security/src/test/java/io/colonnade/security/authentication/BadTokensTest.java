package io.colonnade.security.authentication;

import static io.colonnade.security.authentication.PublishedIssuer.DEVELOPMENT;
import static io.colonnade.security.authentication.PublishedIssuer.EXPIRED;
import static io.colonnade.security.authentication.PublishedIssuer.INVALID;
import static io.colonnade.security.authentication.PublishedIssuer.ISSUER;
import static io.colonnade.security.authentication.PublishedIssuer.RSA;
import static io.colonnade.security.authentication.PublishedIssuer.STRANGE;
import static io.colonnade.security.authentication.PublishedIssuer.UNSIGNED;
import static io.colonnade.security.authentication.PublishedIssuer.UNTRUSTED;
import static io.colonnade.security.authentication.PublishedIssuer.at;
import static io.colonnade.security.authentication.PublishedIssuer.good;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that their issuer could have signed and that prove nothing here. */
final class BadTokensTest {
    @TempDir
    private Path directory;

    private PublishedIssuer issuer;

    @BeforeEach
    void publishKeys() throws IOException {
        issuer = new PublishedIssuer(directory);
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("a strange key", b -> b, STRANGE, "rsa", UNSIGNED),
                bad("an unknown key id", b -> b, RSA, "unknown", UNSIGNED),
                bad("another key's id", b -> b, RSA, "ec", UNSIGNED),
                bad("expired", b -> b.expiration(at(-60)), RSA, "rsa", EXPIRED),
                bad(
                        "not valid yet",
                        b -> b.notBefore(at(60)),
                        RSA,
                        "rsa",
                        "Cannot authenticate: the token is not valid yet"),
                bad("no expiry", b -> b.expiration(null), RSA, "rsa", INVALID),
                bad("no subject", b -> b.subject(null), RSA, "rsa", INVALID),
                bad("blank subject", b -> b.subject(" "), RSA, "rsa", INVALID),
                bad(
                        "no audience",
                        b -> b.audience().clear().and(),
                        RSA,
                        "rsa",
                        "Cannot authenticate: the token is for another audience"),
                bad(
                        "another audience",
                        b -> b.audience().clear().add("billing").and(),
                        RSA,
                        "rsa",
                        "Cannot authenticate: the token is for another audience"),
                bad("another issuer", b -> b.issuer("https://evil.example/"), RSA, "rsa", UNTRUSTED),
                bad("nearly the issuer", b -> b.issuer("https://id.example"), RSA, "rsa", UNTRUSTED),
                bad("no issuer", b -> b.issuer(null), RSA, "rsa", INVALID),
                bad(
                        "the development issuer, signed by another's key",
                        b -> b.issuer(DEVELOPMENT),
                        RSA,
                        "rsa",
                        UNSIGNED),
                bad("compressed", b -> b.compressWith(Jwts.ZIP.DEF), RSA, "rsa", INVALID),
                bad("expired and of a strange key", b -> b.expiration(at(-60)), STRANGE, "rsa", UNSIGNED));
    }

    private static Arguments bad(
            String what, UnaryOperator<JwtBuilder> change, KeyPair pair, String keyId, String message) {
        return Arguments.of(what, change, pair, keyId, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesABadToken(String what, UnaryOperator<JwtBuilder> change, KeyPair pair, String keyId, String message) {
        issuer.assertRefused(change.apply(good(pair, keyId, Jwts.SIG.RS256)).compact(), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e400", "null", "1e999999999", "\"soon\"", "[]", "{}", "true", "99999999999999999999", "-1"})
    void refusesAnExpiryThatIsNoTimeToCome(String expiry) {
        issuer.assertRefused(signed(expiry), INVALID);
    }

    private static String signed(String expiry) {
        String claims = "{\"iss\":\"" + ISSUER + "\",\"aud\":\"colonnade\",\"sub\":\"alice\",\"exp\":" + expiry + "}";
        return Jwts.builder()
                .header()
                .keyId("rsa")
                .and()
                .content(claims.getBytes(StandardCharsets.UTF_8))
                .signWith(RSA.getPrivate(), Jwts.SIG.RS256)
                .compact();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "garbage",
                "eyJhbGciOiJSUzI1NiJ9.bnVsbA.AA",
                "eyJhbGciOiJSUzI1NiJ9.W10.AA",
                "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.AA",
                "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIiwiaXNzIjoiYiJ9.AA",
                "a.b.c.d.e",
            })
    void refusesGarbage(String token) {
        issuer.assertRefused(token, INVALID);
    }

    @Test
    void refusesWhatIsTooLongBeforeReadingIt() {
        issuer.assertRefused(
                good(RSA, "rsa", Jwts.SIG.RS256).claim("x", "x".repeat(20_000)).compact(), INVALID);
    }
}

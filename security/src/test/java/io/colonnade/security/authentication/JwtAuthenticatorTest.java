package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.authentication.Credentials.Bearer;
import io.colonnade.security.authentication.JwtIssuer.HmacSecret;
import io.colonnade.security.authentication.JwtIssuer.JwksFile;
import io.colonnade.security.identity.Principal;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtAuthenticatorTest {
    private static final String ISSUER = "https://id.example/";
    private static final String DEVELOPMENT = "development";
    private static final String AUDIENCE = "colonnade";
    private static final HmacSecret SECRET = new HmacSecret("a development secret of 32 bytes or more");

    private static final KeyPair RSA = Jwts.SIG.RS256.keyPair().build();
    private static final KeyPair EC = Jwts.SIG.ES256.keyPair().build();
    private static final KeyPair ED = Jwts.SIG.EdDSA.keyPair().build();
    private static final KeyPair STRANGE = Jwts.SIG.RS256.keyPair().build();

    private static final String INVALID = "Cannot authenticate: the token is not a valid token";
    private static final String UNSIGNED = "Cannot authenticate: the token is not signed by a key of this issuer";
    private static final String UNTRUSTED = "Cannot authenticate: the token is of an issuer that is not trusted here";
    private static final String EXPIRED = "Cannot authenticate: the token has expired";

    @TempDir
    Path directory;

    private final MutableClock clock = new MutableClock();
    private JwtAuthenticator authenticator;

    @BeforeEach
    void publishKeys() throws IOException {
        Path jwks =
                Files.writeString(directory.resolve("jwks.json"), JwksText.of(Map.of("rsa", RSA, "ec", EC, "ed", ED)));
        authenticator = new JwtAuthenticator(
                List.of(
                        new JwtIssuer(ISSUER, AUDIENCE, new JwksFile(jwks), "realm_access.roles"),
                        new JwtIssuer(DEVELOPMENT, AUDIENCE, SECRET, "roles")),
                clock);
    }

    @Test
    void makesAPrincipalOfSubjectRolesAndClaims() {
        String token = good(RSA, "rsa", Jwts.SIG.RS256)
                .claim("realm_access", Map.of("roles", List.of("analyst", "support")))
                .claim("region", "EUROPE")
                .claim("level", 3)
                .claim("share", new BigDecimal("0.10"))
                .claim("internal", true)
                .claim("sites", List.of("a", "b"))
                .claim("address", Map.of("city", "Berlin"))
                .compact();
        assertThat(authenticate(token))
                .isEqualTo(new Principal(
                        ISSUER,
                        "alice",
                        Set.of("analyst", "support"),
                        Map.of(
                                "region",
                                "EUROPE",
                                "level",
                                3L,
                                "share",
                                new BigDecimal("0.10"),
                                "internal",
                                true,
                                "sites",
                                List.of("a", "b"))));
    }

    private JwtAuthenticator with(JwtIssuer.Rules rules) {
        return new JwtAuthenticator(
                List.of(new JwtIssuer(ISSUER, AUDIENCE, new JwksFile(directory.resolve("jwks.json")), "roles", rules)),
                clock);
    }

    @Test
    void contextClaimsAreFoundWhereTheIssuerKeepsThemAndNowhereElse() {
        JwtAuthenticator mapping = with(new JwtIssuer.Rules(
                Set.of(),
                Duration.ofSeconds(30),
                Map.of(
                        "region",
                        "address.region",
                        "tenant",
                        "\"https://shop.example/access\".tenant",
                        "user",
                        "sub",
                        "level",
                        "levels.first")));
        String token = good(RSA, "rsa", Jwts.SIG.RS256)
                .claim("address", Map.of("region", "EUROPE"))
                .claim("https://shop.example/access", Map.of("tenant", 7))
                .claim("region", "FORGED")
                .claim("level", 9)
                .claim("other", "kept")
                .compact();
        assertThat(mapping.authenticate(new Bearer(token)).claims())
                .isEqualTo(Map.of("region", "EUROPE", "tenant", 7L, "user", "alice", "other", "kept"));
    }

    @Test
    void onlyTheAlgorithmsOfTheListAreTaken() {
        JwtAuthenticator choosy = with(new JwtIssuer.Rules(Set.of("ES256", "PS256"), Duration.ofSeconds(30), Map.of()));
        assertThat(choosy.authenticate(new Bearer(good(EC, "ec", Jwts.SIG.ES256).compact()))
                        .subject())
                .isEqualTo("alice");
        assertThat(choosy.authenticate(
                                new Bearer(good(RSA, "rsa", Jwts.SIG.PS256).compact()))
                        .subject())
                .isEqualTo("alice");
        String unlisted = good(RSA, "rsa", Jwts.SIG.RS256).compact();
        assertThatThrownBy(() -> choosy.authenticate(new Bearer(unlisted))).hasMessage(UNSIGNED);
        for (String algorithm : new String[] {"none", "HS256", "rs256", "RS128"}) {
            assertThatThrownBy(() -> with(new JwtIssuer.Rules(Set.of(algorithm), Duration.ZERO, Map.of())))
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageContaining("Invalid algorithms");
        }
    }

    @Test
    void theSkewIsTheIssuersAndBounded() {
        JwtAuthenticator exact = with(new JwtIssuer.Rules(Set.of(), Duration.ZERO, Map.of()));
        JwtAuthenticator generous = with(new JwtIssuer.Rules(Set.of(), Duration.ofMinutes(5), Map.of()));
        String expired = good(RSA, "rsa", Jwts.SIG.RS256).expiration(at(-2)).compact();
        assertThatThrownBy(() -> exact.authenticate(new Bearer(expired))).hasMessage(EXPIRED);
        assertThat(generous.authenticate(new Bearer(expired)).subject()).isEqualTo("alice");
        assertThatThrownBy(() -> new JwtIssuer.Rules(Set.of(), Duration.ofMinutes(6), Map.of()))
                .hasMessageContaining("clock skew");
    }

    static Stream<Arguments> otherSpellings() {
        return Stream.of(
                Arguments.of("padded signature", (UnaryOperator<String>) token -> token + "="),
                Arguments.of("a blank before", (UnaryOperator<String>) token -> " " + token),
                Arguments.of("a line end after", (UnaryOperator<String>) token -> token + "\n"),
                Arguments.of("a character of the other base64", (UnaryOperator<String>) token -> token + "+"),
                Arguments.of(
                        "unused bits of the signature", (UnaryOperator<String>) JwtAuthenticatorTest::withUnusedBits),
                Arguments.of("no signature", (UnaryOperator<String>) JwtAuthenticatorTest::withoutSignature),
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
        assertThat(authenticate(token).subject()).isEqualTo("alice");
        assertThat(refusal(change.apply(token)).kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
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
        assertThat(refusal(signedWithHeader("{\"alg\":\"RS256\"," + parameter + "}"))
                        .kind())
                .isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rs256", "RS-256", "RSA", "RS256 ", "SHA256withRSA", "ES256", "PS256", "EdDSA", "RS384"})
    void refusesASignatureUnderAnotherAlgorithmsName(String algorithm) {
        assertThat(refusal(signedWithHeader("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}"))
                        .kind())
                .isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void takesTheSameSignatureUnderAPlainHeader() {
        assertThat(authenticate(signedWithHeader("{\"alg\":\"RS256\",\"kid\":\"rsa\"}"))
                        .subject())
                .isEqualTo("alice");
        assertThat(authenticate(signedWithHeader("{\"alg\":\"RS256\",\"kid\":\"rsa\",\"typ\":\"at+jwt\"}"))
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

    static Stream<Arguments> algorithms() {
        return Stream.of(
                Arguments.of(RSA, "rsa", Jwts.SIG.RS256),
                Arguments.of(RSA, "rsa", Jwts.SIG.RS512),
                Arguments.of(RSA, "rsa", Jwts.SIG.PS256),
                Arguments.of(EC, "ec", Jwts.SIG.ES256),
                Arguments.of(ED, "ed", Jwts.SIG.EdDSA));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void takesEveryAsymmetricAlgorithm(KeyPair pair, String keyId, SignatureAlgorithm algorithm) {
        assertThat(authenticate(good(pair, keyId, algorithm).compact()).subject())
                .isEqualTo("alice");
    }

    @Test
    void aTokenWithoutKeyIdIsTakenWhereOnlyOneKeyFits() {
        assertThat(authenticate(good(EC, null, Jwts.SIG.ES256).compact()).subject())
                .isEqualTo("alice");
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
        assertRefused(change.apply(good(pair, keyId, Jwts.SIG.RS256)).compact(), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e400", "null", "1e999999999", "\"soon\"", "[]", "{}", "true", "99999999999999999999", "-1"})
    void refusesAnExpiryThatIsNoTimeToCome(String expiry) {
        assertRefused(signed(expiry), INVALID);
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

    @Test
    void oneOfSeveralAudiencesIsEnough() {
        String token =
                good(RSA, "rsa", Jwts.SIG.RS256).audience().add("billing").and().compact();
        assertThat(authenticate(token).subject()).isEqualTo("alice");
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
            assertRefused(token, UNSIGNED);
        }
    }

    @Test
    void refusesUnsignedTokensInEveryForm() {
        String claims =
                base64("{\"iss\":\"" + ISSUER + "\",\"aud\":\"colonnade\",\"sub\":\"admin\",\"exp\":99999999999}");
        for (String algorithm : new String[] {"none", "None", "NONE", "nOnE", "", "HS256", "RS256", "ES256"}) {
            String header = base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}");
            assertThat(refusal(header + "." + claims + ".").kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
        }
        assertThat(refusal(base64("{}") + "." + claims + ".").kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void refusesAnEllipticSignatureOfZeroes() {
        String token = good(EC, "ec", Jwts.SIG.ES256).compact();
        String forged = token.substring(0, token.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
        assertRefused(forged, UNSIGNED);
    }

    @Test
    void refusesAChangedSignatureAndChangedClaims() {
        String token = good(RSA, "rsa", Jwts.SIG.RS256).compact();
        String[] parts = token.split("\\.");
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        signature[7] ^= 1;
        assertRefused(
                parts[0] + "." + parts[1] + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature),
                UNSIGNED);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertRefused(parts[0] + "." + base64(claims.replace("alice", "admin")) + "." + parts[2], UNSIGNED);
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
        assertRefused(token, UNSIGNED);
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
        assertRefused(token, INVALID);
    }

    @Test
    void refusesWhatIsTooLongBeforeReadingIt() {
        assertRefused(
                good(RSA, "rsa", Jwts.SIG.RS256).claim("x", "x".repeat(20_000)).compact(), INVALID);
    }

    @Test
    void theDevelopmentSecretTakesItsOwnTokensOnly() {
        DevelopmentTokens mint =
                new DevelopmentTokens(new JwtIssuer(DEVELOPMENT, AUDIENCE, SECRET, "roles"), SECRET, clock);
        Principal bob = new Principal(DEVELOPMENT, "bob", Set.of("analyst"), Map.of("region", "ASIA", "level", 2L));
        assertThat(authenticate(mint.mint(bob, Duration.ofHours(1)))).isEqualTo(bob);

        HmacSecret other = new HmacSecret("another secret of thirty-two bytes, too");
        DevelopmentTokens stranger =
                new DevelopmentTokens(new JwtIssuer(DEVELOPMENT, AUDIENCE, other, "roles"), other, clock);
        assertRefused(stranger.mint(bob, Duration.ofHours(1)), UNSIGNED);
        assertRefused(
                claims(Jwts.builder())
                        .issuer(DEVELOPMENT)
                        .signWith(
                                Keys.hmacShaKeyFor(SECRET.secret().repeat(2).getBytes(StandardCharsets.UTF_8)),
                                Jwts.SIG.HS512)
                        .compact(),
                UNSIGNED);
    }

    @Test
    void aMintPutsRolesWhereTheIssuerKeepsThem() {
        JwtIssuer nested = new JwtIssuer(DEVELOPMENT, AUDIENCE, SECRET, "resource.colonnade.roles");
        Principal bob = new Principal(DEVELOPMENT, "bob", Set.of("analyst", "support"), Map.of());
        String token = new DevelopmentTokens(nested, SECRET, clock).mint(bob, Duration.ofHours(1));
        assertThat(new JwtAuthenticator(List.of(nested), clock).authenticate(new Bearer(token)))
                .isEqualTo(bob);
    }

    @Test
    void aSmallDifferenceOfClocksIsForgiven() {
        String token = good(RSA, "rsa", Jwts.SIG.RS256)
                .notBefore(at(20))
                .expiration(at(40))
                .compact();
        assertThat(authenticate(token).subject()).isEqualTo("alice");
        clock.advance(Duration.ofSeconds(65));
        assertThat(authenticate(token).subject()).isEqualTo("alice");
        clock.advance(Duration.ofSeconds(10));
        assertRefused(token, EXPIRED);
    }

    @Test
    void refusesAConfigurationThatIsAmbiguousOrWeak() {
        JwtIssuer issuer = new JwtIssuer(DEVELOPMENT, AUDIENCE, SECRET, "roles");
        assertThatThrownBy(() -> new JwtAuthenticator(List.of(issuer, issuer), clock))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("appears twice");
        assertThatThrownBy(() -> new HmacSecret("thirty-one bytes are too few..."))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("too short")
                .hasMessageNotContaining("thirty-one");
        assertThat(SECRET).hasToString("HmacSecret[hidden]");
        for (String url : new String[] {
            "file:///etc/keys.json",
            "https:///keys",
            "keys.json",
            "http://id.example/keys",
            "http://127.0.0.1.evil/keys"
        }) {
            assertThatThrownBy(() -> new JwtIssuer.JwksUrl(URI.create(url), null))
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageStartingWith("Invalid JWKS address");
        }
        assertThatThrownBy(() -> new JwtIssuer(" ", AUDIENCE, SECRET, "roles")).isInstanceOf(ColonnadeException.class);
        assertThatThrownBy(() -> new JwtIssuer(ISSUER, "", SECRET, "roles")).isInstanceOf(ColonnadeException.class);
        for (String path :
                new String[] {"a..b", "", ".", "a.", ".a", "\"a", "\"\"", "https://shop.example/roles", "a b"}) {
            assertThatThrownBy(() -> new JwtIssuer(ISSUER, AUDIENCE, SECRET, path))
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageContaining("in double quotes");
        }
        assertThatThrownBy(() -> new JwtIssuer("a|b", AUDIENCE, SECRET, "roles"))
                .isInstanceOf(ColonnadeException.class);
    }

    private static JwtBuilder good(KeyPair pair, String keyId, SignatureAlgorithm algorithm) {
        return claims(Jwts.builder().header().keyId(keyId).and()).signWith(pair.getPrivate(), algorithm);
    }

    private static JwtBuilder claims(JwtBuilder builder) {
        return builder.issuer(ISSUER)
                .audience()
                .add(AUDIENCE)
                .and()
                .subject("alice")
                .expiration(at(300));
    }

    private static Date at(long seconds) {
        return Date.from(Instant.parse("2026-03-01T12:00:00Z").plusSeconds(seconds));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Principal authenticate(String token) {
        return authenticator.authenticate(new Bearer(token));
    }

    private void assertRefused(String token, String message) {
        assertThat(refusal(token)).hasMessage(message);
    }

    private ColonnadeException refusal(String token) {
        ColonnadeException refusal = catchThrowableOfType(ColonnadeException.class, () -> authenticate(token));
        assertThat(refusal).as("refusal of %s", token).isNotNull();
        assertThat(refusal.kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(refusal.sqlState()).isEqualTo("28000");
        return refusal;
    }
}

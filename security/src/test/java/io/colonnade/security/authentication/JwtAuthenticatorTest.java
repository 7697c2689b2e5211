package io.colonnade.security.authentication;

import static io.colonnade.security.authentication.PublishedIssuer.EC;
import static io.colonnade.security.authentication.PublishedIssuer.ED;
import static io.colonnade.security.authentication.PublishedIssuer.EXPIRED;
import static io.colonnade.security.authentication.PublishedIssuer.ISSUER;
import static io.colonnade.security.authentication.PublishedIssuer.RSA;
import static io.colonnade.security.authentication.PublishedIssuer.UNSIGNED;
import static io.colonnade.security.authentication.PublishedIssuer.at;
import static io.colonnade.security.authentication.PublishedIssuer.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.authentication.Credentials.Bearer;
import io.colonnade.security.identity.Principal;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a good token is, and whom it stands for. */
final class JwtAuthenticatorTest {
    @TempDir
    private Path directory;

    private PublishedIssuer issuer;

    @BeforeEach
    void publishKeys() throws IOException {
        issuer = new PublishedIssuer(directory);
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
        assertThat(issuer.authenticate(token))
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

    @Test
    void contextClaimsAreFoundWhereTheIssuerKeepsThemAndNowhereElse() {
        JwtAuthenticator mapping = issuer.with(new JwtIssuer.Rules(
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
        JwtAuthenticator choosy =
                issuer.with(new JwtIssuer.Rules(Set.of("ES256", "PS256"), Duration.ofSeconds(30), Map.of()));
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
            assertThatThrownBy(() -> issuer.with(new JwtIssuer.Rules(Set.of(algorithm), Duration.ZERO, Map.of())))
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageContaining("Invalid algorithms");
        }
    }

    @Test
    void theSkewIsTheIssuersAndBounded() {
        JwtAuthenticator exact = issuer.with(new JwtIssuer.Rules(Set.of(), Duration.ZERO, Map.of()));
        JwtAuthenticator generous = issuer.with(new JwtIssuer.Rules(Set.of(), Duration.ofMinutes(5), Map.of()));
        String expired = good(RSA, "rsa", Jwts.SIG.RS256).expiration(at(-2)).compact();
        assertThatThrownBy(() -> exact.authenticate(new Bearer(expired))).hasMessage(EXPIRED);
        assertThat(generous.authenticate(new Bearer(expired)).subject()).isEqualTo("alice");
        assertThatThrownBy(() -> new JwtIssuer.Rules(Set.of(), Duration.ofMinutes(6), Map.of()))
                .hasMessageContaining("clock skew");
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
        assertThat(issuer.authenticate(good(pair, keyId, algorithm).compact()).subject())
                .isEqualTo("alice");
    }

    @Test
    void aTokenWithoutKeyIdIsTakenWhereOnlyOneKeyFits() {
        assertThat(issuer.authenticate(good(EC, null, Jwts.SIG.ES256).compact()).subject())
                .isEqualTo("alice");
    }

    @Test
    void oneOfSeveralAudiencesIsEnough() {
        String token =
                good(RSA, "rsa", Jwts.SIG.RS256).audience().add("billing").and().compact();
        assertThat(issuer.authenticate(token).subject()).isEqualTo("alice");
    }

    @Test
    void aSmallDifferenceOfClocksIsForgiven() {
        String token = good(RSA, "rsa", Jwts.SIG.RS256)
                .notBefore(at(20))
                .expiration(at(40))
                .compact();
        assertThat(issuer.authenticate(token).subject()).isEqualTo("alice");
        issuer.clock().advance(Duration.ofSeconds(65));
        assertThat(issuer.authenticate(token).subject()).isEqualTo("alice");
        issuer.clock().advance(Duration.ofSeconds(10));
        issuer.assertRefused(token, EXPIRED);
    }
}

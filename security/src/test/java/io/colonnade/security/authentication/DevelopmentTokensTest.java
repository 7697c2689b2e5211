package io.colonnade.security.authentication;

import static io.colonnade.security.authentication.PublishedIssuer.AUDIENCE;
import static io.colonnade.security.authentication.PublishedIssuer.DEVELOPMENT;
import static io.colonnade.security.authentication.PublishedIssuer.SECRET;
import static io.colonnade.security.authentication.PublishedIssuer.UNSIGNED;
import static io.colonnade.security.authentication.PublishedIssuer.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.authentication.Credentials.Bearer;
import io.colonnade.security.authentication.JwtIssuer.HmacSecret;
import io.colonnade.security.identity.Principal;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is minted is read back by the same settings. */
final class DevelopmentTokensTest {
    private static final JwtIssuer MAPPING = new JwtIssuer(
            DEVELOPMENT,
            AUDIENCE,
            SECRET,
            "realm_access.roles",
            new JwtIssuer.Rules(
                    Set.of(),
                    Duration.ofSeconds(30),
                    Map.of(
                            "region", "realm_access.place.region",
                            "city", "realm_access.place.city",
                            "level", "\"https://shop.example/access\".level",
                            "who", "sub")));

    private final Clock clock = Clock.systemUTC();

    private String mint(Set<String> roles, Map<String, Object> claims) {
        return new DevelopmentTokens(MAPPING, SECRET, clock)
                .mint(new Principal("alice", roles, claims), Duration.ofMinutes(5));
    }

    @Test
    void rolesAndClaimsStandWhereTheSettingsLookForThem() {
        Map<String, Object> claims =
                Map.of("region", "EUROPE", "city", List.of("Bern", "Basel"), "level", 3L, "team", "blue", "a.b", true);
        String token = mint(Set.of("analyst", "support"), claims);
        Principal taken = new JwtAuthenticator(List.of(MAPPING), clock).authenticate(new Bearer(token));
        assertThat(taken.roles()).containsOnly("analyst", "support");
        assertThat(taken.claims())
                .containsAllEntriesOf(claims)
                .containsEntry("who", "alice")
                .hasSize(6);
        assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8))
                .contains(
                        "\"roles\":[\"analyst\",\"support\"]",
                        "\"place\":{",
                        "\"https://shop.example/access\":{\"level\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"who", "sub", "exp", "realm_access", "https://shop.example/access"})
    void aClaimWhosePlaceIsTakenIsRefused(String name) {
        assertThatThrownBy(() -> mint(Set.of("analyst"), Map.of(name, "x", "level", 3L)))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("in the place of the claim '");
    }

    @Test
    void theDevelopmentSecretTakesItsOwnTokensOnly(@TempDir Path directory) throws IOException {
        PublishedIssuer issuer = new PublishedIssuer(directory);
        DevelopmentTokens mint =
                new DevelopmentTokens(new JwtIssuer(DEVELOPMENT, AUDIENCE, SECRET, "roles"), SECRET, issuer.clock());
        Principal bob = new Principal(DEVELOPMENT, "bob", Set.of("analyst"), Map.of("region", "ASIA", "level", 2L));
        assertThat(issuer.authenticate(mint.mint(bob, Duration.ofHours(1)))).isEqualTo(bob);

        HmacSecret other = new HmacSecret("another secret of thirty-two bytes, too");
        DevelopmentTokens stranger =
                new DevelopmentTokens(new JwtIssuer(DEVELOPMENT, AUDIENCE, other, "roles"), other, issuer.clock());
        issuer.assertRefused(stranger.mint(bob, Duration.ofHours(1)), UNSIGNED);
        issuer.assertRefused(
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
}

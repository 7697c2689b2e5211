package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.authentication.Credentials.Bearer;
import io.colonnade.security.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is minted is read back by the same settings. */
final class DevelopmentTokensTest {
    private static final JwtIssuer.HmacSecret SECRET =
            new JwtIssuer.HmacSecret("a development secret of 32 bytes or more");
    private static final JwtIssuer MAPPING = new JwtIssuer(
            "development",
            "colonnade",
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
}

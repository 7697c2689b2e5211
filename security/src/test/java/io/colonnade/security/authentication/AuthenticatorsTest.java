package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.authentication.Credentials.Anonymous;
import io.colonnade.security.authentication.Credentials.Bearer;
import io.colonnade.security.authentication.Credentials.Password;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AuthenticatorsTest {
    private static final JwtIssuer.HmacSecret SECRET =
            new JwtIssuer.HmacSecret("a development secret of 32 bytes or more");
    private static final JwtIssuer ISSUER = new JwtIssuer("development", "colonnade", SECRET, "roles");
    private static final Principal ALICE = new Principal("alice", Set.of("analyst"), Map.of("region", "EUROPE"));

    private final Clock clock = Clock.systemUTC();
    private final SessionTokens sessions =
            new SessionTokens(SealedBox.of(SealKey.random()), Duration.ofMinutes(5), clock);
    private final Authenticators all = new Authenticators(
            sessions,
            new JwtAuthenticator(List.of(ISSUER), clock),
            new PasswordAuthenticator(
                    Users.of(List.of(User.ofDemo("alice", "alice", Set.of("analyst"), Map.of("region", "EUROPE"))))));

    @Test
    void everyWayLeadsToThePrincipalOfItsAuthority() {
        Principal byPassword = all.authenticate(new Password("alice", "alice"));
        assertThat(byPassword).isEqualTo(ALICE);
        assertThat(all.authenticate(
                        new Bearer(all.login(new Password("alice", "alice")).token())))
                .isEqualTo(ALICE);
        String token = new DevelopmentTokens(ISSUER, SECRET, clock).mint(ALICE, Duration.ofMinutes(5));
        assertThat(all.authenticate(new Bearer(token)))
                .isEqualTo(new Principal("development", "alice", ALICE.roles(), ALICE.claims()));
    }

    @Test
    void whatProvesNothingIsRefused() {
        for (Credentials credentials : List.of(
                new Anonymous(), new Bearer(""), new Bearer("cln_x"), new Bearer("x.y.z"), new Password("", ""))) {
            assertThatThrownBy(() -> all.authenticate(credentials))
                    .isInstanceOfSatisfying(
                            ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAUTHENTICATED))
                    .hasMessageStartingWith("Cannot authenticate: ");
        }
    }

    @Test
    void aTokenIsNoPasswordAndAPasswordNoToken() {
        String session = sessions.issue(ALICE).token();
        assertThatThrownBy(() -> all.authenticate(new Password("alice", session)))
                .isInstanceOf(ColonnadeException.class);
        assertThatThrownBy(() -> all.authenticate(new Bearer("alice"))).isInstanceOf(ColonnadeException.class);
    }
}

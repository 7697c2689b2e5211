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
import javax.security.auth.x500.X500Principal;
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
            new PasswordAuthenticator(new CurrentUsers(
                    Users.of(List.of(User.ofDemo("alice", "alice", Set.of("analyst"), Map.of("region", "EUROPE")))))),
            new TokenThrottle(1_000, clock));

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
    void anIdentificationSaysByWhatItIsKnownAndWhenThatEnds() {
        assertThat(all.identify(new Password("alice", "alice")))
                .isEqualTo(new Identification(ALICE, Identification.Means.PASSWORD, null));
        SessionTokens.Issued login = all.login(new Password("alice", "alice"));
        assertThat(all.identify(new Bearer(login.token())))
                .isEqualTo(new Identification(
                        ALICE, Identification.Means.PASSWORD, login.session().expires()));
        String jwt = new DevelopmentTokens(ISSUER, SECRET, clock).mint(ALICE, Duration.ofMinutes(2));
        Identification first = all.identify(new Bearer(jwt));
        assertThat(first.means()).isEqualTo(Identification.Means.JWT);
        assertThat(first.expires().orElseThrow())
                .isBetween(clock.instant().plusSeconds(110), clock.instant().plusSeconds(121));
        assertThat(all.identify(new Bearer(jwt))).isEqualTo(first);
        assertThat(all.identify(new Bearer(all.login(new Bearer(jwt)).token()))).isEqualTo(first);
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

    private Authenticators over(List<User> users, List<JwtIssuer> issuers) {
        return new Authenticators(
                sessions,
                new JwtAuthenticator(issuers, clock),
                new PasswordAuthenticator(new CurrentUsers(Users.of(users))),
                new TokenThrottle(1_000, clock));
    }

    private static void assertRefused(Authenticators authenticators, String token, String message) {
        assertThatThrownBy(() -> authenticators.authenticate(new Bearer(token)))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> authenticators.login(new Bearer(token)))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage(message);
    }

    /** The sealed token is the same, what it stands for is today's. */
    @Test
    void aSessionHasTheRolesOfTodayAndEndsWithItsUserAndItsPassword() {
        User alice = User.ofDemo("alice", "alice", Set.of("analyst"), Map.of("region", "EUROPE"));
        String token = over(List.of(alice), List.of())
                .login(new Password("alice", "alice"))
                .token();
        User demoted = new User("alice", alice.hash(), Set.of("guest"), Map.of("region", "ASIA"));
        assertThat(over(List.of(demoted), List.of()).authenticate(new Bearer(token)))
                .isEqualTo(new Principal("alice", Set.of("guest"), Map.of("region", "ASIA")));

        String ended = "Cannot authenticate: the session has ended; log in again";
        User changed = User.ofDemo("alice", "another", Set.of("analyst"), Map.of());
        assertRefused(over(List.of(changed), List.of()), token, ended);
        assertRefused(over(List.of(), List.of()), token, ended);
        User certified = new User("alice", null, new X500Principal("CN=alice"), Set.of("analyst"), Map.of());
        assertRefused(over(List.of(certified), List.of()), token, ended);
    }

    @Test
    void everyWayFollowsUsersWhoChange() {
        User alice = User.ofDemo("alice", "alice", Set.of("analyst"), Map.of());
        CurrentUsers users = new CurrentUsers(Users.of(List.of(alice)));
        Authenticators following = new Authenticators(
                sessions,
                new JwtAuthenticator(List.of(), clock),
                new PasswordAuthenticator(users),
                new TokenThrottle(1_000, clock));
        String token = following.login(new Password("alice", "alice")).token();
        users.become(Users.of(List.of(new User("alice", alice.hash(), Set.of("guest"), Map.of()))));
        assertThat(following.authenticate(new Bearer(token)).roles()).containsExactly("guest");
        assertThat(following.authenticate(new Password("alice", "alice")).roles())
                .containsExactly("guest");
        users.become(Users.of(List.of()));
        assertRefused(following, token, "Cannot authenticate: the session has ended; log in again");
        assertThatThrownBy(() -> following.authenticate(new Password("alice", "alice")))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage("Cannot authenticate: the user is unknown or the password is wrong");
    }

    @Test
    void aSessionOfATokenEndsWithTheTokenAndWithItsIssuer() {
        String jwt = new DevelopmentTokens(ISSUER, SECRET, clock).mint(ALICE, Duration.ofMinutes(2));
        SessionTokens.Issued issued = all.login(new Bearer(jwt));
        assertThat(issued.session().expires()).isBeforeOrEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
        assertThat(issued.session().principal().name()).isEqualTo("development|alice");
        assertThat(all.authenticate(new Bearer(issued.token()))).isEqualTo(all.authenticate(new Bearer(jwt)));
        assertRefused(
                over(List.of(), List.of()),
                issued.token(),
                "Cannot authenticate: the token is of an issuer that is not trusted here");
    }

    @Test
    void aSessionCannotRenewItself() {
        SessionTokens.Issued first = all.login(new Password("alice", "alice"));
        SessionTokens.Issued second = all.login(new Bearer(first.token()));
        assertThat(second.token()).isEqualTo(first.token());
        assertThat(second.session()).isEqualTo(first.session());
    }

    @Test
    void twoAuthoritiesMayKnowTheSameSubjectAndItIsNotTheSamePrincipal() {
        String jwt = new DevelopmentTokens(ISSUER, SECRET, clock).mint(ALICE, Duration.ofMinutes(2));
        Principal theirs = all.authenticate(new Bearer(jwt));
        Principal ours = all.authenticate(new Password("alice", "alice"));
        assertThat(theirs.subject()).isEqualTo(ours.subject());
        assertThat(theirs).isNotEqualTo(ours);
        assertThat(theirs.name()).isNotEqualTo(ours.name());
        assertThatThrownBy(() -> new Principal("development|alice", Set.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.authentication.Credentials.Password;
import io.colonnade.security.identity.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordAuthenticatorTest {
    private static final User ALICE = User.ofDemo("alice", "alice", Set.of("analyst"), Map.of("region", "EUROPE"));

    private final PasswordAuthenticator authenticator = new PasswordAuthenticator(
            new CurrentUsers(Users.of(List.of(ALICE, User.ofDemo("bob", "builder", Set.of(), Map.of())))));

    @Test
    void theRightPasswordGivesThePrincipalOfTheUsersFile() {
        Principal expected = new Principal("alice", Set.of("analyst"), Map.of("region", "EUROPE"));
        assertThat(authenticator.authenticate(new Password("alice", "alice"))).isEqualTo(expected);
        assertThat(authenticator.authenticate(new Password("alice", "alice"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"alice,wrong", "alice,''", "alice,ALICE", "ALICE,alice", "nobody,alice", "'',''", "bob,alice"})
    void unknownUserAndWrongPasswordAreToldAlike(String user, String password) {
        ColonnadeException refusal = refusal(authenticator, new Password(user, password));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(refusal.sqlState()).isEqualTo("28P01");
        assertThat(refusal)
                .hasMessage("Cannot authenticate: the user is unknown or the password is wrong")
                .hasNoCause();
    }

    @Test
    void aPasswordThatWasRightOnceDoesNotMakeAnotherOneRight() {
        authenticator.authenticate(new Password("alice", "alice"));
        assertThat(refusal(authenticator, new Password("alice", "alicf"))).isNotNull();
        assertThat(refusal(authenticator, new Password("bob", "alice"))).isNotNull();
    }

    /** A lower bound only: a busy machine makes anything slower, but nothing skips the hash by accident. */
    @Test
    void anUnknownUserIsNoFasterThanAWrongPassword() {
        User costly = new User("carol", PasswordHash.create("carol".toCharArray()), Set.of(), Map.of());
        PasswordAuthenticator costlyOnes = new PasswordAuthenticator(new CurrentUsers(Users.of(List.of(costly))));
        fastestNanos(costlyOnes, "carol");
        long unknown = fastestNanos(costlyOnes, "unknown");
        assertThat(unknown).isGreaterThan(fastestNanos(costlyOnes, "carol") / 4);
    }

    @Test
    void whoGuessesIsToldToWaitAndTheRightPasswordIsNoWayAround() {
        for (int i = 0; i < 10; i++) {
            refusal(authenticator, new Password("alice", "guess" + i, "192.0.2.1"));
            refusal(authenticator, new Password("nobody", "guess" + i, "192.0.2.1"));
        }
        ColonnadeException known = refusal(authenticator, new Password("alice", "alice", "192.0.2.1"));
        ColonnadeException unknown = refusal(authenticator, new Password("nobody", "alice", "192.0.2.1"));
        assertThat(known.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        assertThat(known.kind()).isEqualTo(unknown.kind());
        assertThat(known.getMessage()).startsWith("Cannot authenticate: too many wrong passwords");
        assertThat(unknown.getMessage()).startsWith("Cannot authenticate: too many wrong passwords");
        assertThat(authenticator.authenticate(new Password("alice", "alice", "192.0.2.2")))
                .isEqualTo(ALICE.principal());
    }

    @Test
    void aPasswordRememberedForOneAddressAnswersNoGuessesOfAnother() {
        authenticator.authenticate(new Password("alice", "alice", "192.0.2.2"));
        for (int i = 0; i < 10; i++) {
            refusal(authenticator, new Password("alice", "guess" + i, "192.0.2.1"));
        }
        assertThat(refusal(authenticator, new Password("alice", "alice", "192.0.2.1"))
                        .kind())
                .isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
    }

    @Test
    void aUserWithoutAPasswordIsAsUnknownAsNobody() {
        User certified =
                new User("etl", null, new javax.security.auth.x500.X500Principal("CN=etl"), Set.of(), Map.of());
        PasswordAuthenticator both = new PasswordAuthenticator(new CurrentUsers(Users.of(List.of(ALICE, certified))));
        for (String password : new String[] {"", "etl", "alice"}) {
            assertThat(refusal(both, new Password("etl", password)))
                    .hasMessage("Cannot authenticate: the user is unknown or the password is wrong");
        }
    }

    @Test
    void withoutUsersEverybodyIsRefused() {
        assertThat(refusal(
                        new PasswordAuthenticator(new CurrentUsers(Users.of(List.of()))),
                        new Password("nobody", "nobody")))
                .hasMessageContaining("unknown or the password is wrong");
    }

    @Test
    void aRememberedPasswordIsForgottenAfterMinutesAndWithItsHash() {
        MutableClock clock = new MutableClock();
        VerifiedPasswords verified = new VerifiedPasswords(clock);
        Password given = new Password("alice", "alice");
        verified.add(given, ALICE.hash());
        assertThat(verified.contains(given, ALICE.hash())).isTrue();
        assertThat(verified.contains(given, PasswordHash.createCheaply("alice".toCharArray())))
                .isFalse();
        assertThat(verified.contains(new Password("alicea", "lice"), ALICE.hash()))
                .isFalse();
        clock.advance(Duration.ofMinutes(5));
        assertThat(verified.contains(given, ALICE.hash())).isFalse();
    }

    @Test
    void onlySoManyPasswordsAreRemembered() {
        VerifiedPasswords verified = new VerifiedPasswords(new MutableClock());
        for (int i = 0; i <= 1024; i++) {
            verified.add(new Password("user" + i, "x"), ALICE.hash());
        }
        assertThat(verified.contains(new Password("user0", "x"), ALICE.hash())).isFalse();
        assertThat(verified.contains(new Password("user1024", "x"), ALICE.hash()))
                .isTrue();
    }

    @Test
    void credentialsDoNotPrintTheirSecrets() {
        assertThat(new Password("alice", "s3cret").toString()).doesNotContain("s3cret");
        assertThat(new Credentials.Bearer("s3cret").toString()).doesNotContain("s3cret");
        assertThat(ALICE.toString()).doesNotContain("$argon2id");
    }

    private static long fastestNanos(PasswordAuthenticator authenticator, String user) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            refusal(authenticator, new Password(user, "wrong"));
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }

    private static ColonnadeException refusal(Authenticator authenticator, Credentials credentials) {
        ColonnadeException refusal =
                catchThrowableOfType(ColonnadeException.class, () -> authenticator.authenticate(credentials));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}

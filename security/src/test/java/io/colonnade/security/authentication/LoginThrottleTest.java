package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.authentication.Credentials.Password;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginThrottleTest {
    private final MutableClock clock = new MutableClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    private static Password from(String peer, String user) {
        return new Password(user, "guess", peer);
    }

    private void fail(int times, Password given) {
        for (int i = 0; i < times; i++) {
            throttle.failed(given);
        }
    }

    private ColonnadeException refusal(Password given) {
        return catchThrowableOfType(ColonnadeException.class, () -> throttle.check(given));
    }

    private void assertMayGuess(Password given) {
        assertThatCode(() -> throttle.check(given)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "nobody", ""})
    void tenWrongPasswordsFromOneAddressThenOneEachHalfMinute(String user) {
        Password guess = from("192.0.2.1", user);
        fail(9, guess);
        assertMayGuess(guess);
        fail(1, guess);
        ColonnadeException refusal = refusal(guess);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        assertThat(refusal).hasMessage("Cannot authenticate: too many wrong passwords; try again in 30 seconds");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertMayGuess(guess);
        fail(1, guess);
        assertThat(refusal(guess)).isNotNull();
    }

    @Test
    void anotherAddressMayStillTryTheSameUser() {
        fail(10, from("192.0.2.1", "alice"));
        assertMayGuess(from("192.0.2.2", "alice"));
    }

    @Test
    void oneAddressMayNotTryManyUsers() {
        for (int i = 0; i < 50; i++) {
            fail(1, from("192.0.2.1", "user" + i));
        }
        assertThat(refusal(from("192.0.2.1", "another"))).isNotNull();
        assertMayGuess(from("192.0.2.2", "another"));
    }

    @Test
    void manyAddressesMayNotTryOneUserButTheUsersOwnAddressMay() {
        Password home = from("203.0.113.9", "alice");
        throttle.succeeded(home);
        for (int i = 0; i < 50; i++) {
            fail(1, from("192.0.2." + i, "alice"));
        }
        assertThat(refusal(from("198.51.100.1", "alice"))).isNotNull();
        assertMayGuess(home);
        clock.advance(Duration.ofDays(7));
        fail(50, from("192.0.2.1", "alice"));
        assertThat(refusal(home)).isNotNull();
    }

    @Test
    void aKnownAddressMayNotGuessForever() {
        Password home = from("203.0.113.9", "alice");
        throttle.succeeded(home);
        fail(10, home);
        assertThat(refusal(home)).isNotNull();
    }

    @Test
    void aStrangersOwnLoginDoesNotPayForTheGuessesOfTheAddress() {
        for (int i = 0; i < 50; i++) {
            fail(1, from("192.0.2.1", "user" + i));
            throttle.succeeded(from("192.0.2.1", "mallory"));
        }
        assertThat(refusal(from("192.0.2.1", "alice"))).isNotNull();
    }

    @Test
    void whoHasOneAddressOfAnIpv6NetworkHasAll() {
        for (int i = 0; i < 10; i++) {
            fail(1, from("2001:db8:0:1::" + i, "alice"));
        }
        assertThat(refusal(from("2001:db8:0:1:ffff::1", "alice"))).isNotNull();
        assertMayGuess(from("2001:db8:0:2::1", "alice"));
    }

    @Test
    void remembersNoMoreKeysThanItCanBear() {
        GuessBudget budget = new GuessBudget(1, Duration.ofSeconds(1));
        for (int i = 0; i < 20_000; i++) {
            budget.spend("key" + i, clock.instant());
        }
        assertThat(budget.wait("key0", clock.instant())).isEqualTo(Duration.ZERO);
        assertThat(budget.wait("key19999", clock.instant())).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.keys()).isLessThanOrEqualTo(10_000);
    }
}

package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.authentication.Credentials.Bearer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenThrottleTest {
    private static final int PER_SECOND = 10;
    private static final String ATTACKER = "192.0.2.1";

    private final MutableClock clock = new MutableClock();
    private final TokenThrottle throttle = new TokenThrottle(PER_SECOND, clock);
    private final AtomicInteger checks = new AtomicInteger();

    /** Shows a token whose check ends so. */
    private ColonnadeException shown(String token, String peer, ColonnadeException outcome) {
        return catchThrowableOfType(
                ColonnadeException.class,
                () -> throttle.guard(new Bearer(token, peer), () -> {
                    checks.incrementAndGet();
                    throw outcome;
                }));
    }

    private ColonnadeException wrong(String peer) {
        return shown("wrong" + checks, peer, Refusals.badSignature());
    }

    private boolean isTaken(String token, String peer) {
        try {
            return throttle.guard(new Bearer(token, peer), () -> true);
        } catch (ColonnadeException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
            return false;
        }
    }

    private void exhaust(String peer) {
        for (int i = 0; i < PER_SECOND; i++) {
            assertThat(wrong(peer).kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
        }
    }

    @Test
    void whatIsSentBeyondTheLimitIsNotEvenLookedAt() {
        exhaust(ATTACKER);
        ColonnadeException refusal = wrong(ATTACKER);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        assertThat(refusal)
                .hasMessage(
                        "Cannot authenticate: too many tokens from your address are refused; try again in a second");
        assertThat(refusal.retryAfter()).contains(Duration.ofMillis(100));
        assertThat(checks).hasValue(PER_SECOND);
    }

    @Test
    void oneMoreIsLookedAtEachTimeItsShareOfTheSecondHasPassed() {
        exhaust(ATTACKER);
        clock.advance(Duration.ofMillis(100));
        assertThat(wrong(ATTACKER).kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(wrong(ATTACKER).kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        clock.advance(Duration.ofSeconds(1));
        exhaust(ATTACKER);
        assertThat(wrong(ATTACKER).kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
    }

    @Test
    void rightTokensCostNothing() {
        for (int i = 0; i < 10 * PER_SECOND; i++) {
            assertThat(isTaken("right" + i, ATTACKER)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "2001:db8::1", "127.0.0.1"})
    void otherAddressesAreNotHeldToIt(String other) {
        exhaust(ATTACKER);
        assertThat(isTaken("right", ATTACKER)).isFalse();
        assertThat(isTaken("right", other)).isTrue();
    }

    @Test
    void whoeverHasOneAddressOfTheNewKindHasItsWholeNetwork() {
        exhaust("2001:db8:0:1::1");
        assertThat(wrong("2001:db8:0:1:ffff::2").kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
        assertThat(wrong("2001:db8:0:2::1").kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void whoSharesTheAddressGoesOnWithATokenThatWasTakenThere() {
        assertThat(isTaken("right", ATTACKER)).isTrue();
        exhaust(ATTACKER);
        for (int i = 0; i < 10 * PER_SECOND; i++) {
            assertThat(isTaken("right", ATTACKER)).isTrue();
        }
        assertThat(isTaken("another", ATTACKER)).isFalse();
    }

    @Test
    void aTokenThatWasTakenElsewhereIsNotKnownHere() {
        assertThat(isTaken("right", "192.0.2.2")).isTrue();
        exhaust(ATTACKER);
        assertThat(isTaken("right", ATTACKER)).isFalse();
    }

    @Test
    void aTokenThatWasTakenOnceAndHasEndedIsLikeAnyOther() {
        assertThat(isTaken("old", ATTACKER)).isTrue();
        exhaust(ATTACKER);
        assertThat(shown("old", ATTACKER, Refusals.expiredToken()).kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(shown("old", ATTACKER, Refusals.expiredToken()).kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
    }

    @Test
    void aTokenIsKnownForAnHourAfterItsLastUse() {
        assertThat(isTaken("right", ATTACKER)).isTrue();
        clock.advance(Duration.ofMinutes(59));
        assertThat(isTaken("right", ATTACKER)).isTrue();
        clock.advance(Duration.ofMinutes(59));
        exhaust(ATTACKER);
        assertThat(isTaken("right", ATTACKER)).isTrue();
        clock.advance(Duration.ofMinutes(61));
        exhaust(ATTACKER);
        assertThat(isTaken("right", ATTACKER)).isFalse();
    }

    @Test
    void whatIsNobodysFaultIsNotCounted() {
        for (int i = 0; i < 10 * PER_SECOND; i++) {
            assertThat(shown("unchecked", ATTACKER, Refusals.keysUnavailable()).kind())
                    .isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void itKeepsNoMoreThanSoMuchHoweverManyTokensAreTaken() {
        for (int i = 0; i <= 10_000; i++) {
            assertThat(isTaken("right" + i, ATTACKER)).isTrue();
        }
        exhaust(ATTACKER);
        assertThat(isTaken("right0", ATTACKER)).isFalse();
        assertThat(isTaken("right1", ATTACKER)).isTrue();
    }
}

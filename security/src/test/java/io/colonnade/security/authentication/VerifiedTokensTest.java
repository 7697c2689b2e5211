package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.security.authentication.VerifiedTokens.Verified;
import io.colonnade.security.identity.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VerifiedTokensTest {
    private static final Principal ALICE = new Principal("alice", Set.of(), Map.of());

    private final MutableClock clock = new MutableClock();
    private final VerifiedTokens tokens = new VerifiedTokens(clock);

    @Test
    void tokenIsKnownForSecondsAndOnlyToTheLetter() {
        Verified alice = new Verified(ALICE, clock.instant().plusSeconds(3600));
        tokens.add("a.b.c", alice);
        assertThat(tokens.find("a.b.c")).contains(alice);
        assertThat(tokens.find("a.b.d")).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(tokens.find("a.b.c")).isEmpty();
    }

    @Test
    void tokenIsNotKnownLongerThanItLives() {
        tokens.add("a.b.c", new Verified(ALICE, clock.instant().plusSeconds(2)));
        clock.advance(Duration.ofMillis(1_999));
        assertThat(tokens.find("a.b.c")).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.find("a.b.c")).isEmpty();
    }

    @Test
    void oldTokensMakeRoomForNewOnes() {
        for (int i = 0; i < 1_025; i++) {
            tokens.add("token " + i, new Verified(ALICE, clock.instant().plusSeconds(60)));
        }
        assertThat(tokens.find("token 0")).isEmpty();
        assertThat(tokens.find("token 1")).isPresent();
        assertThat(tokens.find("token 1024")).isPresent();
    }
}

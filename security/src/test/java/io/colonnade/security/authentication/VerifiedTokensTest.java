package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class VerifiedTokensTest {
    private final MutableClock clock = new MutableClock();
    private final VerifiedTokens<String> tokens = new VerifiedTokens<>(clock);

    @Test
    void tokenIsKnownForSecondsAndOnlyToTheLetter() {
        tokens.add("a.b.c", "alice", clock.instant().plusSeconds(3600));
        assertThat(tokens.find("a.b.c")).contains("alice");
        assertThat(tokens.find("a.b.d")).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(tokens.find("a.b.c")).isEmpty();
    }

    @Test
    void tokenIsNotKnownLongerThanItLives() {
        tokens.add("a.b.c", "alice", clock.instant().plusSeconds(2));
        clock.advance(Duration.ofMillis(1_999));
        assertThat(tokens.find("a.b.c")).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.find("a.b.c")).isEmpty();
    }

    @Test
    void oldTokensMakeRoomForNewOnes() {
        for (int i = 0; i < 1_025; i++) {
            tokens.add("token " + i, "alice", clock.instant().plusSeconds(60));
        }
        assertThat(tokens.find("token 0")).isEmpty();
        assertThat(tokens.find("token 1")).isPresent();
        assertThat(tokens.find("token 1024")).isPresent();
    }
}

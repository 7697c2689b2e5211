package io.colonnade.jdbc.oauth;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A token that was granted, and until when to use it. Immutable. */
final class Grant {
    /** Used no longer than until then before its end, since it has a way to go. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Duration UNSTATED = Duration.ofMinutes(5);

    private final String accessToken;
    private final Optional<String> refreshToken;
    private final Instant end;

    private Grant(String accessToken, Optional<String> refreshToken, Instant end) {
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
        this.end = end;
    }

    static Grant of(Answer answer, Clock clock) throws SQLException {
        return of(answer, Optional.empty(), clock);
    }

    /** Makes the grant that an earlier one was renewed to: its means to be renewed stays good unless there is a new one. */
    static Grant of(Answer answer, Optional<String> earlier, Clock clock) throws SQLException {
        if (answer.error().isPresent()) {
            throw answer.refusal();
        }
        Duration life = answer.seconds("expires_in").orElse(UNSTATED);
        return new Grant(
                answer.required("access_token"),
                answer.text("refresh_token").or(() -> earlier),
                clock.instant().plus(life));
    }

    String accessToken() {
        return accessToken;
    }

    Optional<String> refreshToken() {
        return refreshToken;
    }

    boolean isFresh(Clock clock) {
        return clock.instant().plus(MARGIN).isBefore(end);
    }
}

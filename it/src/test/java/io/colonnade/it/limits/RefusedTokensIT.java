package io.colonnade.it.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Wrong tokens meet a limit at every door, and those who share the address go on with theirs. */
final class RefusedTokensIT {
    private static final String SHORT = "SELECT count(*) FROM clients.numbers WHERE n <= 10";
    private static final String WRONG = "cln_nonsense";
    private static final int MOST_TRIES = 1_000;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.startWith(RunningServer.limits(Map.of("refused_tokens_per_second", "1")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String right(String name) {
        return new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(new Principal(name, Set.of("admin"), Map.of()), Duration.ofHours(1));
    }

    private static HttpResponse<String> shown(String token) throws Exception {
        return Web.bearing(server.httpPort(), token);
    }

    /** Shows wrong tokens until one is not looked at. */
    private static HttpResponse<String> exhaust() throws Exception {
        HttpResponse<String> answer = shown(WRONG);
        for (int i = 0; i < MOST_TRIES && answer.statusCode() == 401; i++) {
            answer = shown(WRONG);
        }
        return answer;
    }

    @Test
    void whoShowsWrongTokensIsToldToWaitAtBothDoors() throws Exception {
        HttpResponse<String> refused = exhaust();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body())
                .contains("too many tokens from your address are refused")
                .contains("53300");
        try (FlightUser wrong = FlightUser.withToken(server, WRONG)) {
            FlightRuntimeException exhausted = null;
            for (int i = 0; i < MOST_TRIES && exhausted == null; i++) {
                FlightRuntimeException failure =
                        Assertions.catchThrowableOfType(FlightRuntimeException.class, () -> wrong.query(SHORT));
                exhausted = failure.status().code() == FlightStatusCode.RESOURCE_EXHAUSTED ? failure : null;
            }
            assertThat(exhausted).isNotNull();
            ErrorFlightMetadata trailers = exhausted.status().metadata();
            assertThat(trailers.get("retry-after")).isEqualTo("1");
            assertThat(trailers.get("colonnade-sqlstate")).isEqualTo("53300");
        }
    }

    @Test
    void aTokenThatWasTakenGoesOnAndANewOneWaitsForItsTurn() throws Exception {
        String known = right("known");
        // Another test may have used up the tries of this second.
        await().atMost(Duration.ofSeconds(30)).until(() -> shown(known).statusCode() == 200);
        HttpResponse<String> fresh = exhaust();
        for (int i = 0; i < MOST_TRIES && fresh.statusCode() != 429; i++) {
            exhaust();
            fresh = shown(right("fresh" + i));
        }
        assertThat(exhaust().statusCode()).isEqualTo(429);
        assertThat(shown(known).statusCode()).isEqualTo(200);
        try (FlightUser user = FlightUser.withToken(server, known)) {
            assertThat(user.query(SHORT)).hasSize(1);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> shown(right("patient")).statusCode() == 200);
    }

    @Test
    void passwordsAndCallersWithoutCredentialsAreNotHeldToIt() throws Exception {
        assertThat(exhaust().statusCode()).isEqualTo(429);
        Web alice = new Web(server.httpPort(), "admin");
        assertThat(alice.query(SHORT).statusCode()).isEqualTo(200);
        assertThat(alice.anonymous("SELECT 1").statusCode()).isNotEqualTo(429);
    }
}

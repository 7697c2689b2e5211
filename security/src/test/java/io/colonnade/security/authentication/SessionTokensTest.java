package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.authentication.Credentials.Bearer;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionTokensTest {
    private static final Principal ALICE = new Principal(
            "alice",
            Set.of("analyst", "support"),
            Map.of(
                    "region",
                    "EUROPE",
                    "level",
                    3L,
                    "large",
                    Long.MAX_VALUE,
                    "share",
                    new BigDecimal("0.250"),
                    "internal",
                    true,
                    "sites",
                    List.of("a", 1L, false)));

    private final MutableClock clock = new MutableClock();
    private final SealedBox box = SealedBox.of(SealKey.random());
    private final SessionTokens tokens = new SessionTokens(box, Duration.ofMinutes(30), clock);

    @Test
    void aTokenStandsForExactlyThePrincipalThatItWasIssuedTo() {
        SessionTokens.Issued issued = tokens.issue(ALICE);
        assertThat(tokens.authenticate(new Bearer(issued.token()))).isEqualTo(ALICE);
        assertThat(tokens.open(issued.token())).isEqualTo(issued.session());
        assertThat(issued.token()).matches("cln_[A-Za-z0-9_-]+");
    }

    @Test
    void anotherReplicaWithTheSameKeyTakesIt() {
        String token = tokens.issue(ALICE).token();
        assertThat(new SessionTokens(box, Duration.ofHours(1), clock).authenticate(new Bearer(token)))
                .isEqualTo(ALICE);
    }

    @Test
    void aTokenExpires() {
        String token = tokens.issue(ALICE).token();
        clock.advance(Duration.ofMinutes(30).minusMillis(1));
        assertThat(tokens.authenticate(new Bearer(token))).isEqualTo(ALICE);
        clock.advance(Duration.ofMillis(1));
        assertRefused(token, "Cannot authenticate: the token has expired");
    }

    @Test
    void whatWasSealedForAnotherPurposeIsNoToken() {
        byte[] ticket = box.seal(
                "ticket",
                "{\"subject\":\"alice\",\"roles\":[],\"claims\":{},\"id\":\"x\",\"iat\":0,\"exp\":9999999999999}"
                        .getBytes(StandardCharsets.UTF_8));
        assertRefused(
                "cln_" + Base64.getUrlEncoder().withoutPadding().encodeToString(ticket),
                "Cannot authenticate: the token is not a valid token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cln_", "cln_%%%", "cln_AAAA", "eyJhbGciOiJub25lIn0.e30."})
    void refusesGarbage(String token) {
        assertRefused(token, "Cannot authenticate: the token is not a valid token");
    }

    @Test
    void refusesTheTokenOfAnotherDeployment() {
        SessionTokens others = new SessionTokens(SealedBox.of(SealKey.random()), Duration.ofMinutes(30), clock);
        assertRefused(others.issue(ALICE).token(), "Cannot authenticate: the token is not a valid token");
    }

    @Test
    void issuesNoTokenThatItWouldNotTake() {
        Principal wordy = new Principal("alice", Set.of(), Map.of("essay", "x".repeat(50_000)));
        assertThatThrownBy(() -> tokens.issue(wordy))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("do not fit");
    }

    @Test
    void twoLoginsAreTwoSessions() {
        assertThat(tokens.issue(ALICE).session().sessionId())
                .isNotEqualTo(tokens.issue(ALICE).session().sessionId());
    }

    @Test
    void anIssuedTokenDoesNotPrintItself() {
        SessionTokens.Issued issued = tokens.issue(ALICE);
        assertThat(issued.toString()).doesNotContain(issued.token());
    }

    private void assertRefused(String token, String message) {
        assertThatThrownBy(() -> tokens.authenticate(new Bearer(token)))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage(message);
    }
}

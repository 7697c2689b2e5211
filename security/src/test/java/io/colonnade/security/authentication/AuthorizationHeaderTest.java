package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AuthorizationHeaderTest {
    private static final String PEER = "192.0.2.1";

    private static Credentials read(String... values) {
        return AuthorizationHeader.credentials(List.of(values), PEER);
    }

    private static String basic(byte[] pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String basic(String pair) {
        return basic(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void basicMayHoldColonsInThePasswordAndKeepsWhereItCameFrom() {
        assertThat(read(basic("alicë:a:b"))).isEqualTo(new Credentials.Password("alicë", "a:b", PEER));
        assertThat(read(basic(":"))).isEqualTo(new Credentials.Password("", "", PEER));
    }

    @Test
    void schemesAreNotCaseSensitive() {
        assertThat(read("BEARER abc")).isEqualTo(new Credentials.Bearer("abc", PEER));
        assertThat(read("bAsIc YTpi")).isEqualTo(new Credentials.Password("a", "b", PEER));
    }

    @Test
    void onlyWhoSendsNoHeaderIsAnonymous() {
        assertThat(read()).isEqualTo(new Credentials.Anonymous());
    }

    static Stream<List<String>> notUnderstood() {
        return Stream.of(
                List.of(""),
                List.of(" "),
                List.of("Bearer"),
                List.of("Basic"),
                List.of("Digest x"),
                List.of("Negotiate YTpi"),
                List.of("Bearerabc"),
                List.of("YTpi"),
                List.of("Basic !!"),
                List.of("Basic YTpi YTpi"),
                List.of(basic("nocolon")),
                List.of(basic(new byte[] {(byte) 0xff, ':', 'x'})),
                List.of("Bearer " + "x".repeat(200_000)),
                List.of("Bearer a", "Bearer a"),
                List.of("Bearer a", basic("a:b")),
                List.of("", "Bearer a"));
    }

    @ParameterizedTest
    @MethodSource("notUnderstood")
    void whatIsNotUnderstoodIsRefusedAndNeverAnonymous(List<String> values) {
        assertThatThrownBy(() -> AuthorizationHeader.credentials(values, PEER))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAUTHENTICATED))
                .hasMessageStartingWith("Cannot authenticate: ");
    }
}

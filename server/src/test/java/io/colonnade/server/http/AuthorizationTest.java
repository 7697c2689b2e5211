package io.colonnade.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.security.authentication.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void basicMayHoldColonsInThePassword() {
        assertThat(Authorization.credentials("Basic " + basic("alicë:a:b")))
                .isEqualTo(new Credentials.Password("alicë", "a:b"));
    }

    @Test
    void schemesAreNotCaseSensitive() {
        assertThat(Authorization.credentials("BEARER abc")).isEqualTo(new Credentials.Bearer("abc"));
    }

    @Test
    void whatIsNeitherIsRefused() {
        for (String header : new String[] {"Digest x", "Basic !!", "Basic " + basic("nocolon"), ""}) {
            assertThatThrownBy(() -> Authorization.credentials(header)).hasMessageContaining("Invalid Authorization");
        }
    }
}

package io.colonnade.security.authentication;

import static io.colonnade.security.authentication.PublishedIssuer.AUDIENCE;
import static io.colonnade.security.authentication.PublishedIssuer.DEVELOPMENT;
import static io.colonnade.security.authentication.PublishedIssuer.ISSUER;
import static io.colonnade.security.authentication.PublishedIssuer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.authentication.JwtIssuer.HmacSecret;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings of an issuer that would be weak, or could mean two things. */
final class JwtIssuerTest {
    @Test
    void refusesAConfigurationThatIsAmbiguousOrWeak() {
        JwtIssuer issuer = new JwtIssuer(DEVELOPMENT, AUDIENCE, SECRET, "roles");
        assertThatThrownBy(() -> new JwtAuthenticator(List.of(issuer, issuer), Clock.systemUTC()))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("appears twice");
        assertThatThrownBy(() -> new HmacSecret("thirty-one bytes are too few..."))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("too short")
                .hasMessageNotContaining("thirty-one");
        assertThat(SECRET).hasToString("HmacSecret[hidden]");
        for (String url : new String[] {
            "file:///etc/keys.json",
            "https:///keys",
            "keys.json",
            "http://id.example/keys",
            "http://127.0.0.1.evil/keys"
        }) {
            assertThatThrownBy(() -> new JwtIssuer.JwksUrl(URI.create(url), null))
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageStartingWith("Invalid JWKS address");
        }
        assertThatThrownBy(() -> new JwtIssuer(" ", AUDIENCE, SECRET, "roles")).isInstanceOf(ColonnadeException.class);
        assertThatThrownBy(() -> new JwtIssuer(ISSUER, "", SECRET, "roles")).isInstanceOf(ColonnadeException.class);
        for (String path :
                new String[] {"a..b", "", ".", "a.", ".a", "\"a", "\"\"", "https://shop.example/roles", "a b"}) {
            assertThatThrownBy(() -> new JwtIssuer(ISSUER, AUDIENCE, SECRET, path))
                    .isInstanceOf(ColonnadeException.class)
                    .hasMessageContaining("in double quotes");
        }
        assertThatThrownBy(() -> new JwtIssuer("a|b", AUDIENCE, SECRET, "roles"))
                .isInstanceOf(ColonnadeException.class);
    }
}

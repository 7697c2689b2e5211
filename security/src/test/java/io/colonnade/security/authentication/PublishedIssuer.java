package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.authentication.Credentials.Bearer;
import io.colonnade.security.authentication.JwtIssuer.HmacSecret;
import io.colonnade.security.authentication.JwtIssuer.JwksFile;
import io.colonnade.security.identity.Principal;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** An issuer with published keys, the tokens that it signs, and an authenticator that trusts it and a development issuer. */
final class PublishedIssuer {
    static final String ISSUER = "https://id.example/";
    static final String DEVELOPMENT = "development";
    static final String AUDIENCE = "colonnade";
    static final HmacSecret SECRET = new HmacSecret("a development secret of 32 bytes or more");

    static final KeyPair RSA = Jwts.SIG.RS256.keyPair().build();
    static final KeyPair EC = Jwts.SIG.ES256.keyPair().build();
    static final KeyPair ED = Jwts.SIG.EdDSA.keyPair().build();
    static final KeyPair STRANGE = Jwts.SIG.RS256.keyPair().build();

    static final String INVALID = "Cannot authenticate: the token is not a valid token";
    static final String UNSIGNED = "Cannot authenticate: the token is not signed by a key of this issuer";
    static final String UNTRUSTED = "Cannot authenticate: the token is of an issuer that is not trusted here";
    static final String EXPIRED = "Cannot authenticate: the token has expired";

    private final MutableClock clock = new MutableClock();
    private final Path jwks;
    private final JwtAuthenticator authenticator;

    PublishedIssuer(Path directory) throws IOException {
        jwks = Files.writeString(directory.resolve("jwks.json"), JwksText.of(Map.of("rsa", RSA, "ec", EC, "ed", ED)));
        authenticator = new JwtAuthenticator(
                List.of(
                        new JwtIssuer(ISSUER, AUDIENCE, new JwksFile(jwks), "realm_access.roles"),
                        new JwtIssuer(DEVELOPMENT, AUDIENCE, SECRET, "roles")),
                clock);
    }

    /** Returns an authenticator for tokens of the same issuer under other rules. */
    JwtAuthenticator with(JwtIssuer.Rules rules) {
        return new JwtAuthenticator(
                List.of(new JwtIssuer(ISSUER, AUDIENCE, new JwksFile(jwks), "roles", rules)), clock);
    }

    MutableClock clock() {
        return clock;
    }

    static JwtBuilder good(KeyPair pair, String keyId, SignatureAlgorithm algorithm) {
        return claims(Jwts.builder().header().keyId(keyId).and()).signWith(pair.getPrivate(), algorithm);
    }

    static JwtBuilder claims(JwtBuilder builder) {
        return builder.issuer(ISSUER)
                .audience()
                .add(AUDIENCE)
                .and()
                .subject("alice")
                .expiration(at(300));
    }

    static Date at(long seconds) {
        return Date.from(Instant.parse("2026-03-01T12:00:00Z").plusSeconds(seconds));
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Principal authenticate(String token) {
        return authenticator.authenticate(new Bearer(token));
    }

    void assertRefused(String token, String message) {
        assertThat(refusal(token)).hasMessage(message);
    }

    ColonnadeException refusal(String token) {
        ColonnadeException refusal = catchThrowableOfType(ColonnadeException.class, () -> authenticate(token));
        assertThat(refusal).as("refusal of %s", token).isNotNull();
        assertThat(refusal.kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(refusal.sqlState()).isEqualTo("28000");
        return refusal;
    }
}

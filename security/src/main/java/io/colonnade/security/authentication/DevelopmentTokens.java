package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.TreeSet;
import java.util.UUID;

/** Mints the HS256 tokens of {@code colonnade token}, for issuers that are configured with a secret. Thread-safe. */
public final class DevelopmentTokens {
    private final JwtIssuer issuer;
    private final JwtIssuer.HmacSecret secret;
    private final Clock clock;

    /** Creates a mint. The secret is given apart, because only issuers of this kind can mint. */
    public DevelopmentTokens(JwtIssuer issuer, JwtIssuer.HmacSecret secret, Clock clock) {
        this.issuer = issuer;
        this.secret = secret;
        this.clock = clock;
    }

    /** Mints a token that {@link JwtAuthenticator} takes for this principal. */
    public String mint(Principal principal, Duration lifetime) {
        Instant now = clock.instant();
        return Jwts.builder()
                .claims(principal.claims())
                .claims(RolesClaim.of(issuer.rolesClaim()).asClaims(new TreeSet<>(principal.roles())))
                .issuer(issuer.issuer())
                .audience()
                .add(issuer.audience())
                .and()
                .subject(principal.subject())
                .id(UUID.randomUUID().toString())
                .issuedAt(Date.from(now))
                .notBefore(Date.from(now))
                .expiration(Date.from(now.plus(lifetime)))
                .signWith(Keys.hmacShaKeyFor(secret.secret().getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS256)
                .compact();
    }
}

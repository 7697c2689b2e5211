package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.identity.Principal;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /**
     * Mints a token that {@link JwtAuthenticator} takes for this principal: roles and claims stand where the issuer's settings
     * look for them.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if a claim's place is taken
     */
    public String mint(Principal principal, Duration lifetime) {
        Instant now = clock.instant();
        return Jwts.builder()
                .claims(claims(principal))
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

    private Map<String, Object> claims(Principal principal) {
        RolesClaim roles = RolesClaim.of(issuer.rolesClaim());
        ContextClaims context = new ContextClaims(issuer.rules().claims(), roles.root());
        Map<String, Object> claims = new LinkedHashMap<>();
        roles.path().put(claims, new TreeSet<>(principal.roles()));
        principal.claims().forEach((name, value) -> {
            ClaimPath path = context.path(name);
            if (ContextClaims.isRegistered(path.root()) || !path.put(claims, value)) {
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.INVALID_PARAMETER,
                        "Cannot mint a token: a token of " + issuer.issuer()
                                + " has something else in the place of the claim '" + name
                                + "'; leave it out, or look for it elsewhere (security.issuers.claims)");
            }
        });
        return claims;
    }
}

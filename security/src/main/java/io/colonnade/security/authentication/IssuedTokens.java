package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.identity.Principal;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.InvalidClaimException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.PrematureJwtException;
import io.jsonwebtoken.security.SignatureException;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of one issuer: checks signature, algorithm, issuer, audience and times, and makes a principal of the claims.
 * Which algorithms are taken follows from the configuration and never from the token. Thread-safe.
 */
final class IssuedTokens {
    private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);
    private static final Duration FILE_INTERVAL = Duration.ofSeconds(5);

    private final JwtParser parser;
    private final String authority;
    private final RolesClaim rolesClaim;
    private final ContextClaims contextClaims;

    /**
     * What was found.
     *
     * @param expires when it does not hold any more
     */
    record Verified(Principal principal, Instant expires) {}

    IssuedTokens(JwtIssuer issuer, Clock clock) {
        this.authority = issuer.issuer();
        this.rolesClaim = RolesClaim.of(issuer.rolesClaim());
        this.contextClaims = new ContextClaims(issuer.rules().claims(), rolesClaim.root());
        this.parser = new SignatureKeys(keys(issuer, clock), issuer.algorithms())
                .parser()
                .clock(() -> Date.from(clock.instant()))
                .clockSkewSeconds(issuer.rules().clockSkew().toSeconds())
                .requireIssuer(issuer.issuer())
                .requireAudience(issuer.audience())
                .build();
    }

    Verified check(String token) {
        try {
            return principal(parser.parseSignedClaims(token).getPayload());
        } catch (ExpiredJwtException e) {
            throw Refusals.expiredToken();
        } catch (PrematureJwtException e) {
            throw Refusals.prematureToken();
        } catch (SignatureException e) {
            throw Refusals.badSignature();
        } catch (InvalidClaimException e) {
            throw Claims.AUDIENCE.equals(e.getClaimName()) ? Refusals.otherAudience() : Refusals.invalidToken();
        } catch (ColonnadeException e) {
            throw e;
        } catch (RuntimeException e) {
            // The library promises its own exceptions only, but what it stumbles over came from a stranger.
            LOG.debug("A token cannot be read", e);
            throw Refusals.invalidToken();
        }
    }

    private Verified principal(Claims claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank() || claims.getExpiration() == null) {
            throw Refusals.invalidToken();
        }
        return new Verified(
                new Principal(authority, subject, rolesClaim.in(claims), contextClaims.in(claims)),
                claims.getExpiration().toInstant());
    }

    private static TokenKeys keys(JwtIssuer issuer, Clock clock) {
        JwtIssuer.Keys configured = issuer.keys();
        if (configured instanceof JwtIssuer.HmacSecret hmac) {
            Key secret =
                    io.jsonwebtoken.security.Keys.hmacShaKeyFor(hmac.secret().getBytes(StandardCharsets.UTF_8));
            return (algorithm, keyId) -> Optional.of(secret);
        }
        if (configured instanceof JwtIssuer.JwksFile file) {
            return new RotatingKeys(issuer.issuer(), JwksReader.ofFile(file.file()), FILE_INTERVAL, clock);
        }
        JwtIssuer.JwksUrl address = (JwtIssuer.JwksUrl) configured;
        return new RotatingKeys(issuer.issuer(), JwksAddress.of(address), address.leastInterval(), clock);
    }
}

package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.identity.Principal;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.InvalidClaimException;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.PrematureJwtException;
import io.jsonwebtoken.security.SignatureException;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of one issuer: checks signature, algorithm, issuer, audience and times, and makes a principal of the claims.
 * Which algorithms are taken follows from the configuration and never from the token. Thread-safe.
 */
final class IssuedTokens {
    private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);
    private static final Duration FILE_INTERVAL = Duration.ofSeconds(5);
    /** Header parameters that change how a token is to be read; nothing here needs them. */
    private static final Set<String> REFUSED_HEADERS = Set.of("zip", "crit", "b64");

    private final JwtParser parser;
    private final TokenKeys keys;
    private final Set<String> algorithms;
    private final String authority;
    private final RolesClaim rolesClaim;
    private final ContextClaims contextClaims;

    IssuedTokens(JwtIssuer issuer, Clock clock) {
        this.keys = keys(issuer, clock);
        this.algorithms = issuer.algorithms();
        this.authority = issuer.issuer();
        this.rolesClaim = RolesClaim.of(issuer.rolesClaim());
        this.contextClaims = new ContextClaims(issuer.rules().claims(), rolesClaim.root());
        this.parser = Jwts.parser()
                .json(new TokenJson())
                .clock(() -> Date.from(clock.instant()))
                .clockSkewSeconds(issuer.rules().clockSkew().toSeconds())
                .requireIssuer(issuer.issuer())
                .requireAudience(issuer.audience())
                .keyLocator(this::locate)
                .build();
    }

    VerifiedTokens.Verified check(String token) {
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

    private Key locate(Header header) {
        if (!(header instanceof JwsHeader jws)
                || REFUSED_HEADERS.stream().anyMatch(header::containsKey)
                || jws.getAlgorithm() == null) {
            throw Refusals.invalidToken();
        }
        if (!algorithms.contains(jws.getAlgorithm())) {
            throw Refusals.badSignature();
        }
        return keys.find(jws.getAlgorithm(), jws.getKeyId()).orElseThrow(Refusals::badSignature);
    }

    private VerifiedTokens.Verified principal(Claims claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank() || claims.getExpiration() == null) {
            throw Refusals.invalidToken();
        }
        return new VerifiedTokens.Verified(
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
        return new RotatingKeys(issuer.issuer(), JwksReader.ofUrl(address.url()), address.leastInterval(), clock);
    }
}

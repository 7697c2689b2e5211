package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes signed JWTs (RFC 7519) of the configured issuers. The token's own word about its issuer only chooses whose keys
 * and whose rules it is checked against. Thread-safe.
 */
public final class JwtAuthenticator implements Authenticator {
    private final Map<String, IssuedTokens> byIssuer = new HashMap<>();
    private final TokenJson json = new TokenJson();
    private final VerifiedTokens<IssuedTokens.Verified> verified;

    /** Creates an authenticator; keys at an address are read at their first use. */
    public JwtAuthenticator(Collection<JwtIssuer> issuers, Clock clock) {
        this.verified = new VerifiedTokens<>(clock);
        for (JwtIssuer issuer : issuers) {
            if (byIssuer.put(issuer.issuer(), new IssuedTokens(issuer, clock)) != null) {
                throw ColonnadeException.of(
                        ErrorKind.INVALID_CONFIGURATION,
                        SqlState.CONFIG_FILE_ERROR,
                        "Invalid issuers: '" + issuer.issuer() + "' appears twice");
            }
        }
    }

    @Override
    public Identification identify(Credentials credentials) {
        if (!(credentials instanceof Credentials.Bearer bearer)) {
            throw Refusals.noCredentials();
        }
        IssuedTokens.Verified found = verified.find(bearer.token()).orElseGet(() -> check(bearer.token()));
        return new Identification(found.principal(), Identification.Means.JWT, found.expires());
    }

    /** Returns whether an issuer is one of the configured. */
    boolean trusts(String issuer) {
        return byIssuer.containsKey(issuer);
    }

    /** Checks a token, and says until when it holds. */
    IssuedTokens.Verified check(String token) {
        IssuedTokens tokens = byIssuer.get(claimedIssuer(token));
        if (tokens == null) {
            throw Refusals.otherIssuer();
        }
        IssuedTokens.Verified found = tokens.check(token);
        verified.add(token, found, found.expires());
        return found;
    }

    private String claimedIssuer(String token) {
        List<byte[]> parts = CompactToken.parts(token);
        try {
            // The library forgets parameters without a value, and these are refused with any.
            if (SignatureKeys.refuses(json.read(parts.get(0)))) {
                throw Refusals.invalidToken();
            }
            if (json.read(parts.get(1)).get("iss") instanceof String issuer) {
                return issuer;
            }
        } catch (IOException e) {
            throw Refusals.invalidToken();
        }
        throw Refusals.invalidToken();
    }
}

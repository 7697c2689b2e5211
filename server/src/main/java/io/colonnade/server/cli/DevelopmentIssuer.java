package io.colonnade.server.cli;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.authentication.JwtIssuer;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.IssuerSettings;
import java.time.Clock;
import java.time.Duration;

/** A configured issuer whose secret is known here, so that tokens can be made for trying things out. */
final class DevelopmentIssuer {
    private final DevelopmentTokens tokens;

    private DevelopmentIssuer(DevelopmentTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Chooses an issuer.
     *
     * @param wanted its name; empty is the first that has a secret
     */
    static DevelopmentIssuer of(Configuration configuration, String wanted) {
        for (IssuerSettings candidate : configuration.security().issuers()) {
            boolean chosen = wanted.isEmpty() || candidate.issuer().equals(wanted);
            if (chosen && candidate.keys() instanceof IssuerSettings.SharedSecret shared) {
                return of(candidate, shared);
            }
        }
        throw ColonnadeException.of(
                ErrorKind.INVALID_CONFIGURATION,
                SqlState.CONFIG_FILE_ERROR,
                "Cannot mint a token: the configuration has no issuer "
                        + (wanted.isEmpty() ? "" : "'" + wanted + "' ")
                        + "with a secret (security.issuers)");
    }

    private static DevelopmentIssuer of(IssuerSettings chosen, IssuerSettings.SharedSecret shared) {
        JwtIssuer.HmacSecret secret = new JwtIssuer.HmacSecret(shared.secret().reveal());
        JwtIssuer signer = new JwtIssuer(
                chosen.issuer(),
                chosen.audience(),
                secret,
                chosen.rolesClaim(),
                new JwtIssuer.Rules(chosen.algorithms(), chosen.clockSkew(), chosen.claims()));
        return new DevelopmentIssuer(new DevelopmentTokens(signer, secret, Clock.systemUTC()));
    }

    String mint(Principal principal, Duration lifetime) {
        return tokens.mint(principal, lifetime);
    }
}

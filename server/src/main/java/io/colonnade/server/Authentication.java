package io.colonnade.server;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.authentication.Authenticators;
import io.colonnade.security.authentication.CurrentUsers;
import io.colonnade.security.authentication.JwtAuthenticator;
import io.colonnade.security.authentication.JwtIssuer;
import io.colonnade.security.authentication.PasswordAuthenticator;
import io.colonnade.security.authentication.SessionTokens;
import io.colonnade.security.authentication.TokenThrottle;
import io.colonnade.security.authentication.Users;
import io.colonnade.security.authentication.UsersFile;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.IssuerSettings;
import io.colonnade.server.config.SecuritySettings;
import io.colonnade.yaml.Problems;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Makes the ways of authentication that are configured. */
final class Authentication {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration LONGEST_SESSION = Duration.ofHours(24);

    private Authentication() {}

    static Authenticators of(Configuration configuration, CurrentUsers users, SealedBox seal) {
        SecuritySettings settings = configuration.security();
        return new Authenticators(
                new SessionTokens(seal, settings.sessionLifetime(), CLOCK),
                tokens(settings),
                new PasswordAuthenticator(users),
                new TokenThrottle(configuration.limits().refusedTokensPerSecond(), CLOCK));
    }

    /** Returns the users of the configured file, who change as it does; nobody where none is configured. */
    static CurrentUsers users(SecuritySettings settings, Closing closing) {
        return settings.users()
                .map(file -> closing.add(FollowedUsers.of(file)).users())
                .orElseGet(() -> new CurrentUsers(Users.of(List.of())));
    }

    /**
     * Checks what the configuration says of issuers, users and sessions, and opens nothing.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION with what is wrong
     */
    static void check(Configuration configuration) {
        Problems problems = new Problems();
        configuration.security().users().ifPresent(file -> UsersFile.read(file, problems));
        problems.throwIfAny("Cannot use the users file");
        tokens(configuration.security());
        if (configuration.security().sessionLifetime().compareTo(LONGEST_SESSION) > 0) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Invalid security.session_lifetime: longer than 24h; who stays longer logs in again");
        }
    }

    private static JwtAuthenticator tokens(SecuritySettings settings) {
        return new JwtAuthenticator(
                settings.issuers().stream().map(Authentication::issuer).toList(), CLOCK);
    }

    private static JwtIssuer issuer(IssuerSettings settings) {
        return new JwtIssuer(
                settings.issuer(),
                settings.audience(),
                keys(settings.keys()),
                settings.rolesClaim(),
                new JwtIssuer.Rules(settings.algorithms(), settings.clockSkew(), settings.claims()));
    }

    private static JwtIssuer.Keys keys(IssuerSettings.Keys keys) {
        if (keys instanceof IssuerSettings.KeysAt url) {
            return new JwtIssuer.JwksUrl(url.address(), url.authoritiesOrNull());
        }
        if (keys instanceof IssuerSettings.KeysIn file) {
            return new JwtIssuer.JwksFile(file.file());
        }
        if (keys instanceof IssuerSettings.SharedSecret shared) {
            return new JwtIssuer.HmacSecret(shared.secret().reveal());
        }
        throw new IllegalStateException("a kind of keys that nobody reads: " + keys);
    }
}

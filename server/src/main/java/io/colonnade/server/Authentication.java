package io.colonnade.server;

import io.colonnade.security.authentication.Authenticators;
import io.colonnade.security.authentication.JwtAuthenticator;
import io.colonnade.security.authentication.JwtIssuer;
import io.colonnade.security.authentication.PasswordAuthenticator;
import io.colonnade.security.authentication.SessionTokens;
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

/**
 * The ways of authentication that are configured.
 *
 * @param all all of them behind one
 * @param sessions the tokens that logins are answered with
 */
record Authentication(Authenticators all, SessionTokens sessions) {
    private static final Duration SESSION = Duration.ofHours(8);

    static Authentication of(SecuritySettings settings, Users users, SealedBox seal) {
        Clock clock = Clock.systemUTC();
        SessionTokens sessions = new SessionTokens(seal, SESSION, clock);
        JwtAuthenticator tokens = new JwtAuthenticator(
                settings.issuers().stream().map(Authentication::issuer).toList(), clock);
        return new Authentication(new Authenticators(sessions, tokens, new PasswordAuthenticator(users)), sessions);
    }

    /** Returns the users of the configured file; nobody where none is configured. */
    static Users users(Configuration configuration) {
        Problems problems = new Problems();
        Users users = configuration
                .security()
                .users()
                .map(file -> UsersFile.read(file, problems))
                .orElseGet(() -> Users.of(List.of()));
        problems.throwIfAny("Cannot use the users file");
        return users;
    }

    static JwtIssuer issuer(IssuerSettings settings) {
        return new JwtIssuer(settings.issuer(), settings.audience(), keys(settings.keys()), settings.rolesClaim());
    }

    private static JwtIssuer.Keys keys(IssuerSettings.Keys keys) {
        if (keys instanceof IssuerSettings.KeysAt url) {
            return new JwtIssuer.JwksUrl(url.address());
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

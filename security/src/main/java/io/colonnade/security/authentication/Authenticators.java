package io.colonnade.security.authentication;

import io.colonnade.security.authentication.SessionTokens.Issued;
import io.colonnade.security.authentication.SessionTokens.Session;
import io.colonnade.security.identity.Principal;
import java.util.Optional;

/**
 * All ways of authentication that a deployment has, behind one: a bearer token is a session token or a JWT, by its form;
 * user and password, and certificates, are looked up among the users. Made once by the server's wiring; thread-safe.
 */
public final class Authenticators implements Authenticator, Logins {
    private final SessionTokens sessions;
    private final JwtAuthenticator tokens;
    private final PasswordAuthenticator passwords;
    private final CertificateAuthenticator certificates;
    private final TokenThrottle throttle;

    /** Puts the ways together. Without issuers or users the respective one refuses everybody. */
    public Authenticators(
            SessionTokens sessions, JwtAuthenticator tokens, PasswordAuthenticator passwords, TokenThrottle throttle) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.certificates = new CertificateAuthenticator(passwords.users());
    }

    @Override
    public Identification identify(Credentials credentials) {
        if (credentials instanceof Credentials.Bearer bearer) {
            return throttle.guard(bearer, () -> identified(bearer));
        }
        if (credentials instanceof Credentials.Password password) {
            return passwords.identify(password);
        }
        if (credentials instanceof Credentials.Certificate certificate) {
            return certificates.identify(certificate);
        }
        throw Refusals.noCredentials();
    }

    @Override
    public Issued login(Credentials credentials) {
        if (credentials instanceof Credentials.Bearer bearer) {
            return throttle.guard(bearer, () -> issued(bearer.token()));
        }
        if (credentials instanceof Credentials.Password password) {
            return passwords.login(password, sessions);
        }
        // A certificate is shown with every connection; a token in its place would be good without it.
        throw Refusals.noCredentials();
    }

    private Identification identified(Credentials.Bearer bearer) {
        return SessionTokens.looksLikeOne(bearer.token())
                ? today(sessions.open(bearer.token())).identification()
                : tokens.identify(bearer);
    }

    private Issued issued(String token) {
        if (SessionTokens.looksLikeOne(token)) {
            return new Issued(token, today(sessions.open(token)));
        }
        IssuedTokens.Verified verified = tokens.check(token);
        return sessions.issue(verified.principal(), verified.expires(), "");
    }

    @Override
    public Optional<String> sessionOf(Credentials.Bearer token) {
        return SessionTokens.looksLikeOne(token.token())
                ? Optional.of(sessions.open(token.token()).sessionId())
                : Optional.empty();
    }

    /** Asks again what was true at the login: the user's password and roles, the issuer's being trusted. */
    private Session today(Session session) {
        Principal sealed = session.principal();
        if (sealed.authority().equals(Principal.HERE)) {
            Principal current = passwords.stillKnown(sealed.subject(), session.proof());
            return new Session(current, session.sessionId(), session.expires(), session.proof());
        }
        if (!tokens.trusts(sealed.authority())) {
            throw Refusals.otherIssuer();
        }
        return session;
    }
}

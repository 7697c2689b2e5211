package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;

/**
 * All ways of authentication that a deployment has, behind one: a bearer token is a session token or a JWT, by its form;
 * user and password are looked up among the users. Made once by the server's wiring; thread-safe.
 */
public final class Authenticators implements Authenticator {
    private final SessionTokens sessions;
    private final JwtAuthenticator tokens;
    private final PasswordAuthenticator passwords;

    /** Puts the ways together. Without issuers or users the respective one refuses everybody. */
    public Authenticators(SessionTokens sessions, JwtAuthenticator tokens, PasswordAuthenticator passwords) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    @Override
    public Principal authenticate(Credentials credentials) {
        if (credentials instanceof Credentials.Bearer bearer) {
            return SessionTokens.looksLikeOne(bearer.token())
                    ? sessions.authenticate(bearer)
                    : tokens.authenticate(bearer);
        }
        if (credentials instanceof Credentials.Password password) {
            return passwords.authenticate(password);
        }
        throw Refusals.noCredentials();
    }
}

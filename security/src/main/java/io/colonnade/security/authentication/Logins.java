package io.colonnade.security.authentication;

import io.colonnade.security.authentication.SessionTokens.Issued;
import java.util.Optional;

/** Answers logins with session tokens. Called by the Flight door, on its own threads: implementations are thread-safe. */
public interface Logins {
    /**
     * Returns a token for who holds the credentials. It never outlives them: a JWT's ends with the JWT, a session token is
     * its own answer, and a password's ends when the password does.
     *
     * @throws io.colonnade.error.ColonnadeException as {@link Authenticator#authenticate} does
     */
    Issued login(Credentials credentials);

    /** Returns the session of a token that {@link Authenticator#authenticate} has taken; a JWT has none. */
    Optional<String> sessionOf(Credentials.Bearer token);
}

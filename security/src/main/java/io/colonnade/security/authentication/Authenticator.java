package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;

/** One way of finding out who asks. Called by every door, on its own threads: implementations are thread-safe. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Finds out who holds the credentials.
     *
     * @throws io.colonnade.error.ColonnadeException UNAUTHENTICATED if they prove nothing, UNAVAILABLE if the proof
     *     cannot be checked now, RESOURCE_EXHAUSTED if too many are being checked
     */
    Identification identify(Credentials credentials);

    /** Returns who holds the credentials, or refuses as {@link #identify} does. */
    default Principal authenticate(Credentials credentials) {
        return identify(credentials).principal();
    }
}

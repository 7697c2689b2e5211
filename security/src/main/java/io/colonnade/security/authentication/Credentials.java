package io.colonnade.security.authentication;

/** What a caller sent to prove who they are, as a door found it. None of these prints its secret. */
public sealed interface Credentials {
    /**
     * The content of {@code Authorization: Bearer}: a session token or a JWT.
     *
     * @param token without the word Bearer
     */
    record Bearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "Bearer[hidden]";
        }
    }

    /**
     * The content of {@code Authorization: Basic} or of a Flight handshake.
     *
     * @param user as typed
     * @param password as typed
     */
    record Password(String user, String password) implements Credentials {
        @Override
        public String toString() {
            return "Password[hidden]";
        }
    }

    /** Nothing was sent. A door that serves public projections treats it as an absent principal and does not ask. */
    record Anonymous() implements Credentials {}
}

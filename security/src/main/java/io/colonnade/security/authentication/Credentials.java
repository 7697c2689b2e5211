package io.colonnade.security.authentication;

import java.security.cert.X509Certificate;

/** What a caller sent to prove who they are, as a door found it. None of these prints its secret. */
public sealed interface Credentials {
    /**
     * The content of {@code Authorization: Bearer}: a session token or a JWT.
     *
     * @param token without the word Bearer
     * @param peer the address that it came from, by which wrong ones are counted
     */
    record Bearer(String token, String peer) implements Credentials {
        /** Creates credentials that came from nowhere in particular. */
        public Bearer(String token) {
            this(token, "");
        }

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
     * @param peer the address that it came from, by which wrong ones are counted
     */
    record Password(String user, String password, String peer) implements Credentials {
        /** Creates credentials that came from nowhere in particular. */
        public Password(String user, String password) {
            this(user, password, "");
        }

        @Override
        public String toString() {
            return "Password[hidden]";
        }
    }

    /**
     * The certificate that a client opened its connection with.
     *
     * @param certificate its own one; TLS has verified that an authority of ours stands behind it and that the client has
     *     its key
     */
    record Certificate(X509Certificate certificate) implements Credentials {
        @Override
        public String toString() {
            return "Certificate[hidden]";
        }
    }

    /** Nothing was sent. A door that serves public projections treats it as an absent principal and does not ask. */
    record Anonymous() implements Credentials {}
}

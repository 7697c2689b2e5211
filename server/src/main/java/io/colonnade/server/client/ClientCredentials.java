package io.colonnade.server.client;

/** What a client proves itself with. None of these prints its secret. */
public sealed interface ClientCredentials {
    /**
     * User and password, exchanged for a token in a handshake.
     *
     * @param user as the server knows it
     * @param password as typed
     */
    record UserPassword(String user, String password) implements ClientCredentials {
        @Override
        public String toString() {
            return "UserPassword[" + user + "]";
        }
    }

    /**
     * A bearer token.
     *
     * @param token without the word Bearer
     */
    record Token(String token) implements ClientCredentials {
        @Override
        public String toString() {
            return "Token[hidden]";
        }
    }

    /** Nothing: only projections that anybody may read. */
    record Anonymous() implements ClientCredentials {}
}

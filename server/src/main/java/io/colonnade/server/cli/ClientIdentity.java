package io.colonnade.server.cli;

import io.colonnade.server.client.ClientCredentials;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say who asks a server; without any, nobody in particular does. */
final class ClientIdentity {
    /** A user with a password. */
    static final class Login {
        @Option(names = "--as", paramLabel = "USER", required = true, description = "Ask as this user.")
        String user = "";

        @Option(
                names = "--password",
                paramLabel = "PASSWORD",
                description = "The user's password. Default: the user's name, as in the demo.")
        @Nullable
        String password;
    }

    @ArgGroup(exclusive = false)
    @Nullable
    Login login;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            required = true,
            description = "Ask as the holder of a bearer token.")
    @Nullable
    String token;

    static ClientCredentials credentials(@Nullable ClientIdentity identity) {
        if (identity == null) {
            return new ClientCredentials.Anonymous();
        }
        if (identity.token != null) {
            return new ClientCredentials.Token(identity.token);
        }
        Login login = identity.login;
        if (login == null) {
            return new ClientCredentials.Anonymous();
        }
        return new ClientCredentials.UserPassword(login.user, login.password == null ? login.user : login.password);
    }
}

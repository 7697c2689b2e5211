package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.authentication.Authenticator;
import io.colonnade.security.authentication.AuthorizationHeader;
import io.colonnade.security.authentication.Credentials;
import io.colonnade.security.authentication.Identification;
import io.colonnade.security.authentication.Logins;
import io.colonnade.security.authentication.SessionTokens;
import io.colonnade.server.session.Compression;
import io.colonnade.server.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flight.CallHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who makes a call, from the {@code authorization} header, else from the certificate of the connection, and from
 * nothing else: clients send many headers, and none of the others says who they are; a few say how the answer is to be
 * sent. A login (a handshake, or any call with user and password) is answered with a session token. Thread-safe.
 */
final class Callers {
    /** Wants the batches of one call compressed, or not, whatever the session says. */
    static final String COMPRESSION = "x-colonnade-compression";

    private final Authenticator authenticator;
    private final Logins logins;
    private final Sessions sessions;

    /**
     * Who it is.
     *
     * @param token what a login is answered with
     */
    record Identified(
            Caller caller, SessionId session, @Nullable String token) {}

    Callers(Authenticator authenticator, Logins logins, Sessions sessions) {
        this.authenticator = authenticator;
        this.logins = logins;
        this.sessions = sessions;
    }

    Identified identify(boolean login, CallHeaders headers, Connection connection) {
        Credentials credentials = credentials(login, headers, connection);
        if (login || credentials instanceof Credentials.Password) {
            SessionTokens.Issued issued = logins.login(credentials);
            SessionTokens.Session session = issued.session();
            return caller(
                    session.identification(),
                    SessionId.ofToken(session.sessionId()),
                    issued.token(),
                    headers,
                    connection);
        }
        Identification identification =
                credentials instanceof Credentials.Anonymous ? null : authenticator.identify(credentials);
        return caller(identification, session(credentials, headers), null, headers, connection);
    }

    private static Credentials credentials(boolean login, CallHeaders headers, Connection connection) {
        Credentials sent = AuthorizationHeader.credentials(all(headers, "authorization"), connection.peer());
        if (!(sent instanceof Credentials.Anonymous)) {
            return sent;
        }
        if (login) {
            throw ColonnadeException.of(
                    ErrorKind.UNAUTHENTICATED,
                    SqlState.INVALID_AUTHORIZATION,
                    "Cannot authenticate: no credentials were sent; send user and password, or a bearer token");
        }
        return connection
                .certificate()
                .<Credentials>map(Credentials.Certificate::new)
                .orElse(sent);
    }

    private static List<String> all(CallHeaders headers, String name) {
        List<String> values = new ArrayList<>();
        Optional.ofNullable(headers.getAll(name)).ifPresent(all -> all.forEach(values::add));
        return values;
    }

    private SessionId session(Credentials credentials, CallHeaders headers) {
        return Optional.of(credentials)
                .filter(Credentials.Bearer.class::isInstance)
                .flatMap(bearer -> logins.sessionOf((Credentials.Bearer) bearer))
                .map(SessionId::ofToken)
                .orElseGet(() -> SessionId.ofCookies(headers));
    }

    private Identified caller(
            @Nullable Identification identification,
            SessionId session,
            @Nullable String token,
            CallHeaders headers,
            Connection connection) {
        Caller caller = new Caller(identification, sessions, session, connection);
        String compression = headers.get(COMPRESSION);
        if (compression != null) {
            caller.wantsCompression(Compression.of(compression));
        }
        caller.takes(RowHeaders.read(headers));
        return new Identified(caller, session, token);
    }
}

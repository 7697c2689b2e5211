package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.authentication.Authenticator;
import io.colonnade.security.authentication.Credentials;
import io.colonnade.security.authentication.SessionTokens;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.session.Compression;
import io.colonnade.server.session.Sessions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.FlightMethod;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who makes a call, from the {@code authorization} header and from nothing else: clients send many headers, and
 * none of the others says who they are; one more says how the answer is to be compressed. A login (a handshake, or any call with user and password) is answered with a session
 * token.
 */
final class CallerMiddlewareFactory implements FlightServerMiddleware.Factory<CallerMiddleware> {
    /** Wants the batches of one call compressed, or not, whatever the session says. */
    static final String COMPRESSION = "x-colonnade-compression";

    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private final Authenticator authenticator;
    private final SessionTokens tokens;
    private final Sessions sessions;

    CallerMiddlewareFactory(Authenticator authenticator, SessionTokens tokens, Sessions sessions) {
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    public CallerMiddleware onCallStarted(CallInfo call, CallHeaders headers, RequestContext context) {
        boolean login = call.method() == FlightMethod.HANDSHAKE;
        try {
            return identify(login, headers);
        } catch (RuntimeException e) {
            return CallerMiddleware.refusing(FlightErrors.of(e));
        }
    }

    private CallerMiddleware identify(boolean login, CallHeaders headers) {
        Credentials credentials = credentials(headers.get("authorization"));
        if (credentials instanceof Credentials.Anonymous) {
            if (login) {
                throw refusal("no credentials were sent; send user and password, or a bearer token");
            }
            return caller(null, SessionId.ofCookies(headers), null, headers);
        }
        Principal principal = authenticator.authenticate(credentials);
        if (login || credentials instanceof Credentials.Password) {
            SessionTokens.Issued issued = tokens.issue(principal);
            return caller(principal, SessionId.ofToken(issued.session().sessionId()), issued.token(), headers);
        }
        SessionId session =
                sessionOf(credentials).map(SessionId::ofToken).orElseGet(() -> SessionId.ofCookies(headers));
        return caller(principal, session, null, headers);
    }

    private CallerMiddleware caller(
            @Nullable Principal principal, SessionId session, @Nullable String token, CallHeaders headers) {
        Caller caller = new Caller(principal, sessions, session);
        String compression = headers.get(COMPRESSION);
        if (compression != null) {
            caller.wantsCompression(Compression.of(compression));
        }
        return CallerMiddleware.of(caller, session, token);
    }

    private Optional<String> sessionOf(Credentials credentials) {
        return credentials instanceof Credentials.Bearer bearer && SessionTokens.looksLikeOne(bearer.token())
                ? Optional.of(tokens.open(bearer.token()).sessionId())
                : Optional.empty();
    }

    static Credentials credentials(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new Credentials.Anonymous();
        }
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new Credentials.Bearer(header.substring(BEARER.length()).strip());
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return password(header.substring(BASIC.length()).strip());
        }
        throw refusal("the authorization header is neither Basic nor Bearer");
    }

    private static Credentials password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                return new Credentials.Password(pair.substring(0, colon), pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // Falls through: not base64 is as wrong as no colon.
        }
        throw refusal("the Basic authorization header is not user and password in base64");
    }

    private static ColonnadeException refusal(String why) {
        return ColonnadeException.of(
                ErrorKind.UNAUTHENTICATED, SqlState.INVALID_AUTHORIZATION, "Cannot authenticate: " + why);
    }
}

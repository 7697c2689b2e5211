package io.colonnade.server.flight;

import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.flight.CallHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What ties the calls of one client together: the session in the token that we issued at its login, else a cookie. One per
 * call.
 */
final class SessionId {
    /** The cookie that Arrow's own session middleware uses. */
    static final String COOKIE = "arrow_flight_session_id";
    /** A UUID has 36 characters. Sessions are kept under this name, which the client may choose. */
    private static final int LONGEST = 64;

    private final @Nullable String fromToken;
    private final @Nullable String fromCookie;
    private @Nullable String created;

    private SessionId(@Nullable String fromToken, @Nullable String fromCookie) {
        this.fromToken = fromToken;
        this.fromCookie = fromCookie;
    }

    static SessionId ofToken(String id) {
        return new SessionId(id, null);
    }

    static SessionId ofCookies(CallHeaders headers) {
        Iterable<String> all = headers.getAll("cookie");
        if (all != null) {
            for (String header : all) {
                for (String cookie : header.split(";")) {
                    String[] pair = cookie.strip().split("=", 2);
                    if (pair.length == 2 && pair[0].equals(COOKIE) && pair[1].length() <= LONGEST) {
                        return new SessionId(null, "cookie:" + pair[1]);
                    }
                }
            }
        }
        return new SessionId(null, null);
    }

    Optional<String> known() {
        return Optional.ofNullable(fromToken != null ? fromToken : fromCookie != null ? fromCookie : created);
    }

    String knownOrNew() {
        Optional<String> known = known();
        if (known.isPresent()) {
            return known.get();
        }
        created = "cookie:" + UUID.randomUUID();
        return created;
    }

    /** Returns the cookie to set, if a session was begun in this call. */
    Optional<String> newCookie() {
        return Optional.ofNullable(created).map(id -> COOKIE + "=" + id.substring("cookie:".length()));
    }
}

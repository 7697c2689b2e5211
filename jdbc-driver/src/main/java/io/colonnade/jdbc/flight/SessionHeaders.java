package io.colonnade.jdbc.flight;

import io.grpc.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The headers that make calls belong together: the bearer token of the login, and the cookies by which a server knows
 * its session. Safe for threads.
 */
final class SessionHeaders {
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> COOKIE = Metadata.Key.of("cookie", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> SET_COOKIE =
            Metadata.Key.of("set-cookie", Metadata.ASCII_STRING_MARSHALLER);

    /** All of them go with every call; a browser keeps no more of one server either. */
    private static final int MOST_COOKIES = 50;

    private final Map<String, String> extra;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private @Nullable String authorization;

    /** Starts with headers that go with every call, by their names. */
    SessionHeaders(Map<String, String> extra) {
        this.extra = extra;
    }

    synchronized void authorize(String value) {
        authorization = value;
    }

    synchronized Metadata outgoing() {
        Metadata headers = new Metadata();
        extra.forEach((name, value) -> headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        if (authorization != null) {
            headers.put(AUTHORIZATION, authorization);
        }
        if (!cookies.isEmpty()) {
            StringBuilder all = new StringBuilder();
            cookies.forEach((name, value) -> all.append(all.length() == 0 ? "" : "; ")
                    .append(name)
                    .append('=')
                    .append(value));
            headers.put(COOKIE, all.toString());
        }
        return headers;
    }

    synchronized void receive(Metadata headers) {
        Optional.ofNullable(headers.getAll(SET_COOKIE)).ifPresent(all -> all.forEach(this::keep));
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (equals <= 0) {
            return;
        }
        String name = pair.substring(0, equals).trim();
        if (setCookie.matches("(?i).*;\\s*max-age\\s*=\\s*(0|-\\d+)\\s*(;.*)?")) {
            cookies.remove(name);
        } else if (cookies.size() < MOST_COOKIES || cookies.containsKey(name)) {
            cookies.put(name, pair.substring(equals + 1).trim());
        }
    }
}

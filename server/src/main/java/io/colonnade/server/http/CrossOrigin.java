package io.colonnade.server.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/**
 * What browsers are told of pages of other origins (Fetch, "CORS protocol"). Nothing, unless some are configured. Credentials are
 * never allowed: what a page sends it has to know, and a browser adds no certificate of its own accord.
 */
final class CrossOrigin {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final Set<String> SENT =
            Set.of("Accept", "Accept-Encoding", "Authorization", "Content-Type", "If-None-Match", "traceparent");
    /** What a page may read of an answer besides what every page may. */
    private static final Set<String> SHOWN = Set.of(
            "Content-Disposition",
            "Deprecation",
            "ETag",
            "Link",
            "Retry-After",
            "Sunset",
            "WWW-Authenticate",
            "Warning");

    private CrossOrigin() {}

    /** Returns the handler before which that is told. */
    static Handler before(Handler handler, HttpDoorSettings settings) {
        List<String> origins = settings.origins();
        if (origins.isEmpty()) {
            return handler;
        }
        CrossOriginHandler told = new CrossOriginHandler();
        told.setAllowedOriginPatterns(origins.stream().map(CrossOrigin::exactly).collect(Collectors.toSet()));
        told.setAllowedMethods(METHODS);
        told.setAllowedHeaders(SENT);
        told.setExposedHeaders(SHOWN);
        told.setAllowCredentials(false);
        told.setPreflightMaxAge(settings.originsKnown());
        told.setHandler(handler);
        return told;
    }

    private static String exactly(String origin) {
        return origin.equals("*") ? origin : Pattern.quote(origin);
    }
}

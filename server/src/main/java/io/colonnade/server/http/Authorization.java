package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.authentication.Authenticator;
import io.colonnade.security.authentication.Credentials;
import io.colonnade.security.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** From the {@code Authorization} header to a principal (RFC 7617, RFC 6750). */
final class Authorization {
    private final Authenticator authenticator;

    Authorization(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Returns who asks; empty is a caller who sent no credentials at all. Wrong ones are an error. */
    Optional<Principal> principal(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return header == null ? Optional.empty() : Optional.of(authenticator.authenticate(credentials(header)));
    }

    static Credentials credentials(String header) {
        int blank = header.indexOf(' ');
        String scheme = (blank < 0 ? header : header.substring(0, blank)).toLowerCase(Locale.ROOT);
        String value = blank < 0 ? "" : header.substring(blank + 1).trim();
        return switch (scheme) {
            case "bearer" -> new Credentials.Bearer(value);
            case "basic" -> basic(value);
            default -> throw invalid();
        };
    }

    private static Credentials basic(String value) {
        try {
            String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw invalid();
            }
            return new Credentials.Password(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ColonnadeException invalid() {
        return ColonnadeException.of(
                ErrorKind.UNAUTHENTICATED,
                SqlState.INVALID_AUTHORIZATION,
                "Invalid Authorization header (Basic with user and password, or Bearer with a token)");
    }
}

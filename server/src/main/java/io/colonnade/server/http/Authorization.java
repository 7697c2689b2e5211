package io.colonnade.server.http;

import io.colonnade.security.authentication.Authenticator;
import io.colonnade.security.authentication.AuthorizationHeader;
import io.colonnade.security.authentication.Credentials;
import io.colonnade.security.authentication.Identification;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.tls.ClientCertificate;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** From the {@code Authorization} header, else from the certificate of the connection, to who asks. */
final class Authorization {
    private final Authenticator authenticator;

    Authorization(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * Returns who asks, and notes it in the request's record; empty is a caller who sent no credentials at all. Wrong ones are
     * an error.
     */
    Optional<Principal> principal(Request request) {
        return identification(request).map(Identification::principal);
    }

    /** Returns who asks, and how that is known, as {@link #principal} does. */
    Optional<Identification> identification(Request request) {
        Credentials credentials = credentials(request);
        if (credentials instanceof Credentials.Anonymous) {
            return Optional.empty();
        }
        Identification identification = authenticator.identify(credentials);
        RequestRecord.of(request).madeBy(identification.principal());
        return Optional.of(identification);
    }

    private static Credentials credentials(Request request) {
        Credentials sent = AuthorizationHeader.credentials(
                request.getHeaders().getFields(HttpHeader.AUTHORIZATION).stream()
                        .map(field -> field.getValue() == null ? "" : field.getValue())
                        .toList(),
                Request.getRemoteAddr(request));
        if (!(sent instanceof Credentials.Anonymous)) {
            return sent;
        }
        Object tls = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
        return ClientCertificate.of(tls instanceof EndPoint.SslSessionData data ? data.sslSession() : null)
                .<Credentials>map(Credentials.Certificate::new)
                .orElse(sent);
    }
}

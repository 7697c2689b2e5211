package io.colonnade.server.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Finds the certificate that a client opened its connection with. */
public final class ClientCertificate {
    private ClientCertificate() {}

    /** Returns the client's own certificate, which TLS has verified by now; empty if it showed none. */
    public static Optional<X509Certificate> of(@Nullable SSLSession session) {
        try {
            return session == null ? Optional.empty() : Optional.of((X509Certificate) session.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            // The door asked for no certificate, or the client had none.
            return Optional.empty();
        }
    }
}

package io.colonnade.server.http;

import io.colonnade.server.tls.DoorCertificates;
import io.colonnade.server.tls.DoorTls;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS as Jetty wants it, over the door's certificates as they are at each handshake. */
final class HttpTls {
    private HttpTls() {}

    static SslContextFactory.Server context(DoorTls tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(jdkContext(tls));
        // HTTP/2 forbids some that are good enough for HTTP/1.1, and a client may have both.
        factory.setCipherComparator(HTTP2Cipher.COMPARATOR);
        factory.setUseCipherSuitesOrder(true);
        factory.setIncludeProtocols(DoorTls.PROTOCOLS.toArray(new String[0]));
        if (tls.authorities().isPresent()) {
            factory.setNeedClientAuth(tls.demand() == DoorCertificates.Demand.REQUIRED);
            factory.setWantClientAuth(tls.demand() == DoorCertificates.Demand.OPTIONAL);
        }
        return factory;
    }

    /** A client that calls the door by another name than its certificate's has had its say in the handshake. */
    static SecureRequestCustomizer customizer() {
        return new SecureRequestCustomizer(false);
    }

    private static SSLContext jdkContext(DoorTls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {tls.keys()}, tls.authorities().stream().toArray(TrustManager[]::new), null);
            context.getServerSessionContext().setSessionTimeout((int) DoorTls.SESSION.toSeconds());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has TLS", e);
        }
    }
}

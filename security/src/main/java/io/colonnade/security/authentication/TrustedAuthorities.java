package io.colonnade.security.authentication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trust in the authorities of a PEM file and in no others. Stateless. */
public final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /**
     * Returns who trusts what the authorities stand behind.
     *
     * @throws GeneralSecurityException if there is no certificate in the file's content
     */
    public static X509ExtendedTrustManager of(byte[] pem) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store(pem));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IllegalStateException("Every JDK has a trust manager of its own");
    }

    /** Returns the TLS of a client that trusts these authorities. */
    static SSLContext context(byte[] pem) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {of(pem)}, null);
        return context;
    }

    private static KeyStore store(byte[] pem) throws GeneralSecurityException {
        Collection<? extends Certificate> authorities =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        if (authorities.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in it");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}

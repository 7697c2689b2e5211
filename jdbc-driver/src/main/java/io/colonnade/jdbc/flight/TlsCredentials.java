package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.url.ConnectionProperty;
import io.colonnade.jdbc.url.ConnectionSettings;
import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whom to trust and what to show, as the connection's properties say it; everything by the JDK's own TLS. */
final class TlsCredentials {
    private final ConnectionSettings settings;

    private TlsCredentials(ConnectionSettings settings) {
        this.settings = settings;
    }

    static ChannelCredentials of(ConnectionSettings settings) throws SQLException {
        TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
        TlsCredentials asked = new TlsCredentials(settings);
        asked.trust(tls);
        asked.show(tls);
        return tls.build();
    }

    private void trust(TlsChannelCredentials.Builder tls) throws SQLException {
        Optional<String> certificates = settings.given(ConnectionProperty.TRUST_CERTIFICATES);
        Optional<String> store = settings.given(ConnectionProperty.TRUST_STORE);
        if (certificates.isPresent()) {
            reading(ConnectionProperty.TRUST_CERTIFICATES, () -> tls.trustManager(new File(certificates.get())));
        } else if (store.isPresent()) {
            reading(
                    ConnectionProperty.TRUST_STORE,
                    () -> trust(tls, stored(store.get(), ConnectionProperty.TRUST_STORE_PASSWORD)));
        } else if (settings.trustsSystem()) {
            reading(ConnectionProperty.TRUST, () -> trust(tls, SystemAuthorities.load()));
        }
    }

    private static void trust(TlsChannelCredentials.Builder tls, KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        tls.trustManager(factory.getTrustManagers());
    }

    private void show(TlsChannelCredentials.Builder tls) throws SQLException {
        Optional<String> certificate = settings.given(ConnectionProperty.CLIENT_CERTIFICATE);
        Optional<String> key = settings.given(ConnectionProperty.CLIENT_KEY);
        Optional<String> store = settings.given(ConnectionProperty.KEY_STORE);
        if (certificate.isPresent() && key.isPresent()) {
            reading(
                    ConnectionProperty.CLIENT_CERTIFICATE,
                    () -> tls.keyManager(new File(certificate.get()), new File(key.get())));
        } else if (store.isPresent()) {
            reading(ConnectionProperty.KEY_STORE, () -> {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(
                        stored(store.get(), ConnectionProperty.KEY_STORE_PASSWORD),
                        password(ConnectionProperty.KEY_STORE_PASSWORD));
                tls.keyManager(factory.getKeyManagers());
            });
        }
    }

    /** Opens a store of either kind: the JDK tells them apart by their first bytes. */
    private KeyStore stored(String file, ConnectionProperty password) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(new File(file), password(password));
    }

    private char[] password(ConnectionProperty property) {
        return settings.given(property).orElse("").toCharArray();
    }

    /** Makes what goes wrong with a file the fault of the property that names it. */
    private void reading(ConnectionProperty property, Reading work) throws SQLException {
        try {
            work.run();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw SqlState.INVALID_PARAMETER.exception(
                    "Cannot use " + property.key() + ": "
                            + settings.given(property).orElse("") + " (" + e.getMessage() + ")",
                    e);
        }
    }

    /** Reads what a property names. */
    private interface Reading {
        void run() throws GeneralSecurityException, IOException;
    }
}

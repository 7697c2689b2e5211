package io.colonnade.server.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the certificate that the door has now. A handshake that began with the one before ends with it: TLS asks for alias,
 * chain and key one after the other. Thread-safe.
 */
final class ReloadedKeys extends X509ExtendedKeyManager {
    private volatile ServerIdentity current;
    private volatile ServerIdentity previous;

    ReloadedKeys(ServerIdentity first) {
        this.current = first;
        this.previous = first;
    }

    void become(ServerIdentity next) {
        previous = current;
        current = next;
    }

    private @Nullable ServerIdentity named(@Nullable String alias) {
        ServerIdentity now = current;
        ServerIdentity before = previous;
        return now.alias().equals(alias) ? now : before.alias().equals(alias) ? before : null;
    }

    private @Nullable String alias(String keyType) {
        ServerIdentity now = current;
        return now.key().getAlgorithm().equals(keyType) ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        ServerIdentity identity = named(alias);
        return identity == null ? null : identity.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        ServerIdentity identity = named(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}

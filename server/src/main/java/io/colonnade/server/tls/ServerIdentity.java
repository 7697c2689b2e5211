package io.colonnade.server.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate chain with the key that belongs to it. Immutable.
 *
 * @param alias tells it from the one before and the one after
 */
record ServerIdentity(String alias, PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] PROBE = {1, 2, 3};

    /**
     * Puts a chain and its key together.
     *
     * @throws GeneralSecurityException if they are none, or do not belong together
     */
    static ServerIdentity of(String alias, byte[] certificatePem, byte[] keyPem) throws GeneralSecurityException {
        ServerIdentity identity = new ServerIdentity(alias, Pem.key(keyPem), Pem.certificates(certificatePem));
        if (!identity.belongsTogether()) {
            throw new GeneralSecurityException("the key is not that of the first certificate");
        }
        return identity;
    }

    private boolean belongsTogether() throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(chain.get(0).getPublicKey().getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(chain.get(0).getPublicKey());
        signature.update(PROBE);
        return signature.verify(signed);
    }

    @Override
    public String toString() {
        return "ServerIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}

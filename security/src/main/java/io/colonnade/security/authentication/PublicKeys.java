package io.colonnade.security.authentication;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.KeyOperation;
import io.jsonwebtoken.security.PublicJwk;
import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON Web Key Set (RFC 7517), reduced to the public keys that may check signatures. Symmetric and private keys in
 * it are passed over, so that no published text can ever serve as a secret. Immutable.
 */
final class PublicKeys {
    private static final Set<String> RSA = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    private static final int LEAST_RSA_BITS = 2048;
    /** Above it a signature takes a noticeable time to check. */
    private static final int MOST_RSA_BITS = 16384;

    private static final BigInteger LEAST_RSA_EXPONENT = BigInteger.valueOf(3);

    private final List<PublicJwk<?>> keys;

    private PublicKeys(List<PublicJwk<?>> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Parses a set; empty if the text is none, or holds no key that could check a signature. */
    static Optional<PublicKeys> parse(String json) {
        List<PublicJwk<?>> usable = new ArrayList<>();
        try {
            for (Jwk<?> jwk : Jwks.setParser().build().parse(json).getKeys()) {
                if (jwk instanceof PublicJwk<?> publicJwk
                        && isForSignatures(publicJwk)
                        && !algorithmsOf(publicJwk.toKey()).isEmpty()) {
                    usable.add(publicJwk);
                }
            }
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return usable.isEmpty() ? Optional.empty() : Optional.of(new PublicKeys(usable));
    }

    /** Finds a key. A token without a key id is checked only where there can be no doubt which key is meant. */
    Optional<Key> find(String algorithm, @Nullable String keyId) {
        List<Key> fitting = keys.stream()
                .filter(jwk -> keyId == null || keyId.equals(jwk.getId()))
                .filter(jwk -> jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(algorithm))
                .<Key>map(Jwk::toKey)
                .filter(key -> algorithmsOf(key).contains(algorithm))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private static boolean isForSignatures(PublicJwk<?> jwk) {
        String use = jwk.getPublicKeyUse();
        Set<KeyOperation> operations = jwk.getOperations();
        return (use == null || use.equals("sig"))
                && (operations == null || operations.isEmpty() || operations.contains(Jwks.OP.VERIFY));
    }

    /** With an exponent of one, anything is a signature. */
    private static boolean isSound(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= LEAST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && key.getPublicExponent().compareTo(LEAST_RSA_EXPONENT) >= 0
                && key.getPublicExponent().testBit(0);
    }

    private static Set<String> algorithmsOf(Key key) {
        if (key instanceof RSAPublicKey rsa) {
            return isSound(rsa) ? RSA : Set.of();
        }
        if (key instanceof ECKey ec) {
            return switch (ec.getParams().getOrder().bitLength()) {
                case 256 -> Set.of("ES256");
                case 384 -> Set.of("ES384");
                case 521 -> Set.of("ES512");
                default -> Set.of();
            };
        }
        return key instanceof EdECKey ? Set.of("EdDSA") : Set.of();
    }
}

package io.colonnade.security.authentication;

import java.security.Key;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of one issuer. A key is only ever found for an algorithm of its own kind. Thread-safe. */
@FunctionalInterface
interface TokenKeys {
    /**
     * Finds the key that a token must be signed with.
     *
     * @param algorithm the header's {@code alg}
     * @param keyId the header's {@code kid}, if it has one
     */
    Optional<Key> find(String algorithm, @Nullable String keyId);
}

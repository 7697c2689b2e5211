package io.colonnade.server.export.destination;

import org.jspecify.annotations.Nullable;

/**
 * How a store is asked to encrypt what it keeps. Immutable.
 *
 * @param algorithm {@code AES256} for a key of the store's own, {@code aws:kms} for one of its key service
 * @param key the key's id at that service; null for the one that the service takes by itself
 */
public record S3Encryption(String algorithm, @Nullable String key) {}

package io.colonnade.server.config;

import io.colonnade.security.policy.MaskKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask, and what is recorded.
 *
 * @param issuers the issuers whose tokens are taken
 * @param usersOrNull the file of users; null is none
 * @param sessionLifetime the time after which a login must be repeated
 * @param maskKey the secret that the hash mask is keyed with
 * @param encryptionKeyOrNull the secret that the encrypt mask is keyed with; null is none
 * @param audit where the audit goes
 */
public record SecuritySettings(
        List<IssuerSettings> issuers,
        @Nullable Path usersOrNull,
        Duration sessionLifetime,
        Secret maskKey,
        @Nullable Secret encryptionKeyOrNull,
        AuditSettings audit) {
    public SecuritySettings {
        issuers = List.copyOf(issuers);
    }

    static SecuritySettings of(Values values) {
        return new SecuritySettings(
                values.below("issuers").stream()
                        .map(place -> IssuerSettings.of(values.under("issuers." + place)))
                        .toList(),
                values.optionalPath("users").orElse(null),
                values.duration("session_lifetime"),
                values.secret("mask_key"),
                values.optionalSecret("encryption_key").orElse(null),
                AuditSettings.of(values.under("audit")));
    }

    /** Returns the file of users. */
    public Optional<Path> users() {
        return Optional.ofNullable(usersOrNull);
    }

    /** Returns the secret that the encrypt mask is keyed with. */
    public Optional<Secret> encryptionKey() {
        return Optional.ofNullable(encryptionKeyOrNull);
    }

    /**
     * Returns the keys of the masks.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_CONFIGURATION if one is too short
     */
    public MaskKeys maskKeys() {
        MaskKeys keys = MaskKeys.of(maskKey.reveal());
        return encryptionKey()
                .map(key -> keys.withEncryption("security.encryption_key", key.reveal()))
                .orElse(keys);
    }
}

package io.colonnade.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask, and what is recorded.
 *
 * @param issuers the issuers whose tokens are taken
 * @param usersOrNull the file of users; null is none
 * @param maskKey the secret that the hash mask is keyed with
 * @param auditFile the file that the audit is appended to
 */
public record SecuritySettings(
        List<IssuerSettings> issuers, @Nullable Path usersOrNull, Secret maskKey, Path auditFile) {
    public SecuritySettings {
        issuers = List.copyOf(issuers);
    }

    static SecuritySettings of(Values values) {
        return new SecuritySettings(
                values.below("issuers").stream()
                        .map(place -> IssuerSettings.of(values.under("issuers." + place)))
                        .toList(),
                values.optionalPath("users").orElse(null),
                values.secret("mask_key"),
                values.path("audit.file"));
    }

    /** Returns the file of users. */
    public Optional<Path> users() {
        return Optional.ofNullable(usersOrNull);
    }
}

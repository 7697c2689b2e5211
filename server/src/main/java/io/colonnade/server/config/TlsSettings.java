package io.colonnade.server.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a door.
 *
 * @param certificate PEM file with the chain
 * @param key PEM file with the private key
 * @param clientAuthorityOrNull PEM file with the authorities whose client certificates count; null asks for none
 * @param clientCertificateRequired whether clients must show one, where any is asked for
 */
public record TlsSettings(
        Path certificate, Path key, @Nullable Path clientAuthorityOrNull, boolean clientCertificateRequired) {
    static Optional<TlsSettings> of(Values values) {
        return values.optionalPath("certificate")
                .map(certificate -> new TlsSettings(
                        certificate,
                        values.path("key"),
                        values.optionalPath("client_ca").orElse(null),
                        values.text("client_certificate").equals("required")));
    }

    /** Returns the file of authorities whose client certificates count. */
    public Optional<Path> clientAuthority() {
        return Optional.ofNullable(clientAuthorityOrNull);
    }
}

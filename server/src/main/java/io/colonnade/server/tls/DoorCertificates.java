package io.colonnade.server.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A door's identity in PEM files. Immutable; made from the configuration by the server's wiring.
 *
 * @param certificate the certificate chain, the door's own one first
 * @param key the private key, PKCS #8
 * @param clientAuthority the authorities whose certificates clients may show; null asks for none
 * @param demand whether clients must show one, where any is asked for
 */
public record DoorCertificates(
        Path certificate, Path key, @Nullable Path clientAuthority, Demand demand) {
    /** Whether a client must show a certificate. One that is shown must be good in any case. */
    public enum Demand {
        REQUIRED,
        OPTIONAL
    }

    /** Creates an identity that clients need not answer with one of their own. */
    public DoorCertificates(Path certificate, Path key) {
        this(certificate, key, null, Demand.REQUIRED);
    }
}

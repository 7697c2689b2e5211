package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Takes the certificates that clients have shown in a TLS handshake, where their chain was verified: as the user whose
 * entry names the certificate's subject, else as the subject itself, without roles. Thread-safe.
 */
final class CertificateAuthenticator implements Authenticator {
    /** Vouches for the subjects that no user's entry names. */
    static final String AUTHORITY = "certificate";

    private final CurrentUsers users;

    CertificateAuthenticator(CurrentUsers users) {
        this.users = users;
    }

    @Override
    public Identification identify(Credentials credentials) {
        if (!(credentials instanceof Credentials.Certificate shown)) {
            throw Refusals.noCredentials();
        }
        X509Certificate certificate = shown.certificate();
        try {
            // A connection may outlive the certificate that it was opened with.
            certificate.checkValidity();
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw Refusals.invalidCertificate();
        }
        X500Principal subject = certificate.getSubjectX500Principal();
        if (subject.getName().isEmpty()) {
            throw Refusals.invalidCertificate();
        }
        Principal principal = users.get()
                .find(subject)
                .map(User::principal)
                .orElseGet(() -> new Principal(AUTHORITY, subject.getName(), Set.of(), Map.of()));
        return new Identification(
                principal,
                Identification.Means.CERTIFICATE,
                certificate.getNotAfter().toInstant());
    }
}

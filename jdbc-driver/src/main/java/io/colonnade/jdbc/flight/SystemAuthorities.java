package io.colonnade.jdbc.flight;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The authorities that the operating system trusts, among them those that a company has added: the stores of Windows and
 * macOS, which the JDK knows, and on other systems the file in which distributions keep them all.
 */
final class SystemAuthorities {
    /** Where Debian, Red Hat, SUSE, and Alpine and BSD keep the authorities as PEM. */
    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private SystemAuthorities() {}

    static KeyStore load() throws GeneralSecurityException, IOException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return opened("Windows-ROOT");
        }
        return system.startsWith("mac") ? opened("KeychainStore") : bundled(System.getenv("SSL_CERT_FILE"));
    }

    private static KeyStore opened(String kind) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(kind);
        store.load(null, null);
        return store;
    }

    /** Reads the file that was named, as OpenSSL does, or else the first one that there is. */
    static KeyStore bundled(@Nullable String named) throws GeneralSecurityException, IOException {
        Stream<Path> places = named == null || named.isEmpty() ? BUNDLES.stream() : Stream.of(Path.of(named));
        Path file = places.filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> new IOException("no file "
                        + (named == null ? "among " + shown() : named)
                        + " can be read; name one in the environment as SSL_CERT_FILE, or use trustCertificates"));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
        }
        return store;
    }

    private static String shown() {
        return BUNDLES.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}

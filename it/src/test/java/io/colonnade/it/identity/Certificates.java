package io.colonnade.it.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority with the JDK's own keytool, and PEM files of what it signs. Not thread-safe. */
public final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path directory;
    private final Path store;
    private final String authority;

    /**
     * Files in PEM.
     *
     * @param certificate the certificate alone
     * @param key its private key
     */
    public record Pem(Path certificate, Path key) {}

    private Certificates(Path directory, String authority) {
        this.directory = directory;
        this.authority = authority;
        this.store = directory.resolve(authority + ".p12");
    }

    /** Makes an authority with files in a directory. */
    public static Certificates authority(Path directory, String name) throws Exception {
        Certificates certificates = new Certificates(directory, name);
        certificates.keytool(name, List.of("-dname", "CN=" + name, "-ext", "bc:c"));
        return certificates;
    }

    /** Returns the authority's own certificate. */
    public Path file() throws Exception {
        return pem(authority).certificate();
    }

    /** Signs a certificate that is good for this machine as a server's address. */
    public Pem sign(String alias, String subject, String... options) throws Exception {
        return signFor("dns:localhost,ip:127.0.0.1", alias, subject, options);
    }

    /** Signs a certificate that is good for other addresses. */
    Pem signFor(String addresses, String alias, String subject, String... options) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("-dname", subject, "-signer", authority, "-ext", "san=" + addresses));
        all.addAll(List.of(options));
        keytool(alias, all);
        return pem(alias);
    }

    private void keytool(String alias, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(options);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    private Pem pem(String alias) throws GeneralSecurityException, IOException {
        KeyStore keys = keys();
        Key key = keys.getKey(alias, PASSWORD);
        Certificate certificate = keys.getCertificate(alias);
        return new Pem(
                write(alias, "CERTIFICATE", certificate.getEncoded()), write(alias, "PRIVATE KEY", key.getEncoded()));
    }

    /** Returns the store with everything that was signed, for clients that want one. */
    KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private Path write(String alias, String what, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                directory.resolve(authority + "-" + alias + "-" + what.replace(' ', '-') + ".pem"),
                "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    /** Puts one file in the place of another. */
    static void replace(Path target, Path source) throws IOException {
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
}

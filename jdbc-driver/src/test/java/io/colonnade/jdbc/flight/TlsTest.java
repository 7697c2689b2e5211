package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS by the JDK: a certificate that is trusted, one that is not, and a server that speaks none. */
class TlsTest {
    private static final char[] SECRET = "changeit".toCharArray();

    @TempDir
    private Path directory;

    private TlsServerCredentials.Builder selfSigned() throws Exception {
        Path store = directory.resolve("keys.p12");
        keytool(store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SECRET);
        }
        pem("cert.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        pem("key.pem", "PRIVATE KEY", keys.getKey("server", SECRET).getEncoded());
        return TlsServerCredentials.newBuilder()
                .keyManager(
                        directory.resolve("cert.pem").toFile(),
                        directory.resolve("key.pem").toFile());
    }

    private static void keytool(Path store) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(SECRET),
                "-keystore",
                store.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private void pem(String name, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                directory.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    @Test
    void aTrustedCertificateConnectsAndAnUnknownOneDoesNot() throws Exception {
        try (TestFlightServer server = new TestFlightServer(selfSigned().build())) {
            String url = "jdbc:colonnade://" + server.address() + "?user=alice&password=secret&tls=true";
            String trusted = url + "&trustCertificates=" + directory.resolve("cert.pem");
            try (Connection connection = DriverManager.getConnection(trusted)) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessageContaining("certification path");
        }
    }

    private String url(TestFlightServer server) {
        return "jdbc:colonnade://" + server.address() + "?user=alice&password=secret&tls=true";
    }

    private static void assertConnects(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void aStoreOfCertificatesIsTrustedToo() throws Exception {
        try (TestFlightServer server = new TestFlightServer(selfSigned().build())) {
            String store = url(server) + "&trustStore=" + authorities();
            assertConnects(store + "&trustStorePassword=" + new String(SECRET));
            assertThatThrownBy(() -> DriverManager.getConnection(store + "&trustStorePassword=wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"))
                    .hasMessageContaining("trustStore")
                    .hasMessageNotContaining("wrong");
        }
    }

    private Path authorities() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(directory.resolve("cert.pem"))) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        Path file = directory.resolve("authorities.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, SECRET);
        }
        return file;
    }

    @Test
    void theClientShowsItsCertificateFromEitherKindOfFile() throws Exception {
        TlsServerCredentials.Builder demanding = selfSigned()
                .trustManager(directory.resolve("cert.pem").toFile())
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
        try (TestFlightServer server = new TestFlightServer(demanding.build())) {
            String trusting = url(server) + "&trustCertificates=" + directory.resolve("cert.pem");
            assertConnects(trusting + "&clientCertificate=" + directory.resolve("cert.pem") + "&clientKey="
                    + directory.resolve("key.pem"));
            assertConnects(trusting + "&keyStore=" + directory.resolve("keys.p12") + "&keyStorePassword="
                    + new String(SECRET));
            assertThatThrownBy(() -> DriverManager.getConnection(trusting))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
        }
    }

    @Test
    void theAuthoritiesOfTheSystemAreReadFromTheFileThatTheEnvironmentNames() throws Exception {
        selfSigned();
        assertThat(SystemAuthorities.bundled(directory.resolve("cert.pem").toString())
                        .size())
                .isEqualTo(1);
        String nowhere = directory.resolve("nowhere.pem").toString();
        assertThatThrownBy(() -> SystemAuthorities.bundled(nowhere)).hasMessageContaining(nowhere);
    }

    @Test
    void aServerWithoutTlsIsNamedAsTheReason() {
        try (TestFlightServer server = new TestFlightServer()) {
            String url = "jdbc:colonnade://" + server.address() + "?user=alice&password=secret&tls=true";
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessageContaining("tls=false");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trustCertificates=%s", "clientCertificate=%s&clientKey=%s"})
    void aFileThatHoldsSomethingElseIsRefusedAndNotQuoted(String properties) throws Exception {
        String text = "a line\n-----hunter2\n-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----\n"
                + "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n";
        Path file = Files.writeString(directory.resolve("secrets"), text);
        String url = "jdbc:colonnade://localhost?tls=true&" + properties.replace("%s", file.toString());
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"))
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("hunter2");
                });
    }

    @Test
    void aFileOfCertificatesThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                        "jdbc:colonnade://localhost?tls=true&trustCertificates=/nowhere/cert.pem"))
                .hasMessageContaining("/nowhere/cert.pem");
    }
}

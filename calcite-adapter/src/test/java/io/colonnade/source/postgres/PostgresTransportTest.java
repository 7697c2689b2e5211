package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to a database: plain TCP is everywhere else; here a Unix domain socket, TLS, and a password by SCRAM. */
class PostgresTransportTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path directory;

    @Test
    void rowsComeThroughAUnixDomainSocket() throws Exception {
        PostgresSettings settings = DATABASE.settings().withUnixSocket(socketFile());
        try (SourceReading reading = new SourceReading(settings)) {
            assertThat(sum(reading)).isEqualTo(200_000L * 200_001 / 2);
            assertThat(reading.rows("SELECT inet_client_addr() IS NULL", computed("local", "bool")))
                    .isEqualTo(List.of(List.of(true)));
        }
    }

    @Test
    void aStreamThroughAUnixDomainSocketCanBeCancelled() throws Exception {
        PostgresSettings settings = DATABASE.settings().withUnixSocket(socketFile());
        try (SourceReading reading = new SourceReading(settings);
                BatchReader reader = numbers(reading, 5_000_000)) {
            assertThat(reader.loadNextBatch()).isTrue();
            reader.cancel();
            assertThat(catchThrowableOfType(ColonnadeException.class, reader::loadNextBatch))
                    .isNotNull();
        }
    }

    private static String socketFile() throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT split_part(current_setting('unix_socket_directories'), ',', 1) || '/.s.PGSQL.'"
                                + " || current_setting('port')")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void rowsComeThroughTlsThatIsVerifiedAndAfterScram() throws Exception {
        Path certificate = serverCertificate();
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", directory.resolve("server.key").toString())
                .setServerConfig("password_encryption", "scram-sha-256")
                .start()) {
            String host = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            requirePassword(server);
            String verified = host + "?sslmode=verify-full&sslrootcert=" + certificate;
            try (SourceReading reading = new SourceReading(PostgresSettings.of("tls", verified, "reader", "secret"))) {
                assertThat(sum(reading)).isEqualTo(200_000L * 200_001 / 2);
                assertThat(reading.rows(
                                "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
                                computed("ssl", "bool"),
                                computed("version", "string")))
                        .isEqualTo(List.of(List.of(true, "TLSv1.3")));
            }
            String own = host + "?sslmode=require&sslfactory=org.postgresql.ssl.NonValidatingFactory";
            try (SourceReading reading = new SourceReading(PostgresSettings.of("tls", own, "reader", "secret"))) {
                assertThat(sum(reading)).isEqualTo(200_000L * 200_001 / 2);
            }
            assertThat(refusal(verified, "wrong")).contains("refuses the source's user or password");
            assertThat(refusal(host + "?sslmode=disable", "secret")).contains("refuses the source's user or password");
        }
    }

    @Test
    void tlsWithAnUnknownCertificateIsRefused() throws Exception {
        Path certificate = serverCertificate();
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", directory.resolve("server.key").toString())
                .start()) {
            Path other = Files.createDirectory(directory.resolve("other"));
            keytool(other);
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?sslmode=verify-ca&sslrootcert="
                    + writeCertificate(other);
            assertThat(refusal(url, "")).startsWith("Cannot connect to source 'tls'");
        }
    }

    private static String refusal(String url, String password) {
        try (SourceReading reading = new SourceReading(PostgresSettings.of("tls", url, "reader", password))) {
            ColonnadeException error = catchThrowableOfType(
                    ColonnadeException.class, () -> reading.rows("SELECT 1", computed("c", "int32")));
            return error.getMessage();
        }
    }

    private static void requirePassword(EmbeddedPostgres server) throws SQLException, IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW hba_file")) {
            rows.next();
            Path rules = Path.of(rows.getString(1));
            Files.writeString(rules, "hostssl all reader all scram-sha-256\nhost all postgres all trust\n");
            statement.execute("CREATE ROLE reader LOGIN PASSWORD 'secret'");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static BatchReader numbers(SourceReading reading, int count) {
        return reading.read(
                "SELECT i FROM generate_series(1, " + count + "::bigint) i", OPTIONS, computed("i", "int64"));
    }

    private static long sum(SourceReading reading) throws IOException {
        long sum = 0;
        try (BatchReader reader = numbers(reading, 200_000)) {
            while (reader.loadNextBatch()) {
                BigIntVector vector =
                        (BigIntVector) reader.getVectorSchemaRoot().getVector(0);
                for (int row = 0; row < vector.getValueCount(); row++) {
                    sum += vector.get(row);
                }
            }
        }
        return sum;
    }

    /** Makes a certificate for localhost and its key, in files that PostgreSQL reads. */
    private Path serverCertificate() throws Exception {
        KeyStore store = keytool(directory);
        Path key = directory.resolve("server.key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        writePem(key, "PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
        return writeCertificate(directory);
    }

    private static Path writeCertificate(Path directory) throws Exception {
        Path file = directory.resolve("server.crt");
        writePem(file, "CERTIFICATE", load(directory).getCertificate("server").getEncoded());
        return file;
    }

    private static void writePem(Path file, String what, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(("-----BEGIN " + what + "-----\n").getBytes());
            out.write(Base64.getMimeEncoder().encode(content));
            out.write(("\n-----END " + what + "-----\n").getBytes());
        }
    }

    private static KeyStore keytool(Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
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
                        "san=dns:localhost",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        directory.resolve("store.p12").toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return load(directory);
    }

    private static KeyStore load(Path directory) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(directory.resolve("store.p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}

package io.colonnade.it.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.PasswordHash;
import io.colonnade.server.config.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own JDBC driver towards doors with certificates, with what its URL allows and nothing else. */
final class DriverOverTlsIT {
    private static final String FILTERED = "SELECT count(*) AS n FROM sales_analytics.customers WHERE id > ?";

    @TempDir
    static Path directory;

    private static Certificates company;
    private static Certificates stranger;
    private static Path users;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        company = Certificates.authority(directory, "company");
        stranger = Certificates.authority(directory, "somebody");
        users = Files.writeString(directory.resolve("users.yaml"), """
                users:
                  alice: {password_hash: "%s", roles: [analyst], claims: {region: EUROPE}}
                """.formatted(
                        PasswordHash.create("alice".toCharArray()).text()));
        server = serving(company.sign("good", "CN=door"), false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RunningServer serving(Certificates.Pem shown, boolean demandsCertificates) throws Exception {
        Path authority = demandsCertificates ? company.file() : null;
        return RunningServer.startWith(
                new TlsSettings(shown.certificate(), shown.key(), authority, demandsCertificates), users);
    }

    private static Connection connect(RunningServer door, String host, Path trusted, String more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "alice");
        properties.setProperty("password", "alice");
        if (trusted != null) {
            properties.setProperty("trustCertificates", trusted.toString());
        }
        return DriverManager.getConnection("jdbc:colonnade://" + host + ":" + door.flightPort() + more, properties);
    }

    private static SQLException refusal(RunningServer door, Path trusted, String more) {
        return catchThrowableOfType(
                SQLException.class,
                () -> connect(door, "localhost", trusted, more).close());
    }

    private static void assertNotConnected(RunningServer door, Path trusted, String more) {
        SQLException refusal = refusal(door, trusted, more);
        assertThat((Throwable) refusal).as("it does not connect").isNotNull();
        assertThat(refusal.getSQLState()).startsWith("08");
        assertThat(refusal.getMessage()).doesNotContain("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void itReadsRowsFromADoorWhoseAuthorityItTrusts(String host) throws Exception {
        try (Connection connection = connect(server, host, company.file(), "?tls=true");
                PreparedStatement statement = connection.prepareStatement(FILTERED)) {
            statement.setInt(1, 0);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isPositive();
            }
        }
    }

    @Test
    void itTrustsNobodyButWhomItWasTold() throws Exception {
        assertNotConnected(server, stranger.file(), "?tls=true");
        assertNotConnected(server, null, "?tls=true");
    }

    @Test
    void itDoesNotSendAPasswordInPlainTextToADoorThatSpeaksTlsOnly() throws Exception {
        assertNotConnected(server, null, "?tls=false");
        assertNotConnected(server, null, "");
    }

    @Test
    void itLooksAtTheNameInTheCertificate() throws Exception {
        Certificates.Pem elsewhere = company.signFor("dns:elsewhere.test,ip:192.0.2.1", "elsewhere", "CN=localhost");
        try (RunningServer door = serving(elsewhere, false)) {
            assertNotConnected(door, company.file(), "?tls=true");
        }
    }

    @Test
    void itHasNoCertificateOfItsOwnForADoorThatDemandsOne() throws Exception {
        try (RunningServer door = serving(company.sign("strict", "CN=door"), true)) {
            assertNotConnected(door, company.file(), "?tls=true");
        }
    }
}

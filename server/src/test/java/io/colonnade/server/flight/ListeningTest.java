package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.server.tls.DoorCertificates;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningTest {
    @TempDir
    private Path directory;

    @Test
    void portThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            FlightDoorSettings settings = FlightDoorSettings.listeningOn("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> new DoorFixture(settings)).isInstanceOfSatisfying(ColonnadeException.class, e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
                assertThat(e.getMessage())
                        .contains("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
                        .contains("server.flight.port");
            });
        }
    }

    @Test
    void certificateThatCannotBeReadIsNamed() {
        FlightDoorSettings settings = FlightDoorSettings.listeningOn("localhost", 0)
                .with(new DoorCertificates(directory.resolve("none.pem"), directory.resolve("none.key")));
        assertThatThrownBy(() -> new DoorFixture(settings)).isInstanceOfSatisfying(ColonnadeException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION);
            assertThat(e.getMessage()).contains("none.pem");
        });
    }

    @Test
    void clientThatTrustsTheCertificateReadsOverTls() throws Exception {
        DoorCertificates tls = certificate("localhost");
        try (DoorFixture fixture =
                new DoorFixture(FlightDoorSettings.listeningOn("localhost", 0).with(tls))) {
            try (FlightClient flight = client(fixture, tls).build();
                    FlightSqlClient client = new FlightSqlClient(flight)) {
                CallOption alice =
                        flight.authenticateBasicToken("alice", "alice").orElseThrow();
                assertThat(DoorFixture.rows(client, client.execute("rows 2000", alice), alice))
                        .hasSize(2000);
            }
        }
    }

    @Test
    void clientIsTheSubjectOfTheCertificateThatTheServerDemands() throws Exception {
        DoorCertificates server = certificate("localhost");
        DoorCertificates client = certificate("reporting");
        DoorCertificates demanding = new DoorCertificates(
                server.certificate(), server.key(), client.certificate(), DoorCertificates.Demand.REQUIRED);
        try (DoorFixture fixture =
                new DoorFixture(FlightDoorSettings.listeningOn("localhost", 0).with(demanding))) {
            try (FlightSqlClient certified = new FlightSqlClient(client(fixture, server)
                    .clientCertificate(Files.newInputStream(client.certificate()), Files.newInputStream(client.key()))
                    .build())) {
                DoorFixture.rows(certified, certified.execute("rows 0"));
                assertThat(fixture.queries.seen).containsExactly("CN=reporting|null|rows 0|[]");
                CallOption jwt = DoorFixture.bearer("jwt-bob");
                DoorFixture.rows(certified, certified.execute("rows 0", jwt), jwt);
                assertThat(fixture.queries.seen).last().isEqualTo("bob|null|rows 0|[]");
            }
            try (FlightSqlClient bare =
                    new FlightSqlClient(client(fixture, server).build())) {
                assertThatThrownBy(() -> bare.execute("rows 0")).isInstanceOf(FlightRuntimeException.class);
            }
        }
    }

    private static FlightClient.Builder client(DoorFixture fixture, DoorCertificates server) throws Exception {
        return FlightClient.builder(fixture.root, Location.forGrpcTls("localhost", fixture.door.port()))
                .trustedCertificates(new ByteArrayInputStream(Files.readAllBytes(server.certificate())));
    }

    private DoorCertificates certificate(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        Key key = keys.getKey("door", "changeit".toCharArray());
        Path certificate = pem(name, "CERTIFICATE", keys.getCertificate("door").getEncoded());
        return new DoorCertificates(certificate, pem(name, "PRIVATE KEY", key.getEncoded()));
    }

    private Path pem(String name, String what, byte[] bytes) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                directory.resolve(name + " " + what + ".pem"),
                "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }
}

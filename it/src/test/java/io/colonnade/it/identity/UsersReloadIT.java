package io.colonnade.it.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.LogLines;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.PasswordHash;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import org.apache.arrow.flight.FlightInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A users file that changes while the server runs. */
final class UsersReloadIT {
    private static final String CUSTOMERS = "SELECT count(*) AS n FROM sales_analytics.customers";
    private static final String ENDED = "the session has ended; log in again";
    private static final String WRONG = "the user is unknown or the password is wrong";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Path file;
    private RunningServer server;
    private LogLines log;

    @BeforeEach
    void start() throws Exception {
        file = directory.resolve("users.yaml");
        become(user("alice", "alice", "EUROPE") + user("bob", "bob", "EUROPE"));
        log = LogLines.of("io.colonnade.server");
        server = RunningServer.startWith(null, file);
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    private static String user(String name, String password, String region) {
        return "  %s: {password_hash: \"%s\", roles: [analyst], claims: {region: %s}}\n"
                .formatted(name, PasswordHash.create(password.toCharArray()).text(), region);
    }

    /** Replaces the file as a careful editor does. */
    private void become(String users) throws Exception {
        Path next = Files.writeString(directory.resolve("next.yaml"), "users:\n" + users);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitLine(String part) {
        await().until(() -> log.messages().stream().anyMatch(line -> line.contains(part)));
    }

    private int whoAmI(String name) throws Exception {
        String pair = Base64.getEncoder().encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + RunningServer.HOST + ":" + server.httpPort() + "/whoami"))
                .header("Authorization", "Basic " + pair)
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void whoIsGoneOrHasAnotherPasswordLosesSessionPasswordAndTicketAndWhoIsNewLogsIn() throws Exception {
        String bob = user("bob", "bob", "EUROPE");
        become(user("alice", "alice", "EUROPE") + bob);
        awaitLine("2 in all, 0 added, 0 removed, 2 changed");
        try (FlightUser gone = FlightUser.at(server, "alice");
                FlightUser stays = FlightUser.at(server, "bob")) {
            assertThat(gone.query(CUSTOMERS)).hasSize(1);
            assertThat(whoAmI("alice")).isEqualTo(200);
            FlightInfo promised = gone.client().execute(CUSTOMERS, gone.credentials());

            become(bob + user("carol", "carol", "ASIA"));
            awaitLine("2 in all, 1 added, 1 removed, 0 changed");
            assertThatThrownBy(() -> gone.query(CUSTOMERS)).hasMessageContaining(ENDED);
            assertThatThrownBy(() -> gone.fetch(promised)).hasMessageContaining(ENDED);
            assertThatThrownBy(() -> FlightUser.at(server, "alice").close()).hasMessageContaining(WRONG);
            assertThat(whoAmI("alice")).isEqualTo(401);
            assertThat(stays.query(CUSTOMERS)).hasSize(1);
            FlightUser.at(server, "carol").close();

            become(user("bob", "another", "EUROPE"));
            awaitLine("1 in all, 0 added, 1 removed, 1 changed");
            assertThatThrownBy(() -> stays.query(CUSTOMERS)).hasMessageContaining(ENDED);
            assertThat(whoAmI("bob")).isEqualTo(401);
        }
    }

    @Test
    void aSessionHasTheRolesAndClaimsOfTheFileFromTheNextCallOn() throws Exception {
        String hash = PasswordHash.create("alice".toCharArray()).text();
        String of = "  alice: {password_hash: \"" + hash + "\", roles: [analyst], claims: {region: %s}}\n";
        become(of.formatted("EUROPE"));
        awaitLine("1 in all");
        try (FlightUser alice = FlightUser.at(server, "alice")) {
            Object europe = alice.query(CUSTOMERS);
            become(of.formatted("ASIA"));
            awaitLine("0 removed, 1 changed");
            assertThat(alice.query(CUSTOMERS)).isNotEqualTo(europe);
            String raw = "SELECT count(*) AS n FROM tpch.region";
            assertThatThrownBy(() -> alice.query(raw)).hasMessageContaining("does not exist");
            become(of.formatted("ASIA").replace("analyst", "admin"));
            await().ignoreExceptions().until(() -> alice.query(raw).size() == 1);
            become(of.formatted("ASIA"));
            await().untilAsserted(
                            () -> assertThatThrownBy(() -> alice.query(raw)).hasMessageContaining("does not exist"));
        }
    }

    @Test
    void aBrokenFileIsRefusedWholeAndToldWithItsLine() throws Exception {
        try (FlightUser alice = FlightUser.at(server, "alice")) {
            become(user("bob", "changed", "ASIA") + "  eve: {password_hash: secret, roles: [admin]}\n");
            awaitLine("users.yaml:3: Invalid password_hash of user 'eve'");
            assertThat(log.messages())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("The changed users cannot serve; the old ones go on: ")
                            .doesNotContain("secret"));
            assertThat(alice.query(CUSTOMERS)).hasSize(1);
            assertThat(whoAmI("bob")).isEqualTo(200);
            assertThat(whoAmI("eve")).isEqualTo(401);

            Files.delete(file);
            awaitLine("Cannot read the users; the old ones go on: ");
            assertThat(alice.query(CUSTOMERS)).hasSize(1);

            become(user("bob", "bob", "EUROPE"));
            awaitLine("1 in all, 0 added, 1 removed, 1 changed");
            assertThatThrownBy(() -> alice.query(CUSTOMERS)).hasMessageContaining(ENDED);
        }
    }
}

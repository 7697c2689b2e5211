package io.colonnade.it.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.LogLines;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.audit.AuditChain;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACE_PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String CUSTOMERS = "SELECT id, name FROM sales_analytics.customers";
    /** More than fits between a server and a client who does not read. */
    private static final String LARGE =
            "SELECT a.l_orderkey, b.l_comment FROM tpch.lineitem a, tpch.lineitem b LIMIT 3000000";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.startWith(RunningServer.LIMITS);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        AuditChain.Verification verification = AuditChain.verify(server.auditFile());
        assertThat(verification.fault()).isEmpty();
        assertThat(records()).allSatisfy(record -> {
            assertThat(record.get("trace_id").asText()).matches("[0-9a-f]{32}");
            boolean file = record.get("format").asText().equals("csv");
            assertThat(record.get("destination").asText())
                    .isEqualTo(file ? "download:" + RunningServer.HOST : RunningServer.HOST);
        });
    }

    @Test
    void queryOfEachDoorIsWrittenWithItsTrace() throws Exception {
        try (FlightUser alice = FlightUser.at(server, "alice")) {
            FlightCallHeaders headers = new FlightCallHeaders();
            headers.insert("traceparent", TRACE_PARENT);
            CallOption traced = new HeaderCallOption(headers);
            FlightInfo info = alice.client().execute(CUSTOMERS, alice.credentials(), traced);
            try (FlightStream stream =
                    alice.client().getStream(info.getEndpoints().get(0).getTicket(), alice.credentials(), traced)) {
                while (stream.next()) {
                    assertThat(stream.getRoot().getRowCount()).isPositive();
                }
            }
        }
        assertThat(ask("alice", "alice", CUSTOMERS).statusCode()).isEqualTo(200);
        List<JsonNode> records = records();
        assertThat(texts(records, "event")).containsExactly("started", "finished", "started", "finished");
        assertThat(texts(records, "door")).containsExactly("flight", "flight", "http", "http");
        assertThat(texts(records, "trace_id")).containsOnly(TRACE);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.get("subject").asText()).contains("alice");
            assertThat(record.get("projections").get(0).asText()).startsWith("sales_analytics@");
            assertThat(record.get("filters").get(0).asText()).isEqualTo("sales_analytics.customers");
            assertThat(record.get("masks").toString()).contains("customers.name:redact");
        });
        assertThat(records.get(3).get("rows").asLong())
                .isEqualTo(records.get(1).get("rows").asLong())
                .isPositive();
    }

    @Test
    void linesOfTheLogNameTheTraceOfTheirRequestAsTheAuditDoes() throws Exception {
        FlightCallHeaders headers = new FlightCallHeaders();
        headers.insert("traceparent", TRACE_PARENT);
        CallOption traced = new HeaderCallOption(headers);
        FlightCallHeaders guess = new FlightCallHeaders();
        guess.insert("authorization", basic("alice", "a guess"));
        try (FlightUser alice = FlightUser.at(server, "alice");
                LogLines log = LogLines.of("io.colonnade")) {
            assertThatThrownBy(() -> alice.flight().handshake(new HeaderCallOption(guess), traced))
                    .isInstanceOf(FlightRuntimeException.class);
            assertThat(ask("alice", "a guess", CUSTOMERS).statusCode()).isEqualTo(401);
            Path elsewhere = away();
            FlightInfo info = alice.client().execute(CUSTOMERS, alice.credentials(), traced);
            assertThatThrownBy(() -> {
                        try (FlightStream stream = alice.client()
                                .getStream(info.getEndpoints().get(0).getTicket(), alice.credentials(), traced)) {
                            drain(stream);
                        }
                    })
                    .isInstanceOf(FlightRuntimeException.class);
            assertThat(ask("alice", "alice", CUSTOMERS).statusCode()).isEqualTo(503);
            Files.move(elsewhere, server.auditFile());
            assertThat(log.events())
                    .extracting(ILoggingEvent::getLoggerName)
                    .anyMatch(name -> name.endsWith("FlightErrors"))
                    .anyMatch(name -> name.endsWith("http.Problem"))
                    .anyMatch(name -> name.endsWith("PasswordAuthenticator"));
            // The server looks its deployment over for nobody's sake.
            assertThat(log.events())
                    .filteredOn(event -> !event.getLoggerName().endsWith("StartExamination"))
                    .extracting(event -> event.getMDCPropertyMap().get("trace_id"))
                    .containsOnly(TRACE);
        }
    }

    @Test
    void refusalOfEachDoorIsWrittenWithoutASecret() throws Exception {
        assertThatThrownBy(() -> FlightUser.withToken(server, "a forged token").query(CUSTOMERS))
                .isInstanceOf(FlightRuntimeException.class);
        assertThat(ask("alice", "a guessed password", CUSTOMERS).statusCode()).isEqualTo(401);
        try (FlightUser alice = FlightUser.at(server, "alice")) {
            assertThatThrownBy(() -> alice.client().execute("SELECT * FROM tpch.region", alice.credentials()))
                    .isInstanceOf(FlightRuntimeException.class);
        }
        List<JsonNode> records = records();
        assertThat(texts(records, "event")).containsOnly("denied");
        assertThat(texts(records, "door")).containsExactly("flight", "http", "flight");
        assertThat(texts(records, "sqlstate")).containsExactly("28000", "28P01", "42P01");
        assertThat(Files.readString(server.auditFile())).doesNotContain("forged", "guessed");
    }

    @Test
    void withoutItsAuditTheServerSendsNothing() throws Exception {
        try (FlightUser alice = FlightUser.at(server, "alice")) {
            Path elsewhere = away();
            assertThatThrownBy(() -> alice.query(CUSTOMERS))
                    .isInstanceOfSatisfying(
                            FlightRuntimeException.class,
                            e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.UNAVAILABLE))
                    .hasMessageContaining("its audit record cannot be written");
            HttpResponse<String> answer = ask("alice", "alice", CUSTOMERS);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("REDACTED");
            Files.move(elsewhere, server.auditFile());
            assertThat(alice.query(CUSTOMERS)).isNotEmpty();
        }
        assertThat(texts(records(), "event")).containsExactly("started", "finished");
    }

    @Test
    void streamWhoseEndCannotBeWrittenEndsInAnError() throws Exception {
        try (FlightUser admin = FlightUser.at(server, "admin")) {
            FlightInfo info = admin.client().execute(LARGE, admin.credentials());
            try (FlightStream stream = admin.open(info.getEndpoints().get(0).getTicket())) {
                assertThat(stream.next()).isTrue();
                Path elsewhere = away();
                assertThatThrownBy(() -> drain(stream)).hasMessageContaining("its audit record cannot be written");
                Files.move(elsewhere, server.auditFile());
            }
        }
        assertThat(texts(records(), "event")).containsExactly("started");
    }

    @Test
    void bodyWhoseEndCannotBeWrittenIsBrokenOff() throws Exception {
        HttpResponse<InputStream> answer = http.send(statement("admin", "admin", LARGE), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(body.readNBytes(100)).hasSize(100);
            Path elsewhere = away();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            Files.move(elsewhere, server.auditFile());
        }
        assertThat(texts(records(), "event")).containsExactly("started");
    }

    private Path away() throws IOException {
        return Files.move(server.auditFile(), server.auditFile().resolveSibling("audit-elsewhere.jsonl"));
    }

    private static void drain(FlightStream stream) {
        while (stream.next()) {
            assertThat(stream.getRoot().getRowCount()).isPositive();
        }
    }

    private HttpResponse<String> ask(String name, String password, String sql) throws Exception {
        return http.send(statement(name, password, sql), BodyHandlers.ofString());
    }

    private HttpRequest statement(String name, String password, String sql) {
        return HttpRequest.newBuilder(URI.create("http://" + RunningServer.HOST + ":" + server.httpPort() + "/sql"))
                .header("Accept", "text/csv")
                .header("Authorization", basic(name, password))
                .header("traceparent", TRACE_PARENT)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
    }

    private static String basic(String name, String password) {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private List<JsonNode> records() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(server.auditFile())) {
            records.add(new ObjectMapper().readTree(line));
        }
        return records;
    }

    private static List<String> texts(List<JsonNode> records, String member) {
        return records.stream().map(record -> record.path(member).asText()).toList();
    }
}

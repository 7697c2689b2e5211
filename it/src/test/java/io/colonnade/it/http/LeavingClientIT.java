package io.colonnade.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.ExportsFolder;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that leave while the server does something for them alone, of which they would hear at its end only. */
@ExtendWith(NothingLeft.class)
final class LeavingClientIT {
    private static final HttpUser ADMIN = HttpUser.withPassword("admin", "admin");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ENDLESS =
            "SELECT a.id FROM sales_analytics.orders a, sales_analytics.orders b, sales_analytics.orders c";

    private final Path folder = ExportsFolder.fresh();
    private final String destination =
            folder.toUri().toString().replace("///", "/").replaceAll("/$", "");
    private final String copy = "COPY (" + ENDLESS + ") TO '" + destination + "'";

    @AfterEach
    void nothingWasPublished() {
        await().atMost(PATIENCE).until(() -> ExportsFolder.names(folder).isEmpty());
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket(RunningServer.HOST, RunningServer.shared().httpPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String sql) throws IOException {
        byte[] request = ("POST /sql HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAuthorization: "
                        + ADMIN.authorization() + "\r\nContent-Length: " + sql.length() + "\r\n\r\n" + sql)
                .getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(request);
    }

    /** Returns how the export stands that was begun here; nothing if there is none yet. */
    private String state() throws Exception {
        for (JsonNode export :
                MAPPER.readTree(ADMIN.query("application/json", "SHOW EXPORTS").body())) {
            if (export.path("destination").asText().equals(destination)) {
                return export.path("state").asText();
            }
        }
        return "";
    }

    private void awaitState(String state) {
        await().atMost(PATIENCE).until(this::state, state::equals);
    }

    @Test
    void exportEndsWhenItsClientClosesTheConnection() throws Exception {
        try (Socket socket = connected()) {
            send(socket, copy);
            awaitState("running");
        }
        awaitState("cancelled");
    }

    @Test
    void whoWillSendNoMoreHasLeftAndIsTold() throws Exception {
        try (Socket socket = connected()) {
            send(socket, copy);
            awaitState("running");
            socket.shutdownOutput();
            awaitState("cancelled");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 503")
                    .contains("the client has closed the connection");
        }
    }

    @Test
    void exportEndsWhenItsStreamOfHttp2IsReset() throws Exception {
        try (Http2Wire wire = new Http2Wire(RunningServer.shared())) {
            wire.post(1, copy);
            awaitState("running");
            wire.reset(1);
            awaitState("cancelled");
        }
    }

    @Test
    void exportThatGoesOnAloneDoesNotMind() throws Exception {
        try (Socket socket = connected()) {
            send(socket, copy + " (ASYNC)");
            awaitState("running");
        }
        assertThat(state()).isEqualTo("running");
        JsonNode mine =
                MAPPER.readTree(ADMIN.query("application/json", "SHOW EXPORTS").body());
        for (JsonNode export : mine) {
            if (export.path("destination").asText().equals(destination)) {
                ADMIN.query(
                        "application/json",
                        "CANCEL EXPORT '" + export.path("export").asText() + "'");
            }
        }
        awaitState("cancelled");
    }

    /** Reading for the end of the connection takes nothing from who reads it next. */
    @Test
    void connectionServesOnAfterCommands() throws Exception {
        try (Socket socket = connected()) {
            InputStream in = socket.getInputStream();
            String place = ExportsFolder.fresh().toUri().toString().replace("///", "/");
            for (int i = 0; i < 8; i++) {
                send(socket, "COPY (SELECT " + i + " AS n) TO '" + place + i + "'");
                assertThat(answer(in)).startsWith("HTTP/1.1 200").contains("completed");
                send(socket, "CANCEL EXPORT 'none'");
                assertThat(answer(in)).startsWith("HTTP/1.1 404");
                send(socket, "SELECT " + i + " AS n");
                assertThat(answer(in)).startsWith("HTTP/1.1 200").contains("{\"n\":" + i + "}");
            }
        }
    }

    @Test
    void whoSendsTheNextRequestMeanwhileIsAnsweredOrToldToSendItAgain() throws Exception {
        try (Socket socket = connected()) {
            send(socket, copy);
            awaitState("running");
            send(socket, "SELECT 1 AS n");
            for (JsonNode export : MAPPER.readTree(
                    ADMIN.query("application/json", "SHOW EXPORTS").body())) {
                if (export.path("state").asText().equals("running")) {
                    ADMIN.query(
                            "application/json",
                            "CANCEL EXPORT '" + export.path("export").asText() + "'");
                }
            }
            String first = answer(socket.getInputStream());
            assertThat(first).startsWith("HTTP/1.1 503").contains("the export was cancelled");
            assertThat(first).containsIgnoringCase("Connection: close");
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    /** Reads one answer, of a length that it says or in pieces. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!isWhole(text)) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("The connection ends behind " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static boolean isWhole(StringBuilder text) {
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        int length = text.indexOf("Content-Length: ");
        if (length < 0) {
            return text.toString().endsWith("\r\n0\r\n\r\n");
        }
        String rest = text.substring(length + "Content-Length: ".length());
        return text.length() == head + 4 + Integer.parseInt(rest.substring(0, rest.indexOf('\r')));
    }
}

package io.colonnade.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are answered before they have come whole. */
final class LingeringCloseTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LONG = 32 << 20;
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new LingeringClose(new Refusal(), Duration.ofMillis(500)));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static final class Refusal extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(HttpStatus.PAYLOAD_TOO_LARGE_413);
            Content.Sink.write(response, true, "no\n", callback);
            return true;
        }
    }

    /** A client of HTTP/1.1 that reads answers line by line. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader answers;

        Client(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        void begin(int length) throws IOException {
            send((HEAD + length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        }

        /** Reads the refusal, and returns its first line. */
        String refusal() throws IOException {
            String status = answers.readLine();
            String line = status;
            while (line != null && !line.equals("no")) {
                line = answers.readLine();
            }
            return status;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void answerReachesWhoSendsOnAndTheConnectionIsGoodForMore() throws IOException {
        try (Client client = new Client(connector.getLocalPort())) {
            for (int request = 0; request < 3; request++) {
                client.begin(LONG);
                client.send(new byte[LONG]);
                assertThat(client.refusal()).isEqualTo("HTTP/1.1 413 Payload Too Large");
            }
        }
    }

    @Test
    void whoDoesNotEndIsCutOff() throws IOException {
        try (Client client = new Client(connector.getLocalPort())) {
            client.begin(Integer.MAX_VALUE);
            assertThat(client.refusal()).isEqualTo("HTTP/1.1 413 Payload Too Large");
            assertThatThrownBy(() -> sendWithoutEnd(client)).isInstanceOf(SocketException.class);
        }
    }

    private static void sendWithoutEnd(Client client) throws IOException {
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (System.nanoTime() < end) {
            client.send(new byte[1_000]);
        }
    }

    @Test
    void whoWaitsToBeToldToGoOnIsNotWaitedFor() throws IOException {
        try (Client client = new Client(connector.getLocalPort())) {
            client.send((HEAD + LONG + "\r\nExpect: 100-continue\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            assertThat(client.refusal()).isEqualTo("HTTP/1.1 413 Payload Too Large");
            assertThat(client.answers.readLine()).isNull();
        }
    }
}

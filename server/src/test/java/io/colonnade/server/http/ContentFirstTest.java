package io.colonnade.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.server.admission.Party;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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

/** Requests whose content comes slowly, or not at all. */
final class ContentFirstTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new ContentFirst(new Echo(), 100, Duration.ofMillis(300)));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            response.setStatus(HttpStatus.OK_200);
            Content.Sink.write(response, true, Content.Source.asString(request, StandardCharsets.UTF_8), callback);
            return true;
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whatDoesNotArriveInTimeIsGivenUp() throws IOException {
        try (Socket socket = connected()) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
            assertThat(rest(socket)).startsWith("HTTP/1.1 408").contains("has not arrived whole in time");
        }
    }

    @Test
    void whatArrivesInPiecesIsAnsweredWhole() throws Exception {
        try (Socket socket = connected()) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 6\r\n\r\nabc");
            send(socket, "def");
            assertThat(rest(socket)).startsWith("HTTP/1.1 200").endsWith("abcdef");
        }
    }

    @Test
    void oneNetworkHasAQuarterOfWhatMayBeOnItsWay() {
        ArrivingBytes arriving = new ArrivingBytes(100);
        Party one = Party.of(null, new InetSocketAddress("192.0.2.1", 1));
        Party other = Party.of(null, new InetSocketAddress("198.51.100.1", 1));
        arriving.add(one, 26);
        assertThat(arriving.isCrowdedFor(one)).isTrue();
        assertThat(arriving.isCrowdedFor(other)).isFalse();
        arriving.add(other, 20);
        arriving.add(Party.of(null, null), 60);
        assertThat(arriving.isCrowdedFor(other)).isTrue();
        arriving.remove(one, 26);
        assertThat(arriving.isCrowdedFor(one)).isFalse();
    }
}

package io.colonnade.jdbc.flight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The port of something else, given by mistake: that of the same server's HTTP door most of all. */
class OtherProtocolTest {
    private static final String ANSWER = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    @Test
    void aPortThatSpeaksHttpIsSaidNotToSpeakGrpc() throws IOException {
        try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerAll(http));
            answering.start();
            String url = "jdbc:colonnade://127.0.0.1:" + http.getLocalPort() + "/?user=alice&password=secret";
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessageContaining("does not speak gRPC")
                    .hasMessageContaining("50051");
        }
    }

    private static void answerAll(ServerSocket http) {
        while (true) {
            try (Socket client = http.accept()) {
                client.getInputStream().read(new byte[16]);
                client.getOutputStream().write(ANSWER.getBytes(US_ASCII));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

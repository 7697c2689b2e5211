package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sockets whose bytes come in larger pieces than they are asked for. */
class LinkSocketsTest {
    @Test
    void everyByteComesInItsPlaceAndThenTheEnd() throws Exception {
        byte[] sent = new byte[300_000];
        new Random(1).nextBytes(sent);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new LinkSockets().createSocket(server.getInetAddress(), server.getLocalPort());
                Socket peer = server.accept()) {
            Thread sender = new Thread(() -> {
                try (peer) {
                    peer.getOutputStream().write(sent);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            sender.start();
            assertThat(socket.getInputStream().readNBytes(7)).startsWith(sent[0], sent[1]);
            InputStream same = socket.getInputStream();
            assertThat(same.readAllBytes()).isEqualTo(Arrays.copyOfRange(sent, 7, sent.length));
            sender.join();
        }
    }

    @Test
    void noneIsMadeOnceTheSessionStands() throws IOException {
        LinkSockets sockets = new LinkSockets();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            sockets.finish();
            assertThatThrownBy(() -> sockets.createSocket(server.getInetAddress(), server.getLocalPort()))
                    .isInstanceOf(ConnectException.class);
            assertThatThrownBy(sockets::createSocket).isInstanceOf(ConnectException.class);
        }
    }
}

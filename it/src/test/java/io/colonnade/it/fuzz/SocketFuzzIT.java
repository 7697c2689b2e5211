package io.colonnade.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bytes on the doors' own sockets that are hardly a protocol: the server hangs up or refuses, and serves the next one. */
@ExtendWith(NothingLeft.class)
final class SocketFuzzIT {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final List<byte[]> REQUESTS = List.of(
            ascii("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"),
            ascii(
                    "POST /sql HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YWxpY2U6YWxpY2U=\r\nContent-Length: 8\r\n\r\nSELECT 1"),
            ascii("POST /sql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nSELECT 1\r\n0\r\n\r\n"),
            ascii("POST /sql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\nExpect: 100-continue\r\n\r\n"),
            ascii("GET /readyz HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"),
            ascii("OPTIONS * HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n"),
            ascii("GET /%2e%2e/%00/..;/healthz?a=%zz HTTP/1.0\r\n\r\n"));

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** Frames of HTTP/2 (RFC 9113), with headers as HPACK has them without its tables. */
    private static List<byte[]> frames() {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        headers.writeBytes(new byte[] {(byte) 0x83, (byte) 0x86});
        literal(headers, ":path", "/arrow.flight.protocol.FlightService/GetFlightInfo");
        literal(headers, "content-type", "application/grpc");
        literal(headers, "te", "trailers");
        return List.of(
                frame(4, 0, 0, new byte[0]),
                frame(4, 0, 0, new byte[] {0, 4, 0x7f, -1, -1, -1}),
                frame(1, 4, 1, headers.toByteArray()),
                frame(1, 0, 3, headers.toByteArray()),
                frame(9, 4, 3, new byte[] {0, 1, 2}),
                frame(0, 1, 1, new byte[] {0, 0, 0, 0, 4, 8, 2, 18, 0}),
                frame(0, 0, 1, new byte[] {1, 127, -1, -1, -1, 1, 2}),
                frame(3, 0, 1, new byte[] {0, 0, 0, 8}),
                frame(6, 0, 0, new byte[8]),
                frame(7, 0, 0, new byte[8]),
                frame(8, 0, 0, new byte[] {0x7f, -1, -1, -1}),
                frame(2, 0, 1, new byte[5]));
    }

    private static void literal(ByteArrayOutputStream out, String name, String value) {
        out.write(0);
        out.write(name.length());
        out.writeBytes(ascii(name));
        out.write(value.length());
        out.writeBytes(ascii(value));
    }

    private static byte[] http2(List<byte[]> frames, RandomGenerator random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(PREFACE);
        bytes.writeBytes(frames.get(0));
        for (int i = random.nextInt(8); i >= 0; i--) {
            byte[] frame = TextMutations.pick(frames, random);
            bytes.writeBytes(random.nextInt(3) == 0 ? ByteMutations.mutated(frame, frames, random) : frame);
        }
        return random.nextInt(5) == 0
                ? ByteMutations.mutated(bytes.toByteArray(), frames, random)
                : bytes.toByteArray();
    }

    /** Sends bytes, ends its side, and reads what comes until the server is done or silent; a little is enough. */
    private static void send(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(RunningServer.HOST, port), 20_000);
            socket.setSoTimeout(30);
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                byte[] answer = in.readNBytes(1 << 14);
                assertThat(new String(answer, StandardCharsets.ISO_8859_1))
                        .doesNotContain("\tat ", "HTTP/1.1 500")
                        .doesNotContain("Exception");
            } catch (SocketTimeoutException e) {
                // A connection may stay open for a next request.
            } catch (IOException e) {
                assertThat(e.getMessage()).as("the server hung up").matches("(?i).*(reset|broken pipe|aborted).*");
            }
        }
    }

    @Test
    void anyFramesLeaveTheFlightDoorAlive() {
        int port = RunningServer.shared().flightPort();
        List<byte[]> frames = frames();
        Fuzz.run(
                "http/2 frames",
                3_000,
                random -> http2(frames, random),
                ByteMutations::hex,
                bytes -> send(port, bytes));
        assertServes();
    }

    @Test
    void anyRequestLeavesTheHttpDoorAlive() {
        int port = RunningServer.shared().httpPort();
        Fuzz.run(
                "http requests",
                3_000,
                random -> ByteMutations.mutated(TextMutations.pick(REQUESTS, random), REQUESTS, random),
                ByteMutations::hex,
                bytes -> send(port, bytes));
        assertServes();
    }

    /** Each sends a part of a request and then nothing more: they cost a connection, and no thread that others need. */
    @Test
    void clientsThatStopHalfwayKeepNobodyWaiting() throws IOException {
        List<Socket> halfway = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                boolean http = i % 2 == 0;
                RunningServer server = RunningServer.shared();
                Socket socket = new Socket(RunningServer.HOST, http ? server.httpPort() : server.flightPort());
                halfway.add(socket);
                byte[] whole = http ? REQUESTS.get(i / 2 % 4) : http2(frames(), new java.util.SplittableRandom(i));
                socket.getOutputStream().write(whole, 0, whole.length - 3);
            }
            assertServes();
        } finally {
            for (Socket socket : halfway) {
                socket.close();
            }
        }
    }

    private static void assertServes() {
        try (FlightUser alice = FlightUser.loggedIn("alice")) {
            assertThat(alice.query("SELECT count(*) FROM sales_analytics.customers"))
                    .hasSize(1);
        }
        try {
            Socket socket =
                    new Socket(RunningServer.HOST, RunningServer.shared().httpPort());
            try (socket) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(ascii("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .startsWith("HTTP/1.1 200");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

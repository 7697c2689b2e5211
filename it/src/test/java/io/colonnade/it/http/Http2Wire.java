package io.colonnade.it.http;

import io.colonnade.it.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A client of HTTP/2 in clear text that sends which frames it likes (RFC 9113), beginning without an upgrade. It takes the 64 KiB
 * that HTTP/2 begins with, and no more unless it says so.
 */
final class Http2Wire implements AutoCloseable {
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int GO_AWAY = 7;
    static final int CANCEL = 8;
    static final int ENHANCE_YOUR_CALM = 11;

    private static final int DATA = 0;
    private static final int SETTINGS = 4;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    /** The first of HPACK's static table. */
    private static final byte STATUS_200 = (byte) 0x88;

    private final Socket socket;
    private final DataInputStream in;

    record Frame(int type, int stream, byte[] payload) {
        boolean is(int wanted, int id) {
            return type == wanted && stream == id;
        }

        /** Of a reset; of a farewell it comes four bytes later. */
        int errorCode() {
            return ByteBuffer.wrap(payload).getInt(type == GO_AWAY ? 4 : 0);
        }

        boolean isOk() {
            // The first headers of a connection begin with the size of HPACK's table, in three bytes.
            return type == HEADERS && (payload[0] == STATUS_200 || payload[3] == STATUS_200);
        }

        @Override
        public String toString() {
            return type + " on " + stream + ": " + HexFormat.of().formatHex(payload);
        }
    }

    Http2Wire(RunningServer server) throws IOException {
        this.socket = new Socket(RunningServer.HOST, server.httpPort());
        socket.setSoTimeout(30_000);
        this.in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    void get(int stream, String path) throws IOException {
        send(HEADERS, END_HEADERS | END_STREAM, stream, headers("GET", path, Map.of()));
    }

    void post(int stream, String sql) throws IOException {
        Map<String, String> fields =
                Map.of("authorization", HttpUser.withPassword("admin", "admin").authorization(), "accept", "text/csv");
        send(HEADERS, END_HEADERS, stream, headers("POST", "/sql", fields));
        send(DATA, END_STREAM, stream, sql.getBytes(StandardCharsets.UTF_8));
    }

    /** Begins a request whose content never comes, of a length that nobody says. */
    void postNothing(int stream) throws IOException {
        send(HEADERS, END_HEADERS, stream, headers("POST", "/sql", Map.of("accept", "text/csv")));
    }

    void reset(int stream) throws IOException {
        send(RESET, 0, stream, ByteBuffer.allocate(4).putInt(CANCEL).array());
    }

    /** Takes as much as there is. */
    void takeAll(int stream) throws IOException {
        byte[] most = ByteBuffer.allocate(4).putInt(1 << 30).array();
        send(WINDOW_UPDATE, 0, stream, most);
        send(WINDOW_UPDATE, 0, 0, most);
    }

    /** Reads frames until one is as wanted. */
    Frame await(Predicate<Frame> wanted) throws IOException {
        Frame frame = read();
        while (!wanted.test(frame)) {
            frame = read();
        }
        return frame;
    }

    private Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.readUnsignedByte();
        int stream = in.readInt();
        return new Frame(type, stream, in.readNBytes(length));
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        socket.getOutputStream()
                .write(ByteBuffer.allocate(9 + payload.length)
                        .put((byte) (payload.length >> 16))
                        .putShort((short) payload.length)
                        .put((byte) type)
                        .put((byte) flags)
                        .putInt(stream)
                        .put(payload)
                        .array());
    }

    private static byte[] headers(String method, String path, Map<String, String> fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, ":method", method);
        literal(block, ":scheme", "http");
        literal(block, ":path", path);
        literal(block, ":authority", "localhost");
        fields.forEach((name, value) -> literal(block, name, value));
        return block.toByteArray();
    }

    /** As HPACK has it without its tables. */
    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        block.write(name.length());
        block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.colonnade.it.bench.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/** HTTP/2 in clear text, known beforehand, one stream after the other; windows as large as those of the JDK's client. */
final class Http2Connection implements HttpConnection {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int FRAME_HEADER = 9;
    private static final int FRAME_PAYLOAD = 1 << 14;
    private static final int WINDOW = 1 << 24;
    private static final int FIRST_WINDOW = (1 << 16) - 1;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int ENDS_STREAM = 1;
    private static final int ACKNOWLEDGES = 1;
    private static final int ENDS_HEADERS = 4;
    private static final int PADDED = 8;
    private static final int INITIAL_WINDOW_SIZE = 4;
    /** ":status: 200" in HPACK's static table. */
    private static final int STATUS_200 = 0x88;

    private final Wire wire;
    private final Settings settings;
    private final Body body = new Body();
    private int stream = -1;

    Http2Connection(Settings settings) throws IOException {
        this.settings = settings;
        wire = new Wire(settings);
        wire.write(ByteBuffer.wrap(PREFACE.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer wish =
                ByteBuffer.allocate(6).putShort((short) INITIAL_WINDOW_SIZE).putInt(WINDOW);
        send(SETTINGS, 0, 0, wish.array());
        send(WINDOW_UPDATE, 0, 0, number(WINDOW - FIRST_WINDOW));
    }

    @Override
    public ReadableByteChannel send(HttpCall call) throws IOException {
        stream += 2;
        byte[] content = call.body().getBytes(StandardCharsets.UTF_8);
        if (content.length > FRAME_PAYLOAD) {
            throw new IOException("a body of " + content.length + " bytes needs more than one frame");
        }
        boolean withBody = !call.contentType().isEmpty();
        send(HEADERS, ENDS_HEADERS | (withBody ? 0 : ENDS_STREAM), stream, headers(call));
        if (withBody) {
            send(DATA, ENDS_STREAM, stream, content);
        }
        body.begin();
        return body;
    }

    private byte[] headers(HttpCall call) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        field(block, ":method", call.method());
        field(block, ":scheme", "http");
        field(block, ":path", call.target());
        field(block, ":authority", settings.host() + ":" + settings.port());
        field(block, "accept", call.accept());
        if (!settings.token().isEmpty()) {
            field(block, "authorization", "Bearer " + settings.token());
        }
        if (!call.contentType().isEmpty()) {
            field(block, "content-type", call.contentType());
        }
        return block.toByteArray();
    }

    /** Writes a field as it is: in no table, and without Huffman's code. */
    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < 0x7f) {
            block.write(bytes.length);
        } else {
            block.write(0x7f);
            int rest = bytes.length - 0x7f;
            for (; rest >= 0x80; rest >>>= 7) {
                block.write(rest & 0x7f | 0x80);
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }

    private void send(int type, int flags, int on, byte[] payload) throws IOException {
        wire.write(ByteBuffer.allocate(FRAME_HEADER + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(on)
                .put(payload)
                .flip());
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private int take(int bytes) throws IOException {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | wire.next();
        }
        return value;
    }

    private byte[] payload(int length) throws IOException {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) wire.next();
        }
        return payload;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    /** The body of the answer on the newest stream. */
    private final class Body implements ReadableByteChannel {
        private boolean isAnswered;
        private boolean isEnded;
        private long left;
        private int unacknowledged;

        void begin() throws IOException {
            isEnded = false;
            isAnswered = false;
            left = 0;
            while (!isAnswered) {
                frame();
            }
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            while (left == 0) {
                if (isEnded) {
                    return -1;
                }
                frame();
            }
            int read = wire.read(target, left);
            left -= read;
            unacknowledged += read;
            if (unacknowledged >= WINDOW / 4) {
                send(WINDOW_UPDATE, 0, 0, number(unacknowledged));
                send(WINDOW_UPDATE, 0, stream, number(unacknowledged));
                unacknowledged = 0;
            }
            return read;
        }

        private void frame() throws IOException {
            int length = take(3);
            int type = take(1);
            int flags = take(1);
            take(4);
            if (type == DATA) {
                if ((flags & PADDED) != 0) {
                    throw new IOException("padded frames are not read");
                }
                left = length;
            } else {
                hear(type, flags, payload(length));
            }
            isEnded |= (type == DATA || type == HEADERS) && (flags & ENDS_STREAM) != 0;
        }

        private void hear(int type, int flags, byte[] payload) throws IOException {
            switch (type) {
                case HEADERS -> checkStatus(payload);
                case SETTINGS, PING -> {
                    if ((flags & ACKNOWLEDGES) == 0) {
                        send(type, ACKNOWLEDGES, 0, type == PING ? payload : new byte[0]);
                    }
                }
                case RESET, GO_AWAY -> throw new IOException("the server breaks off");
                default -> {
                    // Windows for what is sent, which is small.
                }
            }
        }

        /** A second block of headers holds trailers. */
        private void checkStatus(byte[] block) throws IOException {
            if (isAnswered) {
                return;
            }
            isAnswered = true;
            int at = 0;
            while ((block[at] & 0xe0) == 0x20) {
                at = behindTableSize(block, at);
            }
            if ((block[at] & 0xff) != STATUS_200) {
                throw new IOException("the server answers with another status than 200");
            }
        }

        /** A number whose first five bits are ones goes on in the bytes behind, the last of which has its highest bit unset. */
        private static int behindTableSize(byte[] block, int start) {
            int at = start;
            if ((block[at] & 0x1f) == 0x1f) {
                do {
                    at++;
                } while (block[at] < 0);
            }
            return at + 1;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // The connection outlives it.
        }
    }
}

package io.colonnade.it.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 over a connection that stays open. */
final class Http1Connection implements HttpConnection {
    private final Wire wire;
    private final String fields;
    private final Body body = new Body();

    Http1Connection(Settings settings) throws IOException {
        wire = new Wire(settings);
        fields = "\r\nHost: " + settings.host() + ":" + settings.port()
                + (settings.token().isEmpty() ? "" : "\r\nAuthorization: Bearer " + settings.token());
    }

    @Override
    public ReadableByteChannel send(HttpCall call) throws IOException {
        byte[] content = call.body().getBytes(StandardCharsets.UTF_8);
        String head = call.method() + " " + call.target() + " HTTP/1.1" + fields + "\r\nAccept: " + call.accept()
                + (call.contentType().isEmpty()
                        ? ""
                        : "\r\nContent-Type: " + call.contentType() + "\r\nContent-Length: " + content.length)
                + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        wire.write(ByteBuffer.allocate(start.length + content.length)
                .put(start)
                .put(content)
                .flip());
        String status = line();
        body.begin();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("the server answers " + status + ": " + body.text());
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = wire.next(); next != '\n'; next = wire.next()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    /** The body of the answer that is read now: in chunks, or as long as its header says. */
    private final class Body implements ReadableByteChannel {
        private boolean chunked;
        private boolean isFirst;
        private boolean isEnded;
        private long left;

        void begin() throws IOException {
            chunked = false;
            isFirst = true;
            isEnded = false;
            left = 0;
            for (String field = line(); !field.isEmpty(); field = line()) {
                String[] words = field.toLowerCase(Locale.ROOT).split(": *", 2);
                switch (words[0]) {
                    case "content-length" -> left = Long.parseLong(words[1]);
                    case "transfer-encoding" -> chunked = true;
                    default -> {
                        // Nothing that says where the body ends.
                    }
                }
            }
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (left == 0 && !isEnded) {
                if (chunked) {
                    beginChunk();
                } else {
                    isEnded = true;
                }
            }
            if (isEnded) {
                return -1;
            }
            int read = wire.read(target, left);
            left -= read;
            return read;
        }

        private void beginChunk() throws IOException {
            if (!isFirst) {
                line();
            }
            isFirst = false;
            left = Long.parseLong(line().split(";", 2)[0], 16);
            if (left == 0) {
                isEnded = true;
                while (!line().isEmpty()) {
                    // Trailers say nothing that is wanted.
                }
            }
        }

        String text() throws IOException {
            StringBuilder text = new StringBuilder();
            ByteBuffer some = ByteBuffer.allocate(1 << 12);
            while (read(some) >= 0) {
                text.append(StandardCharsets.UTF_8.decode(some.flip()));
                some.clear();
            }
            return text.toString();
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

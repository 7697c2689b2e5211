package io.colonnade.it.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A way to a server of HTTP/1.1 on which chosen requests fail, counted as they come. Requests have lengths and are not chunked; each has a
 * connection of its own. Thread-safe.
 */
final class UnreliableWay implements AutoCloseable {
    /** What becomes of a request. */
    enum Fault {
        /** It never arrives. */
        LOST_REQUEST,
        /** Half of it arrives. */
        CUT_REQUEST,
        /** It is done, and nobody says so. */
        LOST_ANSWER,
        /** It is not done, and the server says that it is not well. */
        ERROR
    }

    private static final String UNWELL = "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private static final String UNKNOWN =
            "HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final int port;
    private final ServerSocket entrance;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile Plan plan = new Plan(0, 0, Fault.ERROR);
    private volatile UnaryOperator<String> answers = UnaryOperator.identity();
    private volatile Predicate<String> unknown = head -> false;

    /** The requests from one to before another, counted from 0. */
    private record Plan(int from, int to, Fault fault) {}

    UnreliableWay(int port) throws IOException {
        this.port = port;
        this.entrance = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Lets requests fail from now on: as many as are given, from one whose number counts from now on. */
    void fail(Fault fault, int first, int count) {
        seen.clear();
        plan = new Plan(first, count == Integer.MAX_VALUE ? count : first + count, fault);
    }

    void failNoMore() {
        fail(Fault.ERROR, 0, 0);
    }

    /** Has the server not know, from now on, what requests with such heads ask for. */
    void forget(Predicate<String> heads) {
        unknown = heads;
    }

    /** Changes the heads of answers from now on. */
    void rewrite(UnaryOperator<String> change) {
        answers = change;
    }

    /** Returns the heads of the requests since failures were last chosen. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                start(() -> serve(client));
            }
        } catch (IOException closing) {
            // The entrance is closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            Message request = Message.read(client.getInputStream());
            int number;
            Plan now;
            synchronized (this) {
                now = plan;
                number = seen.size();
                seen.add(request.head());
            }
            if (number >= now.from() && number < now.to()) {
                fail(now.fault(), request, client);
            } else if (unknown.test(request.head())) {
                client.getOutputStream().write(UNKNOWN.getBytes(StandardCharsets.ISO_8859_1));
            } else {
                client.getOutputStream().write(forward(request.closing()));
            }
        } catch (IOException gone) {
            // Whoever asked sees a connection that has ended.
        }
    }

    private void fail(Fault fault, Message request, Socket client) throws IOException {
        switch (fault) {
            case LOST_REQUEST -> {}
            case CUT_REQUEST -> forward(request.closing().half());
            case LOST_ANSWER -> forward(request.closing());
            case ERROR -> client.getOutputStream().write(UNWELL.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private byte[] forward(Message request) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = server.getOutputStream();
            out.write(request.head().getBytes(StandardCharsets.ISO_8859_1));
            out.write(request.body());
            if (request.cut()) {
                server.shutdownOutput();
            }
            byte[] answer = server.getInputStream().readAllBytes();
            return rewritten(answer);
        }
    }

    private byte[] rewritten(byte[] answer) throws IOException {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new EOFException();
        }
        return (answers.apply(text.substring(0, end)) + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A request as it came. */
    private record Message(String head, byte[] body, boolean cut) {
        static Message read(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int value = in.read();
                if (value < 0) {
                    throw new EOFException();
                }
                head.write(value);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            return new Message(text, in.readNBytes(length(text)), false);
        }

        private static int length(String head) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .map(line -> Integer.parseInt(
                            line.substring("content-length:".length()).strip()))
                    .findFirst()
                    .orElse(0);
        }

        /** So that the answer ends where the connection does. */
        Message closing() {
            String others = head.lines()
                    .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:") && !line.isEmpty())
                    .reduce("", (all, line) -> all + line + "\r\n");
            return new Message(others + "Connection: close\r\n\r\n", body, false);
        }

        Message half() {
            return body.length == 0
                    ? new Message(head.substring(0, head.length() / 2), body, true)
                    : new Message(head, Arrays.copyOf(body, body.length / 2), true);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "unreliable way");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}

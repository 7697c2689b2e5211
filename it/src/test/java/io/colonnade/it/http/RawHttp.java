package io.colonnade.it.http;

import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HTTP/1.1 byte by byte, for requests that no client's library would send. For one thread each. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String END_OF_LINE = "\r\n";
    private static final String END_OF_HEAD = END_OF_LINE + END_OF_LINE;

    private RawHttp() {}

    /**
     * What came back before the server closed the connection.
     *
     * @param status the number of the status line
     * @param headers the lines behind it
     * @param body everything behind the headers
     */
    record Answer(int status, List<String> headers, String body) {}

    /** Sends bytes to the shared server, then says that no more will come, and reads until the server closes. */
    static Answer exchange(byte[] request) throws IOException {
        try (Socket socket =
                new Socket(RunningServer.HOST, RunningServer.shared().httpPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return answer(socket.getInputStream().readAllBytes());
        }
    }

    /** Bytes are letters of ISO 8859-1 until it is known which of them are the body. */
    private static Answer answer(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        List<String> head = text.substring(0, Math.max(end, 0)).lines().toList();
        if (head.isEmpty()) {
            return new Answer(0, List.of(), text);
        }
        int status = Integer.parseInt(head.get(0).split(" ")[1]);
        String body = text.substring(end + END_OF_HEAD.length());
        String whole = head.contains("Transfer-Encoding: chunked") ? joined(body) : body;
        return new Answer(
                status,
                head.subList(1, head.size()),
                new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String joined(String chunks) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int end = chunks.indexOf(END_OF_LINE, at);
            int length = Integer.parseInt(chunks.substring(at, end), 16);
            if (length == 0) {
                return whole.toString();
            }
            int from = end + END_OF_LINE.length();
            whole.append(chunks, from, from + length);
            at = from + length + END_OF_LINE.length();
        }
    }
}

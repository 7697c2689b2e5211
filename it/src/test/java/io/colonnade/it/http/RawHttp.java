package io.colonnade.it.http;

import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HTTP/1.1 byte by byte, for requests that no client's library would send. For one thread each. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

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
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Answer answer(String text) {
        int end = text.indexOf("\r\n\r\n");
        List<String> head = text.substring(0, Math.max(end, 0)).lines().toList();
        if (head.isEmpty()) {
            return new Answer(0, List.of(), text);
        }
        int status = Integer.parseInt(head.get(0).split(" ")[1]);
        return new Answer(status, head.subList(1, head.size()), text.substring(end + 4));
    }
}

package io.colonnade.it.http;

import static io.colonnade.it.http.Http2Wire.CANCEL;
import static io.colonnade.it.http.Http2Wire.ENHANCE_YOUR_CALM;
import static io.colonnade.it.http.Http2Wire.GO_AWAY;
import static io.colonnade.it.http.Http2Wire.HEADERS;
import static io.colonnade.it.http.Http2Wire.RESET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.server.Curl;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HTTP/2 in clear text: many answers on one connection, each of which may fail by itself, and clients that flood it. */
@ExtendWith(NothingLeft.class)
final class Http2IT {
    /** In place of the code of a farewell that has not come. */
    private static final int LOST = -1;

    private static final String ENDLESS =
            "SELECT a.id FROM sales_analytics.orders a, sales_analytics.orders b, sales_analytics.orders c";
    private static final String FLAWED = "SELECT id, promised FROM clients.flaws ORDER BY id";

    @Test
    void clientsMayAskToSpeakItAndReadTheSame() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        // Only a request without a body makes the step up.
        assertThat(client.send(HttpRequest.newBuilder(at("/healthz")).build(), BodyHandlers.discarding())
                        .version())
                .isEqualTo(HttpClient.Version.HTTP_2);
        HttpRequest request = HttpRequest.newBuilder(at("/sql"))
                .header("Authorization", HttpUser.withPassword("alice", "alice").authorization())
                .header("Accept", "text/csv")
                .POST(BodyPublishers.ofString("SELECT n FROM clients.numbers WHERE n <= 3 ORDER BY n"))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body()).isEqualToNormalizingNewlines("n\n1\n2\n3\n");
    }

    @Test
    void curlSpeaksItFromTheFirstByte() throws Exception {
        String printed = Curl.printed(
                "--http2-prior-knowledge",
                "--user",
                "alice:alice",
                "--header",
                "Accept: text/csv",
                "--data",
                "SELECT n FROM clients.numbers WHERE n <= 3 ORDER BY n",
                "--write-out",
                "HTTP/%{http_version}",
                at("/sql").toString());
        assertThat(printed).isEqualToNormalizingNewlines("n\n1\n2\n3\nHTTP/2");
    }

    private static URI at(String path) {
        return URI.create(
                "http://" + RunningServer.HOST + ":" + RunningServer.shared().httpPort() + path);
    }

    @Test
    void answerThatFailsOnItsWayEndsItsOwnStreamAndNoOther() throws Exception {
        try (Http2Wire wire = new Http2Wire(RunningServer.shared())) {
            wire.post(1, FLAWED);
            wire.takeAll(1);
            assertThat(wire.await(frame -> frame.is(HEADERS, 1))).matches(Http2Wire.Frame::isOk);
            assertThat(wire.await(frame -> frame.is(RESET, 1)).errorCode()).isEqualTo(CANCEL);
            wire.get(3, "/healthz");
            assertThat(wire.await(frame -> frame.is(HEADERS, 3)).isOk()).isTrue();
        }
    }

    @Test
    void unreadAnswerIsResetAndItsConnectionServesOthers() throws Exception {
        try (RunningServer server =
                        RunningServer.startWith(RunningServer.limits(Map.of("stalled_stream_timeout", "500ms")));
                Http2Wire wire = new Http2Wire(server)) {
            wire.post(1, ENDLESS);
            assertThat(wire.await(frame -> frame.is(HEADERS, 1))).matches(Http2Wire.Frame::isOk);
            wire.await(frame -> frame.is(RESET, 1));
            wire.get(3, "/healthz");
            assertThat(wire.await(frame -> frame.is(HEADERS, 3)).isOk()).isTrue();
            await().atMost(Duration.ofSeconds(20)).until(() -> server.allocatedBytes() == 0);
        }
    }

    @Test
    void requestsThatStopHalfwayKeepNobodyFromAnAnswer() throws Exception {
        try (Http2Wire first = new Http2Wire(RunningServer.shared());
                Http2Wire second = new Http2Wire(RunningServer.shared())) {
            for (int stream = 1; stream < 200; stream += 2) {
                first.postNothing(stream);
            }
            second.get(1, "/healthz");
            assertThat(second.await(frame -> frame.is(HEADERS, 1)).isOk()).isTrue();
            first.reset(199);
            first.get(201, "/healthz");
            assertThat(first.await(frame -> frame.is(HEADERS, 201)).isOk()).isTrue();
        }
    }

    @Test
    void largeStatementIsTakenWholeThoughItsWindowIsSmaller() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        client.send(HttpRequest.newBuilder(at("/healthz")).build(), BodyHandlers.discarding());
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(at("/sql"))
                        .header("Accept", "text/csv")
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.ofString("SELECT '" + "\u20ac".repeat(200_000) + "' AS euros"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body().chars().filter(character -> character == '\u20ac'))
                .as("status %s", answer.statusCode())
                .hasSize(200_000);
    }

    @Test
    void clientThatResetsWhatItAsksForIsToldToCalmDown() throws Exception {
        try (Http2Wire wire = new Http2Wire(RunningServer.shared())) {
            wire.get(1, "/healthz");
            assertThat(wire.await(frame -> frame.is(HEADERS, 1)).isOk()).isTrue();
            flood(wire);
            assertThat(farewell(wire)).isIn(ENHANCE_YOUR_CALM, LOST);
        }
    }

    /** What is sent behind the farewell ends the connection, and the farewell may be lost with it. */
    private static int farewell(Http2Wire wire) throws IOException {
        try {
            return wire.await(frame -> frame.type() == GO_AWAY).errorCode();
        } catch (EOFException | SocketException ended) {
            return LOST;
        }
    }

    private static void flood(Http2Wire wire) throws IOException {
        try {
            for (int stream = 3; stream < 2_000; stream += 2) {
                wire.get(stream, "/healthz");
                wire.reset(stream);
            }
        } catch (SocketException closed) {
            // The farewell may come while there is more to send.
        }
    }
}

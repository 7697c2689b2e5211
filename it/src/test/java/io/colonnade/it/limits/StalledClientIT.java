package io.colonnade.it.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.junit.jupiter.api.Test;

/** A client that stops reading holds nothing for longer than it may: no connection, no permit, no memory. A slow one is waited for. */
final class StalledClientIT {
    private static final String ENDLESS =
            "SELECT a.id AS unread FROM sales_analytics.orders a, sales_analytics.orders b, sales_analytics.orders c";

    /** Two megabytes, so that PostgreSQL has sent all of it, and gRPC has not. */
    private static final String SMALL = "SELECT wide AS unread, wide AS again FROM clients.numbers WHERE n <= 130000";

    private static final String OK = "HTTP/1.1 200 OK";
    private static final Duration GRACE = Duration.ofSeconds(20);
    /** Much longer than any of the pauses that a steady reader makes. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** One stream for each principal: whoever may begin another has the permit back. */
    private static RunningServer server(Duration patience) {
        return RunningServer.startWith(RunningServer.limits(
                Map.of("streams_per_principal", "1", "stalled_stream_timeout", patience.toMillis() + "ms")));
    }

    @Test
    void unreadFlightStreamIsEndedAndItsClientToldWhy() throws Exception {
        try (RunningServer server = server(Duration.ofSeconds(4));
                FlightUser admin = FlightUser.at(server, "admin");
                FlightStream unread = begun(admin, ENDLESS)) {
            awaitRunning();
            awaitNothingRuns();
            awaitPermit(admin);
            assertThatThrownBy(() -> drain(unread)).isInstanceOfSatisfying(FlightRuntimeException.class, e -> {
                assertThat(e.status().code()).isEqualTo(FlightStatusCode.CANCELLED);
                assertThat(e.getMessage()).contains("has taken no rows for 4.0 s");
                assertThat(e.status().metadata().get("colonnade-sqlstate")).isEqualTo("57014");
            });
            awaitCancelled(server);
            awaitNoMemory(server);
        }
    }

    @Test
    void rowsThatAFlightClientNeverTakesAreDroppedWithTheirStatus() throws Exception {
        try (RunningServer server = server(Duration.ofMillis(500));
                FlightUser admin = FlightUser.at(server, "admin");
                FlightStream unread = begun(admin, ENDLESS)) {
            awaitNoMemory(server);
            assertThatThrownBy(() -> drain(unread)).isInstanceOf(FlightRuntimeException.class);
            awaitPermit(admin);
        }
    }

    @Test
    void resultThatWasSentInFullIsDroppedToo() throws Exception {
        try (RunningServer server = server(Duration.ofMillis(500));
                FlightUser admin = FlightUser.at(server, "admin");
                FlightStream unread = begun(admin, SMALL)) {
            awaitNoMemory(server);
            assertThatThrownBy(() -> drain(unread)).isInstanceOf(FlightRuntimeException.class);
        }
    }

    @Test
    void unreadHttpAnswerIsBrokenOff() throws Exception {
        try (RunningServer server = server(Duration.ofMillis(500));
                FlightUser admin = FlightUser.at(server, "admin");
                Socket unread = asked(server, ENDLESS)) {
            awaitRunning();
            awaitNothingRuns();
            awaitPermit(admin);
            awaitNoMemory(server);
            assertThat(end(unread)).doesNotEndWith("\r\n0\r\n\r\n");
            awaitCancelled(server);
        }
    }

    @Test
    void slowButSteadyReadersAreWaitedFor() throws Exception {
        try (RunningServer server = server(PATIENCE);
                FlightUser admin = FlightUser.at(server, "admin");
                FlightStream slow = begun(admin, ENDLESS);
                InputStream web =
                        new Web(server.httpPort(), "bob").open(ENDLESS).body()) {
            long end = System.nanoTime() + PATIENCE.multipliedBy(3).toNanos();
            while (System.nanoTime() < end) {
                assertThat(slow.next()).isTrue();
                assertThat(web.readNBytes(1 << 17)).hasSize(1 << 17);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            slow.cancel("enough", null);
        }
    }

    private static FlightStream begun(FlightUser user, String sql) {
        FlightInfo info = user.client().execute(sql, user.credentials());
        FlightStream stream = user.open(info.getEndpoints().get(0).getTicket());
        assertThat(stream.next()).isTrue();
        return stream;
    }

    private static void drain(FlightStream stream) {
        while (stream.next()) {
            assertThat(stream.getRoot().getRowCount()).isPositive();
        }
    }

    /** Asks over HTTP by a socket with room for little, and reads no more than that rows will come. */
    private static Socket asked(RunningServer server, String sql) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1 << 14);
        socket.connect(new InetSocketAddress(RunningServer.HOST, server.httpPort()));
        String basic = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
        String request = "POST /sql HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\nAuthorization: Basic " + basic
                + "\r\nContent-Length: " + sql.length() + "\r\n\r\n" + sql;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        byte[] status = socket.getInputStream().readNBytes(OK.length());
        assertThat(new String(status, StandardCharsets.UTF_8)).isEqualTo(OK);
        return socket;
    }

    private static String end(Socket socket) throws IOException {
        byte[] read = new byte[0];
        try {
            byte[] next = socket.getInputStream().readNBytes(1 << 16);
            while (next.length > 0) {
                read = next;
                next = socket.getInputStream().readNBytes(1 << 16);
            }
        } catch (IOException reset) {
            // As visible as the end of the stream.
        }
        return new String(read, StandardCharsets.UTF_8);
    }

    private static void awaitPermit(FlightUser user) {
        await().atMost(GRACE)
                .ignoreExceptionsInstanceOf(FlightRuntimeException.class)
                .until(() -> user.query("SELECT count(*) FROM clients.numbers WHERE n <= 10")
                                .size()
                        == 1);
    }

    private static void awaitNoMemory(RunningServer server) {
        await().atMost(GRACE).until(() -> server.allocatedBytes() == 0);
    }

    private static void awaitCancelled(RunningServer server) {
        await().atMost(GRACE)
                .until(() -> audit(server).lines().anyMatch(record -> record.contains("\"outcome\":\"cancelled\"")));
    }

    private static String audit(RunningServer server) {
        try {
            return Files.readString(server.auditFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitRunning() {
        await().atMost(GRACE).until(StalledClientIT::isRunning);
    }

    private static void awaitNothingRuns() {
        await().atMost(GRACE).pollInterval(Duration.ofMillis(20)).until(() -> !isRunning());
    }

    private static boolean isRunning() {
        return ClientsDatabase.get().isRunning("unread");
    }
}

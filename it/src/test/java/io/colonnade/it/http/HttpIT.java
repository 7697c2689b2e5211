package io.colonnade.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP door: every format, every kind of caller, every refusal, and an answer that breaks on its way. */
@ExtendWith(NothingLeft.class)
final class HttpIT {
    private static final String ARROW = "application/vnd.apache.arrow.stream";
    private static final String ARROW_FILE = "application/vnd.apache.arrow.file";
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final String CSV = "text/csv";
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CUSTOMERS =
            "SELECT id, name, phone, nation FROM sales_analytics.customers ORDER BY id LIMIT 5";
    /** Row 30000 breaks the contract, long after the status was sent. */
    private static final String BREAKING = "SELECT id, promised FROM clients.flaws ORDER BY id";

    private static final List<String> EUROPE = List.of("FRANCE", "GERMANY", "ROMANIA", "RUSSIA", "UNITED KINGDOM");
    private static final long FEW_BATCHES = 32L << 20;
    private static final HttpUser ADMIN = HttpUser.withPassword("admin", "admin");
    private static final HttpUser ALICE = HttpUser.withPassword("alice", "alice");

    @TempDir
    private Path folder;

    private static Stream<HttpUser> admins() {
        return Stream.of(ADMIN, HttpUser.withToken("admin", Set.of("admin"), Map.of()));
    }

    private static Stream<HttpUser> alices() {
        return Stream.of(ALICE, HttpUser.withToken("alice", Set.of("analyst"), Map.of("region", "EUROPE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz"})
    void anybodyMayAskWhetherTheServerIsWell(String path) throws Exception {
        HttpResponse<String> answer = HttpUser.NOBODY.ask("GET", path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok\n");
    }

    @ParameterizedTest
    @MethodSource("admins")
    void adminSeesEverythingInEveryFormat(HttpUser admin) throws Exception {
        assertThat(csv(admin)).hasSize(5).allSatisfy(row -> assertThat(row).contains("Customer#00000000"));
        assertThat(json(admin)).hasSize(5).allSatisfy(row -> assertThat(row).contains("Customer#00000000"));
        assertThat(arrow(admin)).hasSize(5).allSatisfy(row -> assertThat(row).contains("Customer#00000000"));
        assertThat(arrow(admin)).isEqualTo(csv(admin)).isEqualTo(json(admin)).isEqualTo(parquet(admin));
    }

    @ParameterizedTest
    @MethodSource("alices")
    void aliceSeesEuropeThroughMasksInEveryFormat(HttpUser alice) throws Exception {
        List<String> rows = csv(alice);
        assertThat(rows).hasSize(5).allSatisfy(row -> {
            String[] cells = row.split(",");
            assertThat(cells[1]).isEqualTo("[REDACTED]");
            assertThat(cells[2]).hasSize(3);
            assertThat(cells[3]).isIn(EUROPE);
        });
        assertThat(json(alice)).isEqualTo(rows);
        assertThat(arrow(alice)).isEqualTo(rows);
        assertThat(parquet(alice)).isEqualTo(rows);
    }

    private static List<String> csv(HttpUser user) throws Exception {
        List<String> lines = answered(CSV, user).body().lines().toList();
        assertThat(lines.get(0)).isEqualTo("id,name,phone,nation");
        return lines.subList(1, lines.size());
    }

    private static List<String> json(HttpUser user) throws Exception {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : new ObjectMapper().readTree(answered(JSON, user).body())) {
            List<String> cells = new ArrayList<>();
            row.elements().forEachRemaining(cell -> cells.add(cell.asText()));
            rows.add(String.join(",", cells));
        }
        return rows;
    }

    private static HttpResponse<String> answered(String accept, HttpUser user) throws Exception {
        HttpResponse<String> answer = user.query(accept, CUSTOMERS);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(accept);
        return answer;
    }

    private static List<String> arrow(HttpUser user) throws Exception {
        List<String> rows = new ArrayList<>();
        HttpResponse<InputStream> answer = user.open(ARROW, CUSTOMERS);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(ARROW);
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(answer.body(), allocator)) {
            while (reader.loadNextBatch()) {
                for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
                    int index = row;
                    rows.add(String.join(
                            ",",
                            reader.getVectorSchemaRoot().getFieldVectors().stream()
                                    .map(vector -> String.valueOf(vector.getObject(index)))
                                    .toList()));
                }
            }
        }
        return rows;
    }

    private List<String> parquet(HttpUser user) throws Exception {
        HttpResponse<InputStream> answer = user.open(PARQUET, CUSTOMERS);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(PARQUET);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"result.parquet\"");
        Path file = folder.resolve("result.parquet");
        try (InputStream body = answer.body()) {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT concat_ws(',', id, name, phone, nation) FROM read_parquet('" + file + "')")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Test
    void parquetOfTwoColumnsOfOneNameIsRefusedBeforeItBegins() throws Exception {
        assertProblem(ADMIN.query(PARQUET, "SELECT 1 AS a, 2 AS a"), 400, "two columns are named \"a\"");
    }

    @Test
    void wrongStatementIsAProblemThatSaysWhere() throws Exception {
        assertProblem(
                ADMIN.query(CSV, "SELECT nme FROM sales_analytics.customers"),
                400,
                "Column 'nme' does not exist; did you mean 'name'? (line 1, column 8)");
        assertProblem(ADMIN.query(CSV, "SELECT 1 FRM x y"), 400, "line 1");
        assertProblem(ALICE.query(CSV, "SELECT * FROM tpch.part"), 404, "does not exist");
    }

    @Test
    void wrongCredentialsAreRefusedAndAskedForAgain() throws Exception {
        for (HttpUser stranger : List.of(
                HttpUser.withPassword("alice", "bob"),
                HttpUser.withPassword("mallory", "mallory"),
                new HttpUser("Bearer nonsense"),
                new HttpUser("Digest nonsense"))) {
            HttpResponse<String> answer = stranger.query(CSV, "SELECT 1");
            assertProblem(answer, 401, "");
            assertThat(answer.headers().allValues("WWW-Authenticate")).hasSize(2);
        }
    }

    @Test
    void callerWithoutCredentialsFindsNoGovernedTable() throws Exception {
        assertProblem(HttpUser.NOBODY.query(CSV, CUSTOMERS), 404, "does not exist");
    }

    @Test
    void unknownPathsMethodsAndTypesAreRefused() throws Exception {
        assertProblem(ADMIN.ask("GET", "/nothing"), 404, "nothing at this path");
        HttpResponse<String> read = ADMIN.ask("GET", "/sql");
        assertProblem(read, 405, "POST");
        assertThat(read.headers().firstValue("Allow")).hasValue("POST");
        assertProblem(ADMIN.ask("POST", "/healthz"), 405, "GET");
        assertProblem(ADMIN.query("image/png", "SELECT 1"), 406, ARROW);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).contains(detail).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {ARROW, ARROW_FILE, PARQUET, CSV, JSON, NDJSON})
    void answerThatFailsOnItsWayIsCutAndNeverLooksWhole(String accept) throws Exception {
        HttpResponse<InputStream> answer = ADMIN.open(accept, BREAKING);
        assertThat(answer.statusCode()).isEqualTo(200);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream body = answer.body()) {
            assertThatThrownBy(() -> body.transferTo(bytes)).isInstanceOf(IOException.class);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotEndWith("]\n");
    }

    /** Asked by a socket, because Java's client forgets what it has not handed out yet when the connection breaks. */
    @Test
    void linesThatFailOnTheirWayEndWithTheReasonAndAreCut() throws Exception {
        try (Socket socket = asked("HTTP/1.1", NDJSON)) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("\r\nTransfer-Encoding: chunked\r\n")
                    .contains("\n{\"error\":{");
            String last = answer.substring(answer.lastIndexOf("{\"error\""));
            assertThat(last).contains("\"status\":500").endsWith("}}\n");
        }
    }

    /** Without the terminator of chunks, a broken connection looks like the end of the answer, unless it is reset. */
    @Test
    void answerThatFailsIsCutForAnOldClientToo() throws Exception {
        try (Socket socket = asked("HTTP/1.0", CSV)) {
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
        }
    }

    private static Socket asked(String version, String accept) throws IOException {
        Socket socket = new Socket(RunningServer.HOST, RunningServer.shared().httpPort());
        socket.getOutputStream()
                .write(("POST /sql " + version + "\r\nHost: " + RunningServer.HOST + "\r\nAccept: " + accept
                                + "\r\nAuthorization: " + ADMIN.authorization() + "\r\nContent-Length: "
                                + BREAKING.length() + "\r\n\r\n" + BREAKING)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void answersAreCompressedAsAskedAndCutWhereTheyFail(String coding) throws Exception {
        String whole = ADMIN.query(CSV, CUSTOMERS).body();
        HttpResponse<InputStream> answer = ADMIN.open(CSV, coding, CUSTOMERS);
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue(coding);
        assertThat(answer.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
        try (InputStream body = decoded(coding, answer.body())) {
            assertThat(body.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(whole);
        }
        HttpResponse<InputStream> half = ADMIN.open(CSV, coding, BREAKING);
        try (InputStream body = decoded(coding, half.body())) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    private static InputStream decoded(String coding, InputStream body) throws IOException {
        return coding.equals("gzip") ? new GZIPInputStream(body) : new ZstdInputStream(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {ARROW, NDJSON})
    void slowReaderSlowsTheServerInsteadOfFillingIt(String accept) throws Exception {
        long highest = 0;
        long bytes = 0;
        HttpResponse<InputStream> answer = ADMIN.open(accept, "SELECT * FROM clients.numbers WHERE n <= 1000000");
        try (InputStream body = answer.body()) {
            byte[] piece = new byte[1 << 18];
            for (int read = body.readNBytes(piece, 0, piece.length); read > 0; ) {
                bytes += read;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                highest = Math.max(highest, RunningServer.shared().allocatedBytes());
                read = body.readNBytes(piece, 0, piece.length);
            }
        }
        assertThat(bytes).isGreaterThan(FEW_BATCHES);
        assertThat(highest).isPositive().isLessThanOrEqualTo(FEW_BATCHES);
    }
}

package io.colonnade.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.server.LogLines;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who reads a projection that will go away is told so, until when, and what to use instead if they may know of that. */
@ExtendWith(NothingLeft.class)
final class WarningsIT {
    private static final String BATCH = """
            batches:
              one:
                sql: SELECT 1 AS id
                key: [id]
                columns:
                  id: {type: int32, nullable: false}
            """;

    private static final String OLD = "Projection old (version 1.4.0) is deprecated and may be gone from 2099-01-31 on";

    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        Path projections = Files.createDirectory(directory.resolve("projections"));
        write(projections, "fresh", "version: 2.0.0\nstability: stable\n");
        write(projections, "hidden", "version: 2.0.0\nstability: stable\nallow: [admin]\n");
        write(projections, "old", deprecated("1.4.0", "fresh", "2099-01-31"));
        write(projections, "older", deprecated("0.9.1", "hidden", "2099-06-30"));
        write(projections, "last", deprecated("1.0.0", "fresh", "2099-12-31"));
        server = RunningServer.startWith(projections);
    }

    private static String deprecated(String version, String replacement, String sunset) {
        return "version: " + version + "\nstability: deprecated\nreplacement: " + replacement + "\nsunset: " + sunset
                + "\n";
    }

    private static void write(Path projections, String name, String head) throws IOException {
        Files.writeString(
                projections.resolve(name + ".yaml"),
                "projection: " + name + "\ndescription: A test's\nsource: tpch\n" + head + BATCH);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Connection connect(String user) throws SQLException {
        return DriverManager.getConnection("jdbc:colonnade://127.0.0.1:" + server.flightPort(), user, user);
    }

    private static List<String> chain(@Nullable SQLWarning first) {
        List<String> chain = new ArrayList<>();
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            chain.add(warning.getSQLState() + " " + warning.getMessage());
        }
        return chain;
    }

    @Test
    void theWarningBelongsToTheExecutionThatItCameFrom() throws SQLException {
        try (Connection connection = connect("alice");
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM old.one")) {
                assertThat(chain(statement.getWarnings())).containsExactly("01P01 " + OLD + "; use fresh instead");
                assertThat(chain(rows.getWarnings())).isEmpty();
            }
            statement.clearWarnings();
            assertThat(chain(statement.getWarnings())).isEmpty();
            statement.executeQuery("SELECT * FROM old.one").close();
            assertThat(chain(statement.getWarnings())).hasSize(1);
            statement.executeQuery("SELECT * FROM fresh.one").close();
            assertThat(chain(statement.getWarnings())).isEmpty();
        }
    }

    @Test
    void answersOverHttpSayItInTheirHeaders() throws Exception {
        String sql = "SELECT * FROM older.one WHERE id IN (SELECT id FROM old.one)";
        HttpHeaders headers = headers(sql);
        assertThat(headers.firstValue("Deprecation").orElseThrow()).matches("@[0-9]{10}");
        assertThat(headers.firstValue("Sunset")).hasValue("Sat, 31 Jan 2099 00:00:00 GMT");
        assertThat(headers.allValues("Link")).containsExactly("</v1/fresh>; rel=\"successor-version\"");
        assertThat(headers("SELECT * FROM fresh.one").map()).doesNotContainKeys("deprecation", "sunset", "link");
    }

    /** In both forms, and whichever of the tables comes first. */
    @Test
    void answersOfGraphQlSayItToo() throws Exception {
        String document = "{\"query\": \"{ freshOne { id } olderOne { id } oldOne { id } }\"}";
        for (String accept : List.of("application/json", "application/vnd.apache.arrow.stream")) {
            HttpHeaders headers = headers("/graphql", "application/json", accept, document);
            assertThat(headers.firstValue("Sunset")).hasValue("Sat, 31 Jan 2099 00:00:00 GMT");
            assertThat(headers.allValues("Link")).containsExactly("</v1/fresh>; rel=\"successor-version\"");
        }
    }

    private static HttpHeaders headers(String sql) throws Exception {
        return headers("/sql", "text/plain", "text/csv", sql);
    }

    private static HttpHeaders headers(String path, String type, String accept, String body) throws Exception {
        String pair = Base64.getEncoder().encodeToString("alice:alice".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + RunningServer.HOST + ":" + server.httpPort() + path))
                .header("Authorization", "Basic " + pair)
                .header("Content-Type", type)
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers();
    }

    @Test
    void theServersLogSaysOnceADayThatItIsStillRead() throws SQLException {
        try (LogLines log = LogLines.of("io.colonnade.query.DeprecatedReads");
                Connection connection = connect("admin");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                statement.executeQuery("SELECT * FROM last.one").close();
            }
            assertThat(log.messages())
                    .containsExactly(
                            "Projection last (version 1.0.0) is deprecated, may be gone from 2099-12-31 on, and"
                                    + " is still read; the audit says by whom");
        }
    }

    @Test
    void whatTakesItsPlaceIsNamedToThoseWhoMayKnowOfIt() throws SQLException {
        String sql = "SELECT * FROM older.one WHERE id IN (SELECT id FROM old.one)";
        String older = "01P01 Projection older (version 0.9.1) is deprecated and may be gone from 2099-06-30 on";
        try (Connection alice = connect("alice");
                Connection admin = connect("admin");
                Statement hers = alice.createStatement();
                Statement theirs = admin.createStatement()) {
            hers.executeQuery(sql).close();
            assertThat(chain(hers.getWarnings())).hasSize(2).contains(older);
            theirs.executeQuery(sql).close();
            assertThat(chain(theirs.getWarnings())).hasSize(2).contains(older + "; use hidden instead");
        }
    }

    @Test
    void aPreparedStatementWarnsBeforeItRuns() throws SQLException {
        try (Connection connection = connect("alice");
                PreparedStatement statement = connection.prepareStatement("SELECT * FROM old.one WHERE id = ?")) {
            assertThat(chain(statement.getWarnings())).hasSize(1);
            statement.setInt(1, 1);
            statement.executeQuery().close();
            assertThat(chain(statement.getWarnings())).hasSize(1);
        }
    }
}

package io.colonnade.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code colonnade demo} and {@code colonnade query}: what they print, how they end, and that nothing is left. */
final class DemoIT {
    private static final Pattern READY =
            Pattern.compile("(?m)^ready flight=(grpc://127\\.0\\.0\\.1:\\d+) http=http://127\\.0\\.0\\.1:\\d+$");
    private static final Pattern LOADING = Pattern.compile("(?m)^loading TPC-H: ");
    private static final int TERMINATED = 128 + 15;
    private static final String SQL = "SELECT id, name, nation FROM sales_analytics.customers ORDER BY id LIMIT 3";

    private static CommandLineProcess demo(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("demo", "--flight-port", "0", "--http-port", "0"));
        arguments.addAll(List.of(more));
        return CommandLineProcess.start(arguments.toArray(String[]::new));
    }

    @Test
    void tourShowsBothUsersSideBySideAndEnds() throws Exception {
        try (CommandLineProcess demo = demo("--exit")) {
            demo.awaitText(READY);
            assertThat(demo.awaitStatus()).as(demo.err()).isZero();
            assertThat(demo.out().lines())
                    .anyMatch(line -> line.contains("as admin (role admin)")
                            && line.contains("as alice (role analyst, region EUROPE)"))
                    .anyMatch(line -> line.matches(".*Customer#0[^│]*│[^│]*\\[REDACTED\\].*"))
                    .noneMatch(line -> line.matches(".*│.*Customer#.*"));
            assertThat(demo.out()).containsPattern(READY);
            assertThat(demo.err()).doesNotContain("Exception");
            demo.assertNothingLeft();
        }
    }

    @Test
    void runningDemoAnswersQueriesUntilItIsToldToStop() throws Exception {
        try (CommandLineProcess demo = demo()) {
            String url = demo.awaitText(READY).group(1);
            printsAlicesRowsInEveryFormat(url);
            refusesAWrongPassword(url);
            assertThat(demo.descendants()).isPositive();
            demo.terminate();
            assertThat(demo.awaitStatus()).isEqualTo(TERMINATED);
            assertThat(demo.err()).doesNotContain("Exception");
            demo.assertNothingLeft();
        }
    }

    private static void printsAlicesRowsInEveryFormat(String url) throws Exception {
        try (CommandLineProcess table = query(url, "table");
                CommandLineProcess csv = query(url, "csv");
                CommandLineProcess json = query(url, "json")) {
            List<String> lines = printed(csv).lines().toList();
            assertThat(lines).hasSize(4).first().isEqualTo("id,name,nation");
            assertThat(lines.subList(1, 4)).allMatch(line -> line.contains(",[REDACTED],"));
            JsonNode rows = new ObjectMapper().readTree(printed(json));
            assertThat(rows).hasSize(3);
            String text = printed(table);
            assertThat(text.lines().findFirst().orElseThrow()).contains("id", "name", "nation");
            for (int i = 0; i < 3; i++) {
                JsonNode row = rows.get(i);
                assertThat(lines.get(i + 1))
                        .isEqualTo(row.get("id").asText() + ",[REDACTED],"
                                + row.get("nation").asText());
                assertThat(text.lines())
                        .anyMatch(line -> line.contains(row.get("id").asText())
                                && line.contains("[REDACTED]")
                                && line.contains(row.get("nation").asText()));
            }
        }
    }

    private static CommandLineProcess query(String url, String format) throws IOException {
        return CommandLineProcess.start("query", SQL, "--as", "alice", "--url", url, "--format", format);
    }

    private static String printed(CommandLineProcess query) throws Exception {
        assertThat(query.awaitStatus()).as(query.err()).isZero();
        assertThat(query.err()).isEqualToIgnoringNewLines("3 rows");
        return query.out();
    }

    private static void refusesAWrongPassword(String url) throws Exception {
        try (CommandLineProcess query =
                CommandLineProcess.start("query", SQL, "--as", "alice", "--password", "wrong", "--url", url)) {
            assertFailedInOneLine(query);
        }
    }

    private static void assertFailedInOneLine(CommandLineProcess failed) throws Exception {
        assertThat(failed.awaitStatus()).as(failed.err()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines()).singleElement().asString().startsWith("colonnade: ");
        failed.assertNothingLeft();
    }

    @Test
    void demoThatIsToldToStopWhileItLoadsLeavesNothing() throws Exception {
        try (CommandLineProcess demo = demo("--scale", "1")) {
            demo.awaitText(LOADING);
            assertThat(demo.descendants()).isPositive();
            demo.terminate();
            assertThat(demo.awaitStatus()).isEqualTo(TERMINATED);
            assertThat(demo.out()).isEmpty();
            assertThat(demo.err()).doesNotContain("Exception");
            demo.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--flight-port", "--http-port"})
    void takenPortIsSaidInOneLine(String option) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String other = option.equals("--flight-port") ? "--http-port" : "--flight-port";
            String port = Integer.toString(taken.getLocalPort());
            try (CommandLineProcess demo = CommandLineProcess.start("demo", option, port, other, "0")) {
                assertFailedInOneLine(demo);
                assertThat(demo.err()).contains("port " + port + " is taken", option);
            }
        }
    }
}

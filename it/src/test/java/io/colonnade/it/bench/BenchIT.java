package io.colonnade.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.JavaCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code colonnade bench}: that it runs and says what it must; its figures are no business of the tests. */
final class BenchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private record Outcome(int status, String out, String err) {}

    private Outcome bench(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(JavaCommand.of(BenchCommand.class.getName(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        Path err = directory.resolve("err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), out, Files.readString(err));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "CPU and memory of processes are read from /proc")
    void measuresItsSubjectsAndWritesThemDown() throws Exception {
        Path file = directory.resolve("bench.json");
        Outcome outcome =
                bench("full", "point", "http", "export", "--scale=0.01", "--runs=1", "--peers=none", "--json=" + file);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("full: lineitem", "pgjdbc  not run: left out by --peers")
                .containsPattern("point +colonnade's p50 − pgjdbc's, ms +≤ 1\\.50 +-?\\d+\\.\\d\\d");
        JsonNode document = JSON.readTree(file.toFile());
        assertThat(document.get("machine").get("cores").intValue()).isPositive();
        JsonNode colonnade = subject(document, "full", "colonnade");
        assertThat(colonnade.get("rows"))
                .isEqualTo(subject(document, "full", "floor").get("rows"));
        for (String field : List.of("rows_per_second", "cpu_seconds", "ratio_to_floor", "resident_growth_mb")) {
            assertThat(colonnade.get(field).isNumber()).as(field).isTrue();
        }
        assertThat(subject(document, "point", "colonnade").get("p50_ms").doubleValue())
                .isPositive();
        for (String subject : List.of("colonnade", "http-arrow", "http2-arrow")) {
            assertThat(subject(document, "http", subject).get("rows"))
                    .as(subject)
                    .isEqualTo(colonnade.get("rows"));
        }
        assertThat(subject(document, "export", "export").get("rows")).isEqualTo(colonnade.get("rows"));
        assertThat(subject(document, "export", "export").get("written_mb").doubleValue())
                .isPositive();
        assertThat(subject(document, "full", "trino").get("not_run").textValue())
                .isEqualTo("left out by --peers");
    }

    private static JsonNode subject(JsonNode document, String of, String subject) {
        return StreamSupport.stream(document.get("results").spliterator(), false)
                .filter(node -> node.get("case").textValue().equals(of)
                        && node.get("subject").textValue().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesTheNearestWordForOneThatItDoesNotKnow() throws Exception {
        assertMisuse("Unknown case 'ful'; did you mean 'full'?", "ful");
        assertMisuse("Unknown peer 'pgjbdc'; did you mean 'pgjdbc'?", "full", "--peers", "trino,pgjbdc");
        assertMisuse("'--scal'; did you mean '--scale'?", "--scal", "1");
        assertMisuse("Invalid value for --scale (at least 0.01)", "--scale", "0");
    }

    private void assertMisuse(String message, String... arguments) throws Exception {
        Outcome outcome = bench(arguments);
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void helpListsEveryCaseAndSubject() throws Exception {
        String help = bench("--help").out();
        for (BenchmarkCase one : BenchmarkCase.values()) {
            assertThat(help).contains("  " + one.key() + " ");
        }
        for (Subject subject : Subject.values()) {
            assertThat(help).contains(subject.key() + " ");
        }
    }
}

package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Python's clients, in a virtual environment under {@code target} that is made once. Without {@code python3} the suite is
 * skipped, unless the environment says {@code CI=true}.
 */
@ExtendWith(NothingLeft.class)
final class PythonClientsIT {
    private static final Path SCRIPTS = Path.of("src", "test", "python").toAbsolutePath();
    private static final Path REQUIREMENTS = SCRIPTS.resolve("requirements.txt");
    private static final Path ENVIRONMENT = Path.of("target", "venv").toAbsolutePath();
    private static final Path INSTALLED = ENVIRONMENT.resolve("requirements.txt");
    private static final Path PYTHON = ENVIRONMENT.resolve("bin").resolve("python");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private record Outcome(int status, String output) {}

    @BeforeAll
    static void makeTheEnvironment() throws Exception {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(hasPython(), "there is no python3");
        }
        if (Files.exists(INSTALLED) && Files.readString(INSTALLED).equals(Files.readString(REQUIREMENTS))) {
            return;
        }
        succeed("python3", "-m", "venv", ENVIRONMENT.toString());
        succeed(
                PYTHON.toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                REQUIREMENTS.toString());
        Files.copy(REQUIREMENTS, INSTALLED);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return run(List.of("python3", "--version")).status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void succeed(String... command) throws Exception {
        Outcome outcome = run(List.of(command));
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    private static Outcome run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("python", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            builder.environment().put("TZ", "America/New_York");
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Outcome(-1, "not done in time: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adbc_client.py", "flight_client.py"})
    void seesWhatItMust(String script) throws Exception {
        Outcome outcome = run(List.of(
                PYTHON.toString(),
                SCRIPTS.resolve(script).toString(),
                RunningServer.shared().grpcUrl()));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        LoggerFactory.getLogger(PythonClientsIT.class)
                .info("{}", outcome.output().strip());
    }
}

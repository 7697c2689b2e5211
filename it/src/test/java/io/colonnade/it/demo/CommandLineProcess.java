package io.colonnade.it.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One run of {@code colonnade}, started as the launcher starts it but with a temporary directory of its own, so that what
 * it leaves there can be seen. For one thread; closing it kills what still runs.
 */
final class CommandLineProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Path home;
    private final Process process;
    private final Set<ProcessHandle> descendants = new LinkedHashSet<>();

    private CommandLineProcess(Path home, Process process) {
        this.home = home;
        this.process = process;
    }

    static CommandLineProcess start(String... arguments) throws IOException {
        Path home = Files.createTempDirectory(Files.createDirectories(TARGET), "demo-it-");
        Path temporary = Files.createDirectory(home.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                // The tests' own settings stand before it on the class path.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "io.colonnade.server.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        builder.environment()
                .put("COLONNADE_HOME", TARGET.resolve("../..").normalize().toString());
        builder.environment()
                .put("XDG_CACHE_HOME", TARGET.resolve("demo-it-cache").toString());
        builder.environment().put("COLUMNS", "120");
        return new CommandLineProcess(home, builder.start());
    }

    String out() throws IOException {
        return Files.readString(home.resolve("out"));
    }

    String err() throws IOException {
        return Files.readString(home.resolve("err"));
    }

    /** Waits until it has printed something, and remembers the processes that it has by then. */
    MatchResult awaitText(Pattern pattern) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            boolean alive = process.isAlive();
                            Matcher matcher = pattern.matcher(out() + err());
                            boolean found = matcher.find();
                            assertThat(found || alive).as(out() + err()).isTrue();
                            process.descendants().forEach(descendants::add);
                            return found ? List.of(matcher.toMatchResult()) : List.<MatchResult>of();
                        },
                        found -> !found.isEmpty())
                .get(0);
    }

    /** Returns how many processes it had under it when it was last looked at. */
    int descendants() {
        return descendants.size();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.descendants().forEach(descendants::add);
        process.destroy();
    }

    int awaitStatus() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return process.exitValue();
    }

    /** Asserts that neither a process under it nor a file in its temporary directory has outlived it. */
    void assertNothingLeft() throws IOException {
        assertThat(descendants).noneMatch(ProcessHandle::isAlive);
        try (Stream<Path> files = Files.walk(home.resolve("tmp"))) {
            assertThat(files).containsExactly(home.resolve("tmp"));
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

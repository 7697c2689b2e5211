package io.colonnade.it.client;

import io.colonnade.it.Checkout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A virtual environment of Python under {@code target}, made once for each list of requirements. For one thread. */
public final class PythonEnvironment {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path directory;

    private PythonEnvironment(Path directory) {
        this.directory = directory;
    }

    /**
     * How a program ended.
     *
     * @param status its exit status
     * @param output what it printed
     */
    public record Outcome(int status, String output) {}

    /** Returns whether there is a Python to make environments with; where the environment says {@code CI=true} there must be one. */
    public static boolean isExpected() throws InterruptedException {
        try {
            return "true".equals(System.getenv("CI"))
                    || run(List.of("python3", "--version")).status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes an environment, unless it is there already with the same requirements.
     *
     * @param name its directory's name
     * @param requirements name of the list in {@link #scripts}
     */
    public static PythonEnvironment of(String name, String requirements) throws IOException, InterruptedException {
        Path target = Files.createDirectories(Checkout.module().resolve("target"));
        PythonEnvironment environment = new PythonEnvironment(target.resolve(name));
        // The suites run in several processes.
        try (FileChannel lock = FileChannel.open(
                        target.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            environment.require(scripts().resolve(requirements));
        }
        return environment;
    }

    private void require(Path wanted) throws IOException, InterruptedException {
        Path installed = directory.resolve("requirements.txt");
        if (!Files.exists(installed) || !Files.readString(installed).equals(Files.readString(wanted))) {
            install(wanted);
            Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void install(Path requirements) throws IOException, InterruptedException {
        succeed(List.of("python3", "-m", "venv", directory.toString()));
        succeed(List.of(
                python(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                requirements.toString()));
    }

    private static void succeed(List<String> command) throws IOException, InterruptedException {
        Outcome outcome = run(command);
        if (outcome.status() != 0) {
            throw new IOException(
                    String.join(" ", command) + ": " + outcome.output().strip());
        }
    }

    /** Returns the directory of the Python programs. */
    public static Path scripts() {
        return Checkout.module().resolve(Path.of("src", "test", "python"));
    }

    /** Returns the path of the environment's Python. */
    public String python() {
        return directory.resolve("bin").resolve("python").toString();
    }

    /** Returns a file of an installed package. */
    public Path packageFile(String name, String file) throws IOException {
        try (Stream<Path> versions = Files.list(directory.resolve("lib"))) {
            Path packages = versions.findFirst().orElseThrow().resolve("site-packages");
            return packages.resolve(name).resolve(file);
        }
    }

    /** Runs a program to its end. */
    public static Outcome run(List<String> command) throws IOException, InterruptedException {
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
}

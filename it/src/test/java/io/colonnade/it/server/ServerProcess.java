package io.colonnade.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code colonnade serve} in a process of its own, on ports that it says itself. For one thread; closing it ends the process. */
public final class ServerProcess implements AutoCloseable {
    /** The main class of the command line. */
    public static final String MAIN = "io.colonnade.server.cli.Main";

    private static final Pattern READY =
            Pattern.compile("ready flight=grpc://127\\.0\\.0\\.1:(\\d+) http=http://127\\.0\\.0\\.1:(\\d+)");
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final Path output;
    private final int flightPort;
    private final int httpPort;

    private ServerProcess(Process process, Path output, Matcher ready) {
        this.process = process;
        this.output = output;
        this.flightPort = Integer.parseInt(ready.group(1));
        this.httpPort = Integer.parseInt(ready.group(2));
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param command the words that start the command line
     * @param configuration the server's configuration file
     * @param output where all that it prints goes
     */
    public static ServerProcess start(List<String> command, Path configuration, Path output)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("serve", "--config", configuration.toString()));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            return new ServerProcess(process, output, awaitReady(process, output));
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Matcher awaitReady(Process process, Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            boolean alive = process.isAlive();
            Matcher ready = READY.matcher(Files.readString(output));
            if (ready.find()) {
                return ready;
            }
            if (!alive) {
                throw new IOException("the server ended before it was ready: " + Files.readString(output));
            }
            Thread.sleep(20);
        }
        throw new IOException("the server was not ready in time: " + Files.readString(output));
    }

    /** Returns the port of the Flight SQL door. */
    public int flightPort() {
        return flightPort;
    }

    /** Returns the port of the HTTP door. */
    public int httpPort() {
        return httpPort;
    }

    /** Asks the process to end, and waits for nothing. */
    public void terminate() {
        process.destroy();
    }

    /** Waits until the process has ended, and returns its status. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server did not end when it was told to");
        }
        return process.exitValue();
    }

    /** Returns the process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Returns what it has printed. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not end when it was told to");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

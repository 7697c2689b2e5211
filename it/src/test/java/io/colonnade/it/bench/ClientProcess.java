package io.colonnade.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.bench.client.Reply;
import io.colonnade.it.bench.client.Request;
import io.colonnade.it.bench.client.Settings;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client program that has been started and waits for requests. For one thread. */
final class ClientProcess implements Participant {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final Process process;
    private final Path log;
    private final long gatewayPid;
    private final BufferedReader replies;
    private final BufferedWriter requests;

    /**
     * Starts a program and waits until it is connected.
     *
     * @param gateway the server that it reads through; null if it reads from PostgreSQL itself
     */
    ClientProcess(
            String name, List<String> command, Settings settings, @Nullable ProcessHandle gateway, Path directory) {
        this.name = name;
        this.log = directory.resolve(name + ".log");
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new SubjectFailure("it cannot be started: " + e.getMessage(), e);
        }
        gatewayPid = gateway == null ? process.pid() : gateway.pid();
        replies = process.inputReader(StandardCharsets.UTF_8);
        requests = process.outputWriter(StandardCharsets.UTF_8);
        Reply ready = exchange(settings);
        if (!ready.error().isEmpty()) {
            close();
            throw new SubjectFailure(ready.error());
        }
    }

    @Override
    public Reply run(Request request) {
        Reply reply = exchange(request);
        if (!reply.error().isEmpty()) {
            throw new SubjectFailure(reply.error());
        }
        return reply;
    }

    private Reply exchange(Object line) {
        try {
            requests.write(JSON.writeValueAsString(line));
            requests.newLine();
            requests.flush();
            String reply = replies.readLine();
            if (reply == null) {
                throw new SubjectFailure("its process ended; " + log + " has its last words");
            }
            return JSON.readValue(reply, Reply.class);
        } catch (IOException e) {
            throw new SubjectFailure("its process " + name + " does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public long clientPid() {
        return process.pid();
    }

    @Override
    public long gatewayPid() {
        return gatewayPid;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

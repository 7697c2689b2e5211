package io.colonnade.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.bench.client.Request;
import io.colonnade.it.bench.client.Settings;
import io.colonnade.it.bench.replay.ReplayProgram;
import io.colonnade.it.server.JavaCommand;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A server that answers from its memory what Colonnade has answered it once. For one thread. */
final class ReplayServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final int port;

    private ReplayServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it has read the statement's result. */
    static ReplayServer start(Settings original, String sql, Path directory) throws IOException {
        Path log = directory.resolve("replay.log");
        Process process = new ProcessBuilder(JavaCommand.of(
                        ReplayProgram.class.getName(),
                        "-Darrow.enable_unsafe_memory_access=true",
                        "-Darrow.enable_null_check_for_get=false"))
                .redirectError(log.toFile())
                .start();
        // Its input stays open: its end is what the process ends with.
        BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(JSON.writeValueAsString(original) + "\n" + JSON.writeValueAsString(Request.read(sql)) + "\n");
        input.flush();
        String ready = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (ready == null || !ready.startsWith(ReplayProgram.READY)) {
            process.destroyForcibly();
            throw new IOException("the replaying server did not start; " + log + " has its last words");
        }
        return new ReplayServer(process, Integer.parseInt(ready.substring(ReplayProgram.READY.length())));
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package io.colonnade.it.bench;

import io.colonnade.it.client.NodeEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostGraphile over the benchmark's database, installed with npm, on a Node of its own where there is one to install. */
final class PostGraphileServer implements AutoCloseable {
    private static final int CONNECTIONS = BenchmarkCase.READERS;
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final int port;

    private PostGraphileServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PostGraphileServer start(BenchDatabase database, Dataset dataset, Path directory)
            throws IOException, InterruptedException {
        NodeEnvironment environment = environment();
        Path log = directory.resolve("postgraphile.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(environment.node(), "server.mjs"))
                .directory(environment.directory().toFile())
                .redirectError(log.toFile());
        builder.environment().put("NODE_ENV", "production");
        builder.environment().put("GRAPHILE_ENV", "production");
        builder.environment().put("BENCH_SCHEMA", dataset.schema());
        builder.environment().put("BENCH_POOL", Integer.toString(CONNECTIONS));
        builder.environment()
                .put(
                        "BENCH_DATABASE",
                        "postgres://" + database.user() + ":" + database.password() + "@127.0.0.1:" + database.port()
                                + "/" + BenchDatabase.NAME);
        Process process = builder.start();
        String port = process.inputReader().readLine();
        if (port == null || !port.matches("\\d+")) {
            process.destroy();
            throw new SubjectFailure("PostGraphile did not start; " + log + " has its last words");
        }
        return new PostGraphileServer(process, Integer.parseInt(port));
    }

    private static NodeEnvironment environment() throws InterruptedException {
        try {
            return NodeEnvironment.of("postgraphile");
        } catch (IOException e) {
            throw new SubjectFailure("its packages cannot be installed: " + e.getMessage(), e);
        }
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.children().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

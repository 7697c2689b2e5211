package io.colonnade.it.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Trino of one node with its PostgreSQL connector, from the unpacked server that {@code TRINO_HOME} names, on the Java
 * that {@code TRINO_JAVA_HOME} names (Trino needs a newer one than Colonnade).
 */
final class TrinoServer implements AutoCloseable {
    static final String USER = "bench";
    private static final String HOME = "TRINO_HOME";
    private static final String JAVA_HOME = "TRINO_JAVA_HOME";
    private static final long START_SECONDS = 120;

    private final Process process;
    private final int port;

    private TrinoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static TrinoServer start(BenchDatabase database, Path directory) throws IOException, InterruptedException {
        Path home = home();
        int port = freePort();
        Path catalogs = Files.createDirectories(directory.resolve("catalog"));
        Files.writeString(catalogs.resolve("pg.properties"), """
                connector.name=postgresql
                connection-url=%s
                connection-user=%s
                connection-password=%s
                """.formatted(
                        database.jdbcUrl(), database.user(), database.password()));
        Path configuration = Files.writeString(
                directory.resolve("config.properties"), """
                coordinator=true
                node-scheduler.include-coordinator=true
                http-server.http.port=%d
                discovery.uri=http://127.0.0.1:%1$d
                catalog.management=static
                catalog.config-dir=%s
                plugin.dir=%s
                """.formatted(port, catalogs, home.resolve("plugin")));
        Process process = new ProcessBuilder(command(home, configuration, directory))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("trino.log").toFile())
                .start();
        TrinoServer server = new TrinoServer(process, port);
        server.awaitReady(directory);
        return server;
    }

    private static Path home() {
        String home = System.getenv(HOME);
        if (home == null) {
            throw new SubjectFailure(HOME + " names no unpacked trino-server");
        }
        if (!Files.isDirectory(Path.of(home, "plugin", "postgresql"))) {
            throw new SubjectFailure(HOME + " is " + home + ", where there is no plugin/postgresql");
        }
        return Path.of(home).toAbsolutePath();
    }

    private static List<String> command(Path home, Path configuration, Path directory) {
        String java = System.getenv().getOrDefault(JAVA_HOME, System.getProperty("java.home"));
        return List.of(
                Path.of(java, "bin", "java").toString(),
                "-Xmx4g",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djdk.attach.allowAttachSelf=true",
                "-Dnode.environment=bench",
                "-Dnode.id=bench",
                "-Dnode.data-dir=" + directory,
                "-Dconfig=" + configuration,
                "-cp",
                home.resolve("lib") + "/*",
                "io.trino.server.TrinoServer");
    }

    private void awaitReady(Path directory) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest info = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/info"))
                .build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(info, BodyHandlers.ofString()).body().contains("\"starting\":false")) {
                    return;
                }
            } catch (IOException notYet) {
                // Its port is not open yet.
            }
            Thread.sleep(200);
        }
        close();
        throw new SubjectFailure("Trino did not start; its last words: " + lastLine(directory.resolve("trino.log")));
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "none" : lines.get(lines.size() - 1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
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
        process.destroy();
        process.onExit().join();
    }
}

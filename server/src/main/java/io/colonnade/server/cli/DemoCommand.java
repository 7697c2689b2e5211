package io.colonnade.server.cli;

import io.colonnade.server.demo.DemoOptions;
import io.colonnade.server.demo.Demonstration;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code colonnade demo}. */
@Command(
        name = "demo",
        description = "Start an embedded PostgreSQL full of TPC-H rows and a server over it, and show what it does.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Runs until Ctrl-C and leaves nothing behind, unless --data says where to keep the database.",
            "",
            "Examples:",
            "  colonnade demo",
            "  colonnade demo --scale 0.1 --data ~/tpch      keep the rows for the next time",
            "  colonnade demo --exit                         give the tour and end",
            "  colonnade demo --flight-port 0 --http-port 0  any free ports"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int WIDTH = 120;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "0.01",
            description = "TPC-H's scale factor, at least 0.01; 1 is 8.7 million rows. Default: ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--flight-port",
            paramLabel = "PORT",
            defaultValue = "50051",
            description = "Port of the Flight SQL door; 0 picks a free one. Default: ${DEFAULT-VALUE}")
    private int flightPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the HTTP door; 0 picks a free one. Default: ${DEFAULT-VALUE}")
    private int httpPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the database here, and skip loading when it is here already at the same scale.")
    private @Nullable Path data;

    @Option(names = "--exit", description = "End after the tour instead of waiting for Ctrl-C.")
    private boolean exit;

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        DemoOptions options = new DemoOptions(
                scale, flightPort, httpPort, data, Installation.directory().resolve("examples/projections"), width());
        Demonstration demonstration = new Demonstration(options, out, err, System.console() != null);
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            demonstration.close();
                        },
                        "shutdown"));
        try (demonstration) {
            demonstration.start();
            if (!exit) {
                new CountDownLatch(1).await();
            }
            return 0;
        } catch (RuntimeException e) {
            if (stopping.get()) {
                // The signal that closed it decides the status; what broke on the way is no news.
                new CountDownLatch(1).await();
            }
            throw e;
        }
    }

    private static int width() {
        return Optional.ofNullable(System.getenv("COLUMNS"))
                .filter(text -> text.matches("\\d{2,4}"))
                .map(Integer::parseInt)
                .orElse(WIDTH);
    }
}

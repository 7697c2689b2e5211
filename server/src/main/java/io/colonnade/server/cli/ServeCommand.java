package io.colonnade.server.cli;

import io.colonnade.server.ColonnadeServer;
import io.colonnade.server.config.Configuration;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code colonnade serve}. */
@Command(
        name = "serve",
        description = "Serve the configured projections until the process is asked to stop.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints one line that begins with 'ready' once both doors are open. On SIGTERM or Ctrl-C it takes no new work,",
            "lets running streams finish within server.shutdown_grace, and ends with status 0; a second signal ends it at once.",
            "",
            "Examples:",
            "  colonnade serve --config colonnade.yaml",
            "  COLONNADE_SERVER_HTTP_PORT=8081 colonnade serve",
            "  colonnade serve --set server.flight.host=0.0.0.0 --set limits.query_timeout=1m"
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Configuration read = configuration.read();
        ColonnadeServer server = ColonnadeServer.create(read);
        CountDownLatch stop = new CountDownLatch(1);
        boolean signals = StopSignals.handle(stop::countDown, server::hasten);
        Runtime.getRuntime().addShutdownHook(new Thread(signals ? server::close : server::drain, "shutdown"));
        try (server) {
            server.open();
            PrintWriter out = spec.commandLine().getOut();
            String flight = read.server().flight().tls().isPresent() ? "grpc+tls" : "grpc";
            String http = read.server().http().tls().isPresent() ? "https" : "http";
            out.println(
                    "ready flight=" + flight + "://" + read.server().flight().host() + ":" + server.flightPort()
                            + " http=" + http + "://" + read.server().http().host() + ":" + server.httpPort());
            out.flush();
            stop.await();
            server.drain();
        }
        return 0;
    }
}

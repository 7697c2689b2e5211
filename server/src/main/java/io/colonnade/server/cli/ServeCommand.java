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
            "Prints one line that begins with 'ready' once both doors are open.",
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
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        try (server) {
            server.open();
            PrintWriter out = spec.commandLine().getOut();
            String scheme = read.server().flight().tls().isPresent() ? "grpc+tls" : "grpc";
            out.println(
                    "ready flight=" + scheme + "://" + read.server().flight().host() + ":" + server.flightPort()
                            + " http=http://" + read.server().http().host() + ":" + server.httpPort());
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}

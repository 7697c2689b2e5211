package io.colonnade.server.cli;

import io.colonnade.contract.Contracts;
import io.colonnade.server.Deployment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code colonnade check}. */
@Command(
        name = "check",
        description = "Check the configuration and every projection against the live sources; open no port.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints everything that is wrong, each with file and line, and ends with status 1 if anything is.",
            "",
            "Examples:",
            "  colonnade check --config colonnade.yaml",
            "  colonnade check --set projections=proposed/"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Deployment deployment = Deployment.open(configuration.read())) {
            Contracts contracts = deployment.contracts();
            int batches = contracts.projections().stream()
                    .mapToInt(projection -> projection.batches().size())
                    .sum();
            contracts
                    .projections()
                    .forEach(projection -> spec.commandLine()
                            .getOut()
                            .println(projection.name() + " " + projection.version() + ": "
                                    + projection.batches().size() + " batches"));
            spec.commandLine()
                    .getOut()
                    .println("ok: " + contracts.projections().size() + " projections with " + batches + " batches");
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}

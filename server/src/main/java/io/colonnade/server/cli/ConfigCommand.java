package io.colonnade.server.cli;

import io.colonnade.server.config.ConfigurationSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code colonnade config}. */
@Command(
        name = "config",
        description = "What colonnade.yaml may say.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  colonnade config schema > colonnade.schema.json"})
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "schema",
            description = "Print the JSON Schema (draft 2020-12) of colonnade.yaml, for editors.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  colonnade config schema > colonnade.schema.json"})
    void schema() {
        spec.commandLine().getOut().println(new ConfigurationSchema().text());
        spec.commandLine().getOut().flush();
    }
}

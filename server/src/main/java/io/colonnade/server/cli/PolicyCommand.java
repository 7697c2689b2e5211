package io.colonnade.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code colonnade policy}. */
@Command(
        name = "policy",
        description = "What the policies of a deployment do.",
        mixinStandardHelpOptions = true,
        subcommands = PolicyTestCommand.class,
        footer = {"", "Example:", "  colonnade policy test examples/policies-test.yaml"})
final class PolicyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

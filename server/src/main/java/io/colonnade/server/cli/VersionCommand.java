package io.colonnade.server.cli;

import io.colonnade.server.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code colonnade version}. */
@Command(
        name = "version",
        description = "Print the version of Colonnade and of the Java it runs on.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  colonnade version"})
final class VersionCommand implements Runnable, IVersionProvider {
    @Spec
    private CommandSpec spec;

    @Override
    public String[] getVersion() {
        return new String[] {"colonnade " + Version.current() + " (Java " + Runtime.version() + ")"};
    }

    @Override
    public void run() {
        spec.commandLine().getOut().println(getVersion()[0]);
        spec.commandLine().getOut().flush();
    }
}

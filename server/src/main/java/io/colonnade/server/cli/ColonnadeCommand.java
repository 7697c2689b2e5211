package io.colonnade.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code colonnade}: what {@link Main} runs. */
@Command(
        name = "colonnade",
        description = "Relational data in front of analysts as governed, versioned Arrow tables.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            DoctorCommand.class,
            QueryCommand.class,
            ExportCommand.class,
            ExportsCommand.class,
            WhoAmICommand.class,
            PolicyCommand.class,
            TokenCommand.class,
            HashPasswordCommand.class,
            DecryptCommand.class,
            AuditCommand.class,
            ConfigCommand.class,
            VersionCommand.class
        },
        footer = {
            "",
            "Exit status: 0 done; 1 it failed, with one line on standard error that says why; 2 the command line is wrong.",
            "",
            "Examples:",
            "  colonnade demo                       try it: embedded PostgreSQL, TPC-H rows, a tour",
            "  colonnade serve --config colonnade.yaml",
            "  colonnade query \"SELECT * FROM sales_analytics.customers LIMIT 5\" --as alice",
            "  colonnade bench --help               measure it; from a checkout only",
            "  colonnade COMMAND --help             all of a command's options, with examples"
        })
public final class ColonnadeCommand implements Runnable {
    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "On failure also print the stack trace.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    private final OutputStream rows;

    /** Writes rows to standard output itself: a {@code PrintStream} would keep it to itself that nobody reads them any more. */
    ColonnadeCommand() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    private ColonnadeCommand(OutputStream rows) {
        this.rows = rows;
    }

    /** Creates the parser of the whole command line. */
    public static CommandLine commandLine() {
        return commandLine(new ColonnadeCommand());
    }

    /**
     * Creates the parser of a command line whose rows go elsewhere.
     *
     * @param rows takes the bytes of what is queried; the caller closes it
     */
    public static CommandLine commandLine(OutputStream rows) {
        return commandLine(new ColonnadeCommand(rows));
    }

    private static CommandLine commandLine(ColonnadeCommand command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Failures::misuse)
                .setExecutionExceptionHandler(
                        (failure, line, parsed) -> Failures.failed(failure, line, command.verbose));
    }

    /** Returns where rows go, which is standard output unless a test reads them. */
    OutputStream rows() {
        return rows;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        spec.commandLine().usage(out);
        out.flush();
    }
}

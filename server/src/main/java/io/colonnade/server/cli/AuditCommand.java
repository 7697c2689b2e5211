package io.colonnade.server.cli;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.audit.AuditChain;
import io.colonnade.security.audit.AuditChain.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colonnade audit}. */
@Command(
        name = "audit",
        description = "Check the audit.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  colonnade audit verify --config colonnade.yaml"})
final class AuditCommand implements Runnable {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "verify",
            description = "Follow the hash chain of the audit over all its files, and name the first break.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Prints how many records there are and the hash of the last. Note it elsewhere: given back with --head",
                "it shows that no record up to then was cut off since. Status 1 if the chain is broken.",
                "",
                "Examples:",
                "  colonnade audit verify --config colonnade.yaml",
                "  colonnade audit verify audit-*.jsonl audit.jsonl --head \"$YESTERDAY\""
            })
    int verify(
            @Parameters(
                            paramLabel = "FILE",
                            description = "Files in the order of their records."
                                    + " Default: the configured one, after those that it was rotated into.")
                    @Nullable
                    List<Path> files,
            @Option(names = "--head", paramLabel = "HASH", description = "A hash that a record must have.") @Nullable
                    String head,
            @Mixin ConfigurationOptions configuration)
            throws IOException {
        if (head != null && !HASH.matcher(head.toLowerCase(Locale.ROOT)).matches()) {
            throw new ParameterException(spec.commandLine(), "Invalid --head: a hash has 64 hexadecimal digits");
        }
        List<Path> chosen = files == null || files.isEmpty()
                ? AuditChain.filesOf(configuration.read().security().audit().file())
                : new ArrayList<>(files);
        chosen.forEach(AuditCommand::requireFile);
        Verification found = AuditChain.verify(chosen, head == null ? null : head.toLowerCase(Locale.ROOT));
        report(found, chosen.size());
        return 0;
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot check the audit " + file
                            + ": there is no such file; nothing was audited there yet, or it was" + " moved away");
        }
    }

    private void report(Verification found, int files) {
        PrintWriter out = spec.commandLine().getOut();
        if (found.fault().isPresent()) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION,
                    SqlState.DATA_EXCEPTION,
                    "The audit is broken: " + found.fault().get() + " (" + found.records()
                            + (found.fault().get().line() > 0 ? " records before it" : " records") + " are in order)");
        }
        out.println("ok: " + count(found.records(), "record") + " in " + count(files, "file"));
        if (found.first() > 1) {
            out.println("they begin with record " + found.first() + ": those before it were not given");
        }
        if (found.torn()) {
            out.println("a piece of a line stands at the end, as a crash or a write in progress leaves it");
        }
        out.println("last hash: " + found.lastHash());
        out.flush();
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
